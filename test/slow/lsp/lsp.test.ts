// The language server as an editor meets it: over standard input and output, from the built command.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Hover, Location, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import { scratch } from '../command.ts';
import { applied, cursorIn, Editor, uriOf } from './client.ts';

const file = 'test/fixtures/pipelines/bottle.anoseg';
const bottle = readFileSync(file, 'utf8');
const uri = uriOf(file);
let editor: Editor;

beforeAll(async () => {
  ({ editor } = await Editor.start());
  await editor.open(uri, bottle);
});

afterAll(async () => {
  expect(editor.complaints).toEqual([]);
  expect(await editor.stop()).toBe(0);
});

/** The pipeline with a change, and the cursor at the `¦` in it. */
async function typed(from: string, to: string) {
  expect(bottle).toContain(from);
  const { text, position } = cursorIn(bottle.replace(from, to));
  await editor.change(uri, text);
  return { text, position };
}

const hoverText = async (from: string, to: string) => {
  const { position } = await typed(from, to);
  const hover = await editor.at<Hover | null>('hover', uri, position);
  return hover && typeof hover.contents === 'object' && 'value' in hover.contents ? hover.contents.value : '';
};

const labels = async (from: string, to: string) => {
  const { position } = await typed(from, to);
  return (await editor.complete(uri, position)).map(({ label }) => label);
};

test('a sound pipeline has no findings; mistakes are told as they are typed, with their fixes', async () => {
  await editor.change(uri, bottle);
  expect(await editor.diagnostics(uri)).toEqual([]);
  const { text } = await typed(
    'kernel: 4, stride: 2) -> leaky_relu(0.2)\n  e2',
    'kernal: 4, stride: 2) -> leaky_relu(0.2)\n  e2',
  );
  const [finding, ...others] = await editor.diagnostics(uri);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'unknown-parameter', severity: 1, source: 'anoseg' });
  const [action] = await editor.request<readonly CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: finding?.range,
    context: { diagnostics: [finding] },
  });
  expect(action).toMatchObject({ title: 'Replace `kernal` with `kernel`', kind: 'quickfix', isPreferred: true });
  expect(applied(text, action?.edit?.changes?.[uri] ?? [])).toBe(bottle);
});

test('a number without its unit is mended', async () => {
  const { text } = await typed('holdout = 10%', 'holdout = 0.1');
  const [finding] = await editor.diagnostics(uri);
  const [action] = await editor.request<readonly CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: finding?.range,
    context: { diagnostics: [finding] },
  });
  expect(applied(text, action?.edit?.changes?.[uri] ?? [])).toBe(bottle);
});

test('shapes that do not fit point at the other value too', async () => {
  await typed('concat(d3, e3)', 'concat(d3, e2)');
  const [finding] = await editor.diagnostics(uri);
  expect(finding?.code).toBe('shape-mismatch');
  expect(finding?.relatedInformation?.map(({ location }) => location.uri)).toEqual([uri]);
});

test('hover shows shapes, origins and documentation', async () => {
  expect(await hoverText('e2 = e1 ->', 'e2 = e¦1 ->')).toContain('Here: `128 x 128 x 64`');
  expect(await hoverText('-> leaky_relu(0.2)\n  e2', '-> leaky_re¦lu(0.2)\n  e2')).toContain('`slope`');
  const stride = await hoverText('stride: 2) -> leaky', 'str¦ide: 2) -> leaky');
  expect(stride).toContain('the sides must divide by it');
  expect(stride).toContain('Here: `2`, written in bottle.anoseg, line 35');
  expect(await hoverText('2 * width)\n  e3', '2 * wid¦th)\n  e3')).toContain('param width = 64');
  expect(await hoverText('batch     =', 'bat¦ch     =')).toContain('Here: `4 normal + 4 synthetic`');
  const block = await hoverText('-> down(2', '-> do¦wn(2');
  expect(block).toContain('From `std:blocks/pix2pix`');
  expect(block).toContain('Here: `64 x 64 x 128`');
});

test('completion knows names, keys and parameters, with units and defaults', async () => {
  const { position } = await typed('conv(width, kernel: 4, stride: 2)', 'conv(width, ¦)');
  const items = await editor.complete(uri, position);
  expect(items.find(({ label }) => label === 'kernel')).toMatchObject({
    detail: 'a whole number, 1 or more; default 3',
    textEdit: { newText: 'kernel: ' },
  });
  const scar = await typed('width: 2px..16px', '¦');
  const width = (await editor.complete(uri, scar.position)).find(({ label }) => label === 'width');
  expect(width?.detail).toContain('a length such as 4px');
  expect(await labels('steps     = steps', 'st¦')).toContain('steps');
  expect((await labels('-> relu\n', '-> ¦\n')).toSorted()).toEqual(
    expect.arrayContaining(['conv', 'down', 'relu', 'up']),
  );
  expect((await labels('bce(map, mask)', 'bce(¦')).slice(0, 5)).toEqual(
    expect.arrayContaining(['map', 'mask', 'image']),
  );
  expect(await labels('feather: 0px..2px', 'blend: ¦')).toEqual(expect.arrayContaining(['alpha', 'poisson']));
  expect(await labels('on holdout', 'on ¦')).toEqual(['holdout', 'synthetic', 'validation']);
  expect(await labels('{ down, up }', '{ down, ¦ }')).toEqual(['up']);
  expect(await labels('std:blocks/pix2pix', '¦')).toContain('std:blocks/pix2pix');
  expect(await labels('optimizer = adam(rate: 2e-4, beta1: 0.5)', 'optimizer = ¦')).toContain('adam');
});

test('nothing is offered in comments, strings and numbers', async () => {
  for (const to of ['// of tr¦', 'param note = "wo¦"', 'param n = 12¦'])
    expect(await labels('param size     = 256', `param size = 256\n${to}`)).toEqual([]);
});

test('definitions are found in the file, in imports and in the shipped library', async () => {
  const own = await typed('concat(d3, e3)', 'concat(d3, e¦3)');
  const place = await editor.at<Location>('definition', uri, own.position);
  expect(place.uri).toBe(uri);
  expect(bottle.split('\n')[place.range.start.line]).toContain('e3 = e2');
  const block = await typed('-> down(2', '-> do¦wn(2');
  const shipped = await editor.at<Location>('definition', uri, block.position);
  expect(shipped.uri).toBe(uriOf('pipelines/blocks/pix2pix.anoseg'));
  expect(readFileSync('pipelines/blocks/pix2pix.anoseg', 'utf8').split('\n')[shipped.range.start.line]).toContain(
    'block down(',
  );
});

test('a block is renamed in its file and in those that import it, open or not', async () => {
  const folder = scratch();
  writeFileSync(path.join(folder, 'anoseg.json'), '{}');
  mkdirSync(path.join(folder, 'blocks'));
  const [library, one, two] = ['blocks/halve.anoseg', 'one.anoseg', 'two.yaml'].map((name) => path.join(folder, name));
  const libraryText = 'anoseg 1\n\nblock halve(x, channels) {\n  return x -> conv(channels, stride: 2)\n}\n';
  const oneText = bottle
    .replace(
      'use "std:blocks/pix2pix" { down, up }',
      'use "blocks/halve" { halve }\nuse "std:blocks/pix2pix" { down, up }',
    )
    .replace('e1 -> down(', 'e1 -> halve(');
  const twoText =
    'anoseg: 1\nuse:\n  - from: blocks/halve\n    import: [halve]\nblock:\n  quarter:\n    parameters: [x]\n    return:\n      - x\n      - halve: {channels: 8}\n      - halve: {channels: 8}\n';
  writeFileSync(library ?? '', libraryText);
  writeFileSync(one ?? '', oneText);
  writeFileSync(two ?? '', twoText);
  const [libraryUri, oneUri, twoUri] = [library, one, two].map((name) => uriOf(name ?? ''));
  await editor.open(oneUri ?? '', oneText);
  expect(await editor.diagnostics(oneUri ?? '')).toEqual([]);
  const { position } = cursorIn(oneText.replace('e1 -> halve(', 'e1 -> hal¦ve('));
  const found = await editor.at<readonly Location[]>('references', oneUri ?? '', position, {
    context: { includeDeclaration: true },
  });
  expect(found).toHaveLength(6);
  const { changes = {} } = await editor.at<WorkspaceEdit>('rename', oneUri ?? '', position, { newName: 'half' });
  expect(applied(libraryText, changes[libraryUri ?? ''] ?? [])).toBe(libraryText.replace('halve(', 'half('));
  expect(applied(oneText, changes[oneUri ?? ''] ?? [])).toBe(
    oneText.replace('{ halve }', '{ half }').replace('-> halve(', '-> half('),
  );
  expect(applied(twoText, changes[twoUri ?? ''] ?? [])).toBe(
    twoText.replace('[halve]', '[half]').replaceAll('- halve:', '- half:'),
  );
  await editor.close(oneUri ?? '');
});

test('a rename that would break something is refused with the reason', async () => {
  const rename = async (from: string, to: string, newName: string) => {
    const { position } = await typed(from, to);
    return editor.at('rename', uri, position, { newName });
  };
  await expect(rename('-> down(2', '-> do¦wn(2', 'halve')).rejects.toThrow('shipped library');
  await expect(rename('param width ', 'param wid¦th ', 'size')).rejects.toThrow(/twice/);
  await expect(rename('param width ', 'param wid¦th ', 'not')).rejects.toThrow('word of the language');
  await expect(rename('param width ', 'param wid¦th ', '2x')).rejects.toThrow('no name');
});

test('the outline has sections, networks and their values with shapes', async () => {
  await editor.change(uri, bottle);
  const symbols = await editor.symbols(uri);
  expect(symbols.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['category', 'data', 'augment', 'generator', 'discriminator', 'loss', 'train', 'evaluate']),
  );
  const values = symbols.find(({ name }) => name === 'generator')?.children;
  expect(values?.find(({ name }) => name === 'e4')).toMatchObject({ detail: '16 x 16 x 512' });
});

const canonical = (text: string) => format(new SourceFile('p.anoseg', text), createSyntax()).text ?? '';

test('formatting is what `anoseg fmt` writes, and leaves broken files alone', async () => {
  const formatting = (options = { tabSize: 2, insertSpaces: true }) =>
    editor.request<TextEdit[]>('textDocument/formatting', { textDocument: { uri }, options });
  const messy = bottle.replace('batch     = 4 normal + 4 synthetic', 'batch=4 normal+4 synthetic');
  await editor.change(uri, messy);
  expect(applied(messy, await formatting())).toBe(canonical(messy));
  await editor.change(uri, canonical(messy));
  expect(await formatting()).toEqual([]);
  await editor.change(uri, messy.replace('network generator(seen) {', 'network generator(seen {'));
  expect(await formatting()).toEqual([]);
});

test('semantic tokens lie in the text, in order', async () => {
  await editor.change(uri, bottle);
  const { data } = await editor.request<{ readonly data: readonly number[] }>('textDocument/semanticTokens/full', {
    textDocument: { uri },
  });
  const lines = bottle.split('\n');
  const words: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0] = data.slice(i, i + 3);
    [line, character] = down > 0 ? [line + down, right] : [line, character + right];
    words.push(lines[line]?.slice(character, character + length) ?? '');
  }
  expect(words.every((word) => /^[A-Za-z_]\w*$/.test(word))).toBe(true);
  expect(words).toEqual(expect.arrayContaining(['leaky_relu', 'generator', 'e1', 'kernel', 'optimizer']));
});

test('a file that another one imports is checked with its unsaved text', async () => {
  const folder = scratch();
  const [library, main] = ['library.anoseg', 'main.anoseg'].map((name) => uriOf(path.join(folder, name)));
  const text = bottle.replace('"std:blocks/pix2pix"', '"library"');
  await editor.open(main ?? '', text);
  expect((await editor.diagnostics(main ?? '')).map(({ code }) => code)).toContain('import-not-found');
  writeFileSync(path.join(folder, 'library.anoseg'), 'anoseg 1\n');
  await editor.open(library ?? '', readFileSync('pipelines/blocks/pix2pix.anoseg', 'utf8'));
  await expect.poll(() => editor.diagnostics(main ?? '')).toEqual([]);
  await editor.close(library ?? '');
  await editor.close(main ?? '');
});

test('YAML is answered like the language itself; other YAML is left alone', async () => {
  const yaml = uriOf(path.join(scratch(), 'pipeline.yaml'));
  const marked = [
    'anoseg: 1',
    'param: {size: 64}',
    'network:',
    '  generator:',
    '    inputs: [seen]',
    '    values:',
    '      e1:',
    '        - seen',
    '        - conv: {channels: si¦ze, strid: 2}',
    '      map:',
    '        - e1',
    '        - sigmoid',
    '',
  ].join('\n');
  const { text, position } = cursorIn(marked);
  await editor.open(yaml, text, 'yaml');
  const findings = await editor.diagnostics(yaml);
  const typo = findings.find(({ code }) => code === 'unknown-parameter');
  expect(typo?.range.start).toEqual({ line: 8, character: text.split('\n')[8]?.indexOf('strid') });
  const place = await editor.at<Location>('definition', yaml, position);
  expect(place.range.start).toEqual({ line: 1, character: 8 });
  const { changes = {} } = await editor.at<WorkspaceEdit>('rename', yaml, position, { newName: 'side' });
  expect(applied(text, changes[yaml] ?? [])).toBe(text.replaceAll('size', 'side'));
  await editor.change(yaml, 'services:\n  web: [1, 2\n');
  expect(await editor.diagnostics(yaml)).toEqual([]);
  expect(await editor.at('hover', yaml, position)).toBeNull();
  await editor.close(yaml);
});

describe('completion in YAML', () => {
  const yaml = uriOf('test/fixtures/pipelines/typed.yaml');
  const twin = convert(new SourceFile('bottle.anoseg', bottle), 'yaml', createSyntax()).text ?? '';

  beforeAll(() => editor.open(yaml, twin, 'yaml'));
  afterAll(() => editor.close(yaml));

  test.each([
    ['      e2: [e1, down(2 * width)]', '      e2:\n        - e1\n        - ¦', ['down', 'conv: ', 'batch_norm']],
    [
      '      e2: [e1, down(2 * width)]',
      '      e2:\n        - e1\n        - conv:\n            stride: 2\n            ¦',
      ['kernel: '],
    ],
    ['      e2: [e1, down(2 * width)]', '      e2: [e1, conv: {border: ¦', ['zero', 'reflect', 'none']],
    ['      e2: [e1, down(2 * width)]', '      e2: concat(¦', ['e1', 'seen']],
    ['  steps: steps', '  ¦', ['steps: ', 'clip_norm: ']],
    ['  optimizer: {adam: {', '  optimizer: {adam: {¦', ['epsilon: ']],
    ['threshold: quantile(map, 99.5%) on holdout', 'threshold: quantile(map, 99.5%) on ¦', ['holdout', 'synthetic']],
    ['import: [down, up]', 'import: [¦]', ['down', 'up']],
    ['from: std:blocks/pix2pix', 'from: std:¦', ['std:blocks/pix2pix']],
  ])('%s -> %s', async (from, to, wanted) => {
    expect(twin).toContain(from);
    const { text, position } = cursorIn(twin.replace(from, to));
    await editor.change(yaml, text);
    const items = await editor.complete(yaml, position);
    const written = items.map(({ textEdit, label }) => (textEdit && 'newText' in textEdit ? textEdit.newText : label));
    expect(written.map((one) => one.replace(/: $/, ''))).toEqual(
      expect.arrayContaining(wanted.map((one) => one.replace(/: $/, ''))),
    );
    for (const one of wanted.filter((name) => name.endsWith(': '))) expect(written).toContain(one);
  });

  test('names of arguments are settings that are not there yet; nothing is offered in comments', async () => {
    const labelsAt = async (from: string, to: string) => {
      const { text, position } = cursorIn(twin.replace(from, to));
      await editor.change(yaml, text);
      return (await editor.complete(yaml, position)).map(({ label }) => label);
    };
    const steps = '        - conv:\n            channels: 3\n            kernel: 4\n            ¦';
    expect(await labelsAt('      e2: [e1, down(2 * width)]', `      e2:\n        - e1\n${steps}`)).not.toContain(
      'kernel',
    );
    expect(await labelsAt('  steps: steps', '  # st¦')).toEqual([]);
  });
});
