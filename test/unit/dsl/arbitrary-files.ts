// Random files of the language: any words that the grammar allows, whatever they mean, written with any
// white space and comments between them.
import fc, { type Arbitrary } from 'fast-check';

/** Words in order; what stands between them is open. */
export type Words = readonly string[];

/** A file as words: each of `pieces` begins a line, and may have doc comments above it. */
export interface WordFile {
  readonly pieces: readonly { readonly words: Words; readonly mayHaveDoc: boolean }[];
}

const name = fc.constantFrom('a', 'seen', 'map', 'e_1', 'width', 'Conv', 'data2', 'normalized', 'maybe_not', 'xx');
const number = fc.constantFrom('0', '7', '1.50', '20_000', '2e-4', '10%', '4px', '90deg', '0.5%');
const text = fc.oneof(
  fc.constantFrom('""', '"std:blocks"', '"a // b"', '"# no: comment"', '"it\'s"', '"\\"quoted\\""', '"|"', '"true"'),
  fc.string({ unit: 'binary', maxLength: 4 }).map(quoted),
);

function quoted(value: string): string {
  return `"${[...value].map((c) => (/[\w .:#'-]|[\u{a1}-\u{ac}]/u.test(c) ? c : `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`)).join('')}"`;
}

const separated = (between: string, parts: readonly Words[]): Words =>
  parts.flatMap((part, i) => (i === 0 ? part : [between, ...part]));
const listed = (open: string, close: string, items: readonly Words[], comma: boolean): Words => [
  open,
  ...separated(',', items),
  ...(comma && items.length > 0 ? [','] : []),
  close,
];

const { guarded } = fc.letrec<
  Record<'guarded' | 'choice' | 'pipe' | 'operation' | 'operand' | 'primary' | 'argument', Words>
>((tie) => ({
  guarded: fc
    .tuple(
      tie('choice'),
      fc.array(
        fc.oneof(
          name.map((to) => ['on', to]),
          tie('operation').map((c) => ['when', ...c]),
          fc.tuple(tie('operation'), tie('guarded')).map(([c, other]) => ['when', ...c, 'else', ...other]),
        ),
        { maxLength: 1, size: '-1' },
      ),
    )
    .map(([value, rest]) => [...value, ...rest.flat()]),
  choice: fc.array(tie('pipe'), { minLength: 1, maxLength: 2, size: '-1' }).map((parts) => separated('|', parts)),
  pipe: fc.array(tie('operation'), { minLength: 1, maxLength: 2, size: '-1' }).map((parts) => separated('->', parts)),
  operation: fc
    .tuple(
      tie('operand'),
      fc.array(
        fc.tuple(
          fc.constantFrom('+', '-', '*', '/', '..', 'in', '==', '!=', '<', '<=', '>', '>=', 'and', 'or'),
          tie('operand'),
        ),
        { maxLength: 2, size: '-1' },
      ),
    )
    .map(([first, rest]) => [...first, ...rest.flatMap(([operator, operand]) => [operator, ...operand])]),
  operand: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 6, arbitrary: tie('primary') },
    { weight: 1, arbitrary: tie('operand').map((operand) => ['-', ...operand]) },
    { weight: 1, arbitrary: tie('operand').map((operand) => ['not', ...operand]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('guarded'), tie('guarded'))
        .map(([chance, step]) => ['maybe', '(', ...chance, ')', '(', ...step, ')']),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('guarded'), tie('guarded'))
        .map(([times, step]) => ['repeat', '(', ...times, ')', '(', ...step, ')']),
    },
    // What is a word of the language by its place alone holds on to the word before it.
    { weight: 1, arbitrary: fc.tuple(name, number).map(([height, width]) => [`${height} x`, width]) },
    { weight: 1, arbitrary: fc.constantFrom(['4 normal'], ['n synthetic'], ['(', 'normal', ')'], ['(', 'x', ')']) },
  ),
  primary: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: name.map((word) => [word]) },
    { weight: 2, arbitrary: number.map((word) => [word]) },
    { weight: 1, arbitrary: text.map((word) => [word]) },
    { weight: 1, arbitrary: fc.constantFrom(['true'], ['false'], ['generator', '.', 'map']) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(name, fc.option(name), fc.array(tie('argument'), { maxLength: 2, size: '-1' }), fc.boolean())
        .map(([callee, member, list, comma]) => [
          callee,
          ...(member === null ? [] : ['.', member]),
          ...listed('(', ')', list, comma),
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(tie('guarded'), { maxLength: 2, size: '-1' }), fc.boolean())
        .map(([items, comma]) => listed('[', ']', items, comma)),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('guarded'), { minLength: 1, maxLength: 2, size: '-1' })
        .map((items) => listed('(', ')', items, false)),
    },
  ),
  argument: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 2, arbitrary: tie('guarded') },
    { weight: 2, arbitrary: fc.tuple(name, tie('guarded')).map(([label, value]) => [label, ':', ...value]) },
  ),
}));

const target = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('e1', 'e2', 'map', 'steps', 'normal', 'x', 'y') },
  { weight: 1, arbitrary: fc.constantFrom('optimizer.discriminator', 'synthetic, mask') },
);
const binding = fc.tuple(target, guarded);
const bindings = fc
  .uniqueArray(binding, { selector: ([key]) => key, maxLength: 3 })
  .map((list) =>
    list.map(([key, value]) => [...(key.match(/\w+|\W/g) ?? []).filter((word) => word !== ' '), '=', ...value]),
  );

// What experiments take, and what they do not.
const axisValue = fc.oneof(
  number.map((word): Words => [word]),
  text.map((word): Words => [word]),
  fc.constantFrom<Words>(['true'], ['all'], ['-', '3'], ['"all"'], ['1', '..', '5'], ['-', '2', '..', '4'], ['a']),
);
const experimentLine = fc.oneof(
  fc.tuple(fc.constantFrom('pipeline', 'looked_at', 'each', 'set.a'), fc.oneof(axisValue, guarded)),
  fc.tuple(
    fc.constantFrom('each.a', 'compare.b', 'compare.expression', 'repeat.seed'),
    fc.oneof(
      axisValue,
      guarded,
      fc
        .tuple(fc.array(fc.oneof({ weight: 4, arbitrary: axisValue }, guarded), { maxLength: 3 }), fc.boolean())
        .map(([items, comma]) => listed('[', ']', items, comma)),
    ),
  ),
);
const parameters = fc
  .tuple(fc.uniqueArray(fc.tuple(name, fc.option(guarded)), { selector: ([key]) => key, maxLength: 3 }), fc.boolean())
  .map(([list, comma]) =>
    listed(
      '(',
      ')',
      list.map(([key, value]) => (value ? [key, '=', ...value] : [key])),
      comma,
    ),
  );

interface ItemWords {
  readonly key: string;
  readonly pieces: WordFile['pieces'];
}

const named = (key: string, head: Words, inside: readonly Words[], mayHaveDoc: boolean): ItemWords => ({
  key,
  pieces: [
    { words: [...head, '{'], mayHaveDoc },
    ...inside.map((words) => ({ words, mayHaveDoc: words[0] !== 'return' })),
    { words: ['}'], mayHaveDoc: false },
  ],
});

const item: Arbitrary<ItemWords> = fc.oneof(
  fc.tuple(fc.constantFrom('p1', 'p2', 'p3', 'on_off', 'null', 'yes'), guarded).map(([key, value]) => ({
    key,
    pieces: [{ words: ['param', key, '=', ...value], mayHaveDoc: true }],
  })),
  fc
    .tuple(fc.constantFrom('n1', 'n2'), parameters, bindings)
    .map(([key, list, inside]) => named(key, ['network', key, ...list], inside, true)),
  fc
    .tuple(fc.constantFrom('b1', 'b2'), parameters, bindings, fc.option(guarded))
    .map(([key, list, inside, result]) =>
      named(key, ['block', key, ...list], [...inside, ...(result ? [['return', ...result]] : [])], true),
    ),
  fc
    .tuple(fc.constantFrom('data', 'augment', 'loss', 'train', 'evaluate'), bindings)
    .map(([key, inside]) => named(key, [key], inside, true)),
  fc
    .tuple(text, fc.array(fc.tuple(name, fc.option(name)), { maxLength: 3 }), fc.boolean())
    .map(([path, names, comma]) => ({
      key: `use ${path}`,
      pieces: [
        {
          words: [
            'use',
            path,
            ...listed(
              '{',
              '}',
              names.map(([own, alias]) => (alias ? [own, 'as', alias] : [own])),
              comma,
            ),
          ],
          mayHaveDoc: true,
        },
      ],
    })),
);

export const wordFiles: Arbitrary<WordFile> = fc
  .uniqueArray(item, { selector: ({ key }) => key, maxLength: 4 })
  .map((items) => ({
    pieces: [{ words: ['anoseg', '1'], mayHaveDoc: false }, ...items.flatMap(({ pieces }) => pieces)],
  }));

/** Files of one experiment. */
export const experimentFiles: Arbitrary<WordFile> = fc
  .uniqueArray(experimentLine, { selector: ([key]) => key, maxLength: 4 })
  .map((list) => {
    const lines = list.map(([key, value]) => [...(key.match(/\w+|\W/g) ?? []), '=', ...value]);
    const { pieces } = named('experiment', ['experiment'], lines, true);
    return { pieces: [{ words: ['anoseg', '1'], mayHaveDoc: false }, ...pieces] };
  });

/** How a file is written: what stands between its words, one after the other and again from the beginning. */
export interface Writing {
  readonly between: readonly string[];
  readonly docs: readonly boolean[];
  /** Of every line. */
  readonly end: '\n' | '\r\n' | '\r';
  readonly mark: boolean;
}

const quiet = fc.constantFrom('', '', ' ', ' ', '  ', '\t', '\n', '\n\n   ');
const loud = fc.oneof(
  quiet,
  fc.constantFrom('//\n', ' // é: # [note]\n', '\n// own line\n', '\n\n//# {a}: "b"  \n\n', '//// four\n'),
);

function writings(between: Arbitrary<string>): Arbitrary<Writing> {
  return fc.record({
    between: fc.array(between, { minLength: 1, maxLength: 20 }),
    docs: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.boolean(),
  });
}

/** Without comments. */
export const plainWritings = writings(quiet).map((writing) => ({ ...writing, docs: [false] }));
export const commentedWritings = writings(loud);

/** The text of a file, with a number in each comment so that none is like another. */
export function write({ pieces }: WordFile, { between, docs, end, mark }: Writing): string {
  let at = 0;
  let text = '';
  const add = (word: string) => {
    const gap = between[at++ % between.length] ?? '';
    const needsBlank = /[\w%.<>=!/-]$/.test(text) && /^[\w.<>=/-]/.test(gap === '' ? word : gap);
    text += (needsBlank ? ' ' : '') + gap + word;
  };
  pieces.forEach(({ words, mayHaveDoc }, i) => {
    text += '\n';
    if (mayHaveDoc && docs[i % docs.length]) text += `/// Doc of ${i}: "it" # is.\n`;
    words.forEach((word, w) => {
      if (w === 0) text += word;
      else add(word);
    });
  });
  const numbered = text.replaceAll(
    /(\/\/[^"\n]*?)[^\S\n]*\n/g,
    (_, comment: string, place: number) => `${comment} ${place}\n`,
  );
  return `${mark ? '\uFEFF' : ''}${numbered}\n`.replaceAll('\n', end);
}
