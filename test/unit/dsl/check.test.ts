// What `check` finds: shipped pipelines are valid, mistakes are found all at once and at their places.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { checkFile, checkText } from '../../pipelines.ts';

const shipped = readdirSync('pipelines', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.anoseg'),
);

test.each(shipped)('pipelines/%s is valid, without a warning', (name) => {
  expect(checkFile(`pipelines/${name}`).diagnostics).toEqual([]);
});

describe('mistakes in the bottle pipeline', () => {
  const source = bottle();

  test('each is found once, at its place, in one run', () => {
    const broken = source
      .replace('e2 = e1 -> down(2 * width)', 'e2 = e1 -> -> down(2 * widht)')
      .replace('bce(map, mask)', 'bce(mapp, mask)')
      .replace('opacity: 100% | 30%..100%', 'opacity: 0.3')
      .replace('median: 3px', 'medain: 3px')
      .replace('beta1: 0.5', 'beta1 = 1.5');
    expect(places(checkText(broken).diagnostics)).toEqual([
      `wrong-type ${lineOf('opacity:')}:32`,
      `unknown-parameter ${lineOf('median:')}:48`,
      `syntax ${lineOf('e2 =')}:14`,
      `unknown-name ${lineOf('e2 =')}:26`,
      `unknown-name ${lineOf('bce(')}:29`,
      `named-with-equals ${lineOf('beta1:')}:83`,
      `out-of-range ${lineOf('beta1:')}:85`,
    ]);
  });

  test('a broken line hides no other section', () => {
    const broken = source
      .replace('d1 = concat(d2, e2) -> up(width)', 'd1 = concat(d2, ) -> (up')
      .replace('steps                   = steps', 'stepps = 3');
    const codes = places(checkText(broken).diagnostics);
    expect(codes.some((code) => code.startsWith(`syntax ${lineOf('d1 =')}:`))).toBe(true);
    expect(codes).toContain(`unknown-key ${lineOf('steps                   =')}:3`);
    expect(codes.filter((code) => !code.startsWith('syntax') && !code.startsWith('unknown-key'))).toEqual([]);
  });

  test('tensors that do not fit are told with their shapes', () => {
    const [found] = checkText(source.replace('concat(d3, e3)', 'concat(d3, e2)')).diagnostics;
    expect(found).toMatchObject({ code: 'shape-mismatch', summary: 'concat needs equal height and width' });
    expect(found?.label).toBe(`64 x 64 x 128, from line ${lineOf('e2 =')}`);
    expect(found?.related.map(({ message }) => message)).toEqual([`32 x 32 x 256, from line ${lineOf('d3 =')}`]);
    expect(found?.hint).toBe(`e3 (line ${lineOf('e3 =')}) has 32 x 32; did you mean \`concat(d3, e3)\`?`);
  });

  test('a size that does not divide is told at the line of the pipeline, not inside the block', () => {
    const { diagnostics } = checkText(source.replace(/^param size .*$/m, 'param size = 250'));
    expect(places(diagnostics)).toContain(`indivisible-side ${lineOf('e2 =')}:14`);
    // What `--set` brought is told at its word, with that line beside it.
    const [found] = checkText(source, { size: '250' }).diagnostics;
    expect([found?.code, found?.span.source.text]).toEqual(['indivisible-side', '--set size=250']);
    expect(found?.related[0]?.span.source.position(found.related[0].span.start).line).toBe(lineOf('e2 ='));
  });

  test('a weight of 0 leaves out the term and its network, with a note', () => {
    const { model, diagnostics } = checkText(source.replace('1 * lsgan', '0 * lsgan'));
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['term-off', 'note']]);
    expect(model?.networks.map(({ name }) => name)).toEqual(['generator']);
  });
});

describe('parameters', () => {
  const pipeline = bottle();

  test('are set from outside, typed and bounded', () => {
    expect(checkText(pipeline, { steps: '100' }).model?.train.steps).toBe(100);
    expect(places(checkText(pipeline, { stepz: '100' }).diagnostics)).toEqual(['unknown-setting 1:7']);
    expect(places(checkText(pipeline, { steps: 'many' }).diagnostics)).toEqual(['wrong-type 1:13']);
    expect(places(checkText(pipeline, { steps: '3px' }).diagnostics)).toEqual(['wrong-type 1:13']);
    const bounded = pipeline.replace('param width    = 64', 'param width = 64 in 8..128');
    expect(places(checkText(bounded, { width: '256' }).diagnostics)).toEqual(['out-of-range 1:13']);
  });

  test('switch parts on and off with `when`', () => {
    const optional = pipeline
      .replace('param seed     = 7', 'param seed = 7\nparam coords = true')
      .replace('e1 = concat(seen, coordinates())', 'e1 = concat(seen, coordinates() when coords)');
    const filterChannels = (settings: Readonly<Record<string, string>>) =>
      checkText(optional, settings).plan?.tensors.find(({ name }) => name === 'generator/e1/conv')?.parameters;
    expect(filterChannels({})).toBe(4 * 4 * 5 * 64 + 64);
    expect(filterChannels({ coords: 'false' })).toBe(4 * 4 * 3 * 64 + 64);
  });
});

/** Of the first line that holds a text, from 1. */
function lineOf(text: string): number {
  return (
    bottle()
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

function bottle(): string {
  return checkFile('pipelines/mvtec-bottle.anoseg').loaded.entry.parsed.file.source.text;
}

function places(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, span }) => {
    const { line, column } = span.source.position(span.start);
    return `${code} ${line}:${column}`;
  });
}
