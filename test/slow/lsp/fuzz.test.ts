// Random edits of the shipped pipelines, in both syntaxes, with random requests in between: the server
// answers every one, logs no bug of its own, and is still there at the end.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { Editor, uriOf } from './client.ts';

/** More of it: ANOSEG_FUZZ_EDITS=5000. */
const edits = Number(process.env.ANOSEG_FUZZ_EDITS ?? 150);

const pieces = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    ',',
    '->',
    '=',
    ':',
    '|',
    '.',
    '..',
    '"',
    '//',
    '/*',
    '\n',
    '\r\n',
    '\t',
    '  ',
    '\0',
  ],
  ...['use', 'param', 'network g(x) {', 'block', 'maybe(', 'when', 'on', 'in', 'return', 'data {', 'anoseg 2', 'x'],
  ...[
    '1',
    '20%',
    '3px',
    '1e999',
    '-',
    'conv(',
    'kernel: ',
    'generator.',
    'map',
    '"std:blocks/',
    'é',
    '😀',
    '\uFEFF',
    '__proto__',
  ],
  ...['- ', '? ', '&a', '*a', '<<: ', '!!js', '{{', "'", '"\\u', '%', '#'],
];
const methods = ['hover', 'completion', 'definition', 'references', 'documentHighlight', 'prepareRename', 'rename'];
const whole = ['documentSymbol', 'formatting', 'semanticTokens/full', 'codeAction'];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(400)),
  text: fc.oneof(fc.constantFrom(...pieces), fc.constant(''), fc.string({ maxLength: 5 })),
  method: fc.constantFrom(...methods, ...whole),
  line: fc.nat(100),
  character: fc.nat(90),
  afresh: fc.nat(25),
});

const syntax = createSyntax();
const texts = ['pipelines/quickstart.anoseg', 'pipelines/mvtec-bottle.anoseg'].map((file) =>
  readFileSync(file, 'utf8'),
);
const subjects = texts.flatMap((text, i) => [
  { uri: uriOf(`pipelines/fuzzed-${i}.anoseg`), language: 'anoseg', text },
  { uri: uriOf(`pipelines/fuzzed-${i}.yaml`), language: 'yaml', text: asYaml(text) },
]);

function asYaml(text: string): string {
  return convert(new SourceFile('p.anoseg', text), 'yaml', syntax).text ?? '';
}

test.each(subjects)('$uri survives what is typed', async ({ uri, language, text: sound }) => {
  const { editor } = await Editor.start();
  let text = sound;
  await editor.open(uri, text, language);
  for (const { at, length, text: put, method, line, character, afresh } of fc.sample(edit, {
    seed: 7,
    numRuns: edits,
  })) {
    if (afresh === 0) text = sound;
    const start = Math.floor(at * text.length);
    text = text.slice(0, start) + put + text.slice(start + length);
    await editor.change(uri, text);
    await request(editor, uri, method, { line, character });
  }
  await editor.change(uri, sound);
  expect(await editor.complete(uri, { line: 0, character: 0 })).toBeDefined();
  expect(editor.complaints).toEqual([]);
  expect(await editor.stop()).toBe(0);
});

// A rename may be refused; nothing else fails.
async function request(editor: Editor, uri: string, method: string, position: { line: number; character: number }) {
  const range = { start: position, end: position };
  const more = { newName: 'renamed', context: { diagnostics: [], includeDeclaration: true }, range, options: {} };
  const answer = editor.at(method, uri, position, more);
  if (method === 'rename' || method === 'prepareRename') await answer.catch(() => undefined);
  else await answer;
}
