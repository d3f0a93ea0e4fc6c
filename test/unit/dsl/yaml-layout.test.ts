// One cause gives one error: what is broken in the layout of a YAML file is told once, at its place, with a change after
// which the file is valid.
import { describe, expect, test } from 'vitest';
import { checkText } from '../../pipelines.ts';

const valid = `anoseg: 1
data:
  source: sample("weave")
  image: 32 x 32
  holdout: 20%
param:
  width: {value: 4, in: 2..8}
augment:
  donor:
    - other_image
    - rotate(90deg)
  synthetic, mask: [image, 'paste(donor, scar())', relabel()]
network:
  g:
    inputs: [seen]
    values:
      e1:
        - seen
        - conv(width)
        - relu
      map: [e1, conv(1), sigmoid]
loss:
  pixel: 50 * bce(map, mask)
  likeness: bce(map, mask)
train:
  optimizer: {adam: {rate: 1e-3}}
  batch: 2 normal + 2 synthetic
  steps: 10
evaluate:
  score: max(map)
  threshold: quantile(map, 99%) on holdout
  report: [iou, f1]
`;

interface Mistake {
  readonly from: string | RegExp;
  readonly to: string;
  readonly line: number;
  readonly told: string;
  readonly hint: string;
}

const shifted = (section: string, blanks: number): string =>
  valid
    .replace(new RegExp(`[\\s\\S]*^(${section}:\\n(?: .*\\n)+)[\\s\\S]*`, 'm'), '$1')
    .replace(/^(?=.)/gm, ' '.repeat(blanks));
const body = (section: string): string => shifted(section, 0).replace(/^ {2}/gm, '');

const tab = 'a tab indents this line';
const [far, little] = ['this line is indented too far', 'this line is indented too little'];
const dash = 'a dash is missing in front of this item';
const colon = 'a colon is missing behind the key';
const quotes = 'this value needs single quotes around it';

const mistakes: readonly Mistake[] = [
  // Tabs.
  { from: '  batch', to: '\tbatch', line: 27, told: tab, hint: 'indent it with blanks' },
  { from: '  source', to: '\tsource', line: 3, told: tab, hint: 'indent it with blanks' },
  { from: '        - conv', to: '\t\t- conv', line: 19, told: tab, hint: 'indent it with blanks' },
  { from: '  batch', to: ' \tbatch', line: 27, told: tab, hint: 'indent it with blanks' },
  {
    from: /^ {2}(?=\w.*\n {2}(?:batch|steps)|batch|steps)/gm,
    to: '\t',
    line: 26,
    told: tab,
    hint: 'indent with blanks, here and below',
  },
  { from: /(?<=^ *) {2}/gm, to: '\t', line: 3, told: tab, hint: 'indent with blanks, here and below' },
  // Too far, too little.
  { from: '  batch', to: '   batch', line: 27, told: far, hint: 'indent it by 2 blanks, below `train`' },
  { from: '  batch', to: ' batch', line: 27, told: little, hint: 'indent it by 2 blanks, below `train`' },
  { from: '  batch', to: 'batch', line: 27, told: little, hint: 'indent it by 2 blanks, below `train`' },
  { from: '  steps', to: '    steps', line: 28, told: far, hint: 'indent it by 2 blanks, below `train`' },
  { from: '        - conv', to: '       - conv', line: 19, told: little, hint: 'indent it by 8 blanks, below `e1`' },
  { from: '        - conv', to: '          - conv', line: 19, told: far, hint: 'indent it by 8 blanks, below `e1`' },
  { from: '      map: [', to: '    map: [', line: 21, told: little, hint: 'indent it by 6 blanks, below `values`' },
  { from: '    values:', to: '  values:', line: 16, told: little, hint: 'indent it by 4 blanks, below `g`' },
  {
    from: shifted('train', 0),
    to: body('train'),
    line: 26,
    told: little,
    hint: 'indent it by 2 blanks, below `train`',
  },
  // Sections inside of others.
  {
    from: 'evaluate:',
    to: '  evaluate:',
    line: 29,
    told: 'the section `evaluate` is indented',
    hint: 'it begins at the first column',
  },
  {
    from: shifted('evaluate', 0),
    to: shifted('evaluate', 2),
    line: 29,
    told: 'the section `evaluate` is indented',
    hint: 'it begins at the first column',
  },
  {
    from: shifted('loss', 0),
    to: shifted('loss', 6),
    line: 22,
    told: 'the section `loss` is indented',
    hint: 'it begins at the first column',
  },
  {
    from: 'train:',
    to: '  train:',
    line: 25,
    told: 'the section `train` is indented',
    hint: 'it begins at the first column',
  },
  // Dashes.
  { from: '- conv', to: '  conv', line: 19, told: dash, hint: 'write `- conv(width)`' },
  { from: '- conv', to: 'conv', line: 19, told: dash, hint: 'write `- conv(width)`' },
  { from: '- seen', to: '  seen', line: 18, told: dash, hint: 'write `- seen`' },
  {
    from: '- conv(width)',
    to: '  conv: {channels: width}',
    line: 19,
    told: dash,
    hint: 'write `- conv: {channels: width}`',
  },
  { from: '- conv', to: '-conv', line: 19, told: 'a blank is missing behind the dash', hint: 'write `- conv(width)`' },
  {
    from: /- (?=seen|conv|relu)/g,
    to: '-',
    line: 18,
    told: 'a blank is missing behind the dash',
    hint: 'write `- seen`',
  },
  { from: '- conv', to: '* conv', line: 19, told: 'items begin with `- `', hint: 'write `- conv(width)`' },
  {
    from: /^ {2}(?=pixel|likeness)/gm,
    to: '  - ',
    line: 23,
    told: 'here stand names with values, not items: the dash is too much',
    hint: 'leave the dashes out',
  },
  // Colons.
  {
    from: 'holdout: 20%',
    to: 'holdout:20%',
    line: 5,
    told: 'a blank is missing behind the colon',
    hint: 'write `holdout: 20%`',
  },
  {
    from: 'source: ',
    to: 'source:',
    line: 3,
    told: 'a blank is missing behind the colon',
    hint: 'write `source: sample("weave")`',
  },
  {
    from: 'inputs: ',
    to: 'inputs:',
    line: 15,
    told: 'a blank is missing behind the colon',
    hint: 'write `inputs: [seen]`',
  },
  {
    from: 'rate: 1e-3',
    to: 'rate:1e-3',
    line: 26,
    told: 'a blank is missing behind the colon',
    hint: 'write `optimizer: {adam: {rate: 1e-3}}`',
  },
  { from: 'train:', to: 'train', line: 25, told: colon, hint: 'write `train:`' },
  { from: 'batch: 2', to: 'batch 2', line: 27, told: colon, hint: 'write `batch: 2 normal + 2 synthetic`' },
  { from: 'anoseg: 1', to: 'anoseg 1', line: 1, told: colon, hint: 'write `anoseg: 1`' },
  {
    from: 'steps: 10',
    to: 'steps = 10',
    line: 28,
    told: 'in YAML a value stands behind a colon',
    hint: 'write `steps: 10`',
  },
  { from: 'steps: 10', to: 'steps:: 10', line: 28, told: 'one colon ends a key', hint: 'write `steps: 10`' },
  { from: 'steps: 10', to: 'steps：10', line: 28, told: 'this is no colon of YAML', hint: 'write `steps: 10`' },
  // Quotes and brackets.
  {
    from: `scar())'`,
    to: 'scar())',
    line: 12,
    told: "`'` is missing",
    hint: `write \`synthetic, mask: [image, 'paste(donor, scar())', relabel()]\``,
  },
  { from: 'max(map)', to: `'max(map)`, line: 30, told: 'the quote is not closed', hint: `write \`score: 'max(map)'\`` },
  {
    from: 'sample("weave")',
    to: '"sample("weave")"',
    line: 3,
    told: quotes,
    hint: `write \`source: 'sample("weave")'\``,
  },
  {
    from: 'sigmoid]',
    to: 'sigmoid',
    line: 21,
    told: '`]` is missing at the end',
    hint: 'write `map: [e1, conv(1), sigmoid]`',
  },
  {
    from: '1e-3}}',
    to: '1e-3}',
    line: 26,
    told: '`}` is missing at the end',
    hint: 'write `optimizer: {adam: {rate: 1e-3}}`',
  },
  { from: 'f1]', to: 'f1]]', line: 32, told: '`]` is too much', hint: 'write `report: [iou, f1]`' },
  { from: 'f1]', to: 'f1}', line: 32, told: '`]` belongs in the place of `}`', hint: 'write `report: [iou, f1]`' },
  { from: '[seen]', to: 'seen]', line: 15, told: '`[` is missing', hint: 'write `inputs: [seen]`' },
  { from: 'iou, f1', to: 'iou,, f1', line: 32, told: '`,` is too much', hint: 'write `report: [iou, f1]`' },
  // Signs of YAML, and of others.
  { from: '20%', to: '%20', line: 5, told: 'a share is written `20%`', hint: 'write `holdout: 20%`' },
  {
    from: 'max(map)',
    to: '| max(map)',
    line: 30,
    told: 'behind `|` the value stands on the lines below',
    hint: 'write `score: max(map)`',
  },
  {
    from: 'max(map)',
    to: '#max(map)',
    line: 30,
    told: '`#` begins a comment: a value is missing',
    hint: 'write `score: max(map)`',
  },
  {
    from: 'max(map)',
    to: '`max(map)`',
    line: 30,
    told: 'a value needs no such quotes',
    hint: 'write `score: max(map)`',
  },
  {
    from: '  steps',
    to: '  // slow\n  steps',
    line: 28,
    told: 'a comment of YAML begins with `#`',
    hint: 'write `# slow`',
  },
  {
    from: '  steps: 10',
    to: '  {% if fast %}\n  steps: 10\n  {% endif %}',
    line: 28,
    told: 'a template of another program, which has not been filled in',
    hint: 'a part that may be left out ends with `when condition`; a value that varies is a `param`',
  },
  {
    from: '{value: 4, in: 2..8}',
    to: '{{ 4 }}',
    line: 7,
    told: 'a template of another program: a parameter stands as its name alone',
    hint: 'write `width: 4`',
  },
  {
    from: /\n/g,
    to: '\r',
    line: 1,
    told: 'the lines end with carriage returns alone',
    hint: 'save it with the line ends of Unix or Windows',
  },
];

const told = (text: string) => checkText(text, {}, 'p.yaml').diagnostics;

test('what they are made of is valid', () => {
  expect(told(valid)).toEqual([]);
});

describe('one finding, at its place, and what is proposed mends it', () => {
  test.each(mistakes)('$from becomes $to', ({ from, to, line, told: message, hint }) => {
    const text = valid.replace(from, to);
    expect(text).not.toBe(valid);
    const [finding, ...others] = told(text);
    expect(others.map(({ summary }) => summary)).toEqual([]);
    expect([finding?.summary, finding?.hint]).toEqual([message, hint]);
    expect(finding?.span.source.position(finding.span.start).line).toBe(line);
    const fix = finding?.fix;
    if (fix === undefined) throw new Error('nothing is proposed');
    expect(told(text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end))).toEqual([]);
  });
});

describe('told once where nothing can be proposed', () => {
  test.each<readonly [from: string | RegExp, to: string, code: string, line: number]>([
    ['steps: 10', 'steps: 10\n  seed: ~', 'yaml-structure', 29],
    ['steps: 10', 'steps: 10\n  seed:', 'yaml-structure', 29],
    ['- relu', '- relu:', 'yaml-structure', 20],
    ['bce(map, mask)\ntrain', '!bce\ntrain', 'yaml-feature', 24],
    ['  steps: 10', '  <<: {steps: 10}', 'yaml-feature', 28],
    ['loss:', '---\nloss:', 'yaml-feature', 22],
    ['train:', 'Train:', 'unknown-section', 25],
    ['network:', 'networks:', 'unknown-section', 13],
    ['  batch', '\u00a0\u00a0batch', 'unexpected-character', 27],
    [/^[\s\S]*$/, 'hello\n', 'yaml-structure', 1],
    [/^[\s\S]*$/, '', 'yaml-structure', 1],
    [/^[\s\S]*$/, 'anoseg 1\n\ndata {\n  image = 32 x 32\n}\n', 'syntax', 1],
  ])('%s becomes %s', (from, to, code, line) => {
    const found = told(valid.replace(from, to)).map((finding) => [
      finding.code,
      finding.span.source.position(finding.span.start).line,
    ]);
    expect(found).toEqual([[code, line]]);
  });
});

test('a text below `|` does not swallow keys that are indented like it', () => {
  const text = valid.replace('    inputs: [seen]\n', '    doc: |\n      What it does.\n      inputs: [seen]\n');
  const [finding, ...others] = told(text);
  expect(others).toEqual([]);
  expect(finding?.fix?.text).toBe('    inputs: [seen]');
});

test('settings are never merged: no proposal goes over a line that says something else', () => {
  for (const line of valid.split('\n').filter((text) => /^ +\w+: /.test(text)))
    for (const wrong of [`\t${line.trim()}`, ` ${line}`, line.slice(1), line.trim(), line.replace(': ', ':')]) {
      const text = valid.replace(line, () => wrong);
      for (const { fix } of told(text)) {
        const lost = text.slice(fix?.span.start, fix?.span.end).match(/\w+:/g) ?? [];
        expect(fix?.text.match(/\w+:/g) ?? [], wrong).toEqual(expect.arrayContaining(fix ? lost : []));
        expect(fix?.text ?? '', wrong).not.toMatch(/'[^']*\w+: [^']*\w+: [^']*'/);
      }
    }
});
