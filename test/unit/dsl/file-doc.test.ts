// Which doc comments at the beginning of a file describe the file, and which its first part.
import { expect, test } from 'vitest';
import { Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';

const syntax = createSyntax();

test.each([
  ['/// of the file\n\nparam a = 1', 'of the file', undefined],
  ['/// of the file\n\n/// of a\nparam a = 1', 'of the file', 'of a'],
  ['/// of the file\r\n\r\n/// of a\r\nparam a = 1', 'of the file', 'of a'],
  ['/// of the file,\n/// in two lines\n\n// aside\n/// of a\nparam a = 1', 'of the file,\nin two lines', 'of a'],
  ['/// of a\nparam a = 1', undefined, 'of a'],
  ['/// of a\r\nparam a = 1', undefined, 'of a'],
  ['/// of the file\n\nblock a(x) { return x }', 'of the file', undefined],
  ['/// of the file\nuse "b" { c }', 'of the file', undefined],
  ['/// of the file\n\n/// too\ndata {}', 'of the file\ntoo', undefined],
])('%j', (text, ofFile, ofFirst) => {
  const { file } = syntax.parse(new SourceFile('a.anoseg', `anoseg 1\n\n${text}\n`), new Reporter());
  const [first] = file.items;
  expect([file.doc, first && 'doc' in first ? first.doc : undefined]).toEqual([ofFile, ofFirst]);
});
