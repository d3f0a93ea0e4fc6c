// Text that is made to keep a regular expression busy: the work grows with its length, not with the square of it. Each text
// here takes some milliseconds, and took minutes where a pattern looked at the same characters again and again; no clock is
// asked but the limit of the test.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { harmless } from '../../src/cli/shell/harmless.ts';
import { systemFailure } from '../../src/diagnostics/system-error.ts';
import { readClaim } from '../../src/runtime/claim/claim-file.ts';
import { parseCsv } from '../../src/runtime/files/csv.ts';
import { isPattern, patternMatcher } from '../../src/runtime/folders/pattern.ts';
import { readNpy } from '../../src/runtime/score/npy.ts';
import { unshareable } from '../../src/runtime/share/unshareable.ts';
import { checkText } from '../pipelines.ts';

/** Characters. The square of it is more than a machine does in the time of a test. */
const length = 300_000;
const long = (part: string) => part.repeat(Math.ceil(length / part.length));

test.each(['"', '""', '"a', 'x"', '"\n', '\r', ',"', '" '])('a table of %j', (part) => {
  expect(parseCsv(`image,score\n${long(part)}`)[0]).toEqual(['image', 'score']);
  expect(parseCsv(`image,score\n"${long(part)}`)[0]).toEqual(['image', 'score']);
});

test.each(['\n', ' ', '\n ', '\t', ':', '#', '\r'])('text for a terminal, of %j', (part) => {
  expect(harmless(`${long(part)}::warning::x`, false)).not.toMatch(/^[ \t]*::warning/m);
});

test.each([
  'eyJJ-e-',
  'A+',
  'sk-',
  'a-',
  'x:/',
  '/ ',
  '~',
  'password ',
  '\\\\a',
  'http://a:',
  'token=',
  'secret_',
  'pwd"',
  'secret "',
  'Bearer ',
  'bearer a',
  'authorization: a',
  ' login a',
  'curl -u ',
  'A_KEY=',
  '//',
  'a',
  'token:a',
  '?sig=',
  '_',
])('what is to be shared, of %j', (part) => {
  expect(Array.isArray(unshareable(new Map([['data.csv', Buffer.from(long(part))]])))).toBe(true);
});

test('a key behind many blanks is found, or not, at once', () => {
  const at = (text: string) => unshareable(new Map([['data.csv', Buffer.from(text)]])).map(({ what }) => what);
  expect(at(`password${long(' ')}x`)).toEqual([]);
  expect(at('git+https://me:secret@host/x')).toEqual(['secret']);
});

test.each(["'shape':(", "'descr' ", ' '])('the head of a map, of %j', (part) => {
  const header = Buffer.from(long(part));
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 2, 0, 0, 0, 0, 0]);
  start.writeUInt32LE(header.length, 8);
  expect(() => readNpy(Buffer.concat([start, header]), 'a.npy')).toThrow('its header is damaged');
});

test.each(['[', '{', '[\0', '{,', ','])('a pattern for files, of %j', (part) => {
  expect(isPattern(long(part))).toBe(false);
  expect(patternMatcher(`{${long(',').slice(0, 999)}}{`)('a')).toBe(false);
});

test.each(['{\t', '{ ', '\0', '[', '{ "', 'null '])('a claim.json of %j', (part) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-hostile-')), 'claim.json');
  writeFileSync(file, `${long(part).slice(0, 450_000)}${' '.repeat(50_000)}x`);
  expect(readClaim(file)?.isForeign).toBe(true);
  writeFileSync(file, `{${' '.repeat(450_000)}x`);
  expect(readClaim(file)?.isForeign).toBe(true);
});

test('a message of the system without an end', () => {
  expect(systemFailure(new Error(`${long('x')}; No space left on device`))?.code).toBe('disk-full');
});

describe('a pipeline', () => {
  // A line has 100,000 characters at most, which is looked at before all else but the kind of the file.
  const line = (part: string) => part.repeat(Math.floor(90_000 / part.length));

  test.each(['network ', '\nnetwork {', '\t{', '\r', '\n\t', '{', 'a{', '0 0'])(
    'named otherwise than it is, of %j',
    (part) => {
      for (const name of ['a.anoseg', 'a.yaml'])
        for (const head of ['anoseg 1\n', 'anoseg: 1\n', 'anoseg: 1\nnetwork '])
          expect(checkText(`${head}${line(part)}x`, {}, name).model).toBeUndefined();
    },
  );

  test.each(['P-', 'a-b, ', 'a-b ,', '\t'])('with a comment that accepts %j', (part) => {
    expect(checkText(`anoseg 1\n// accept: ${line(part)}\u2028\nparam a = 3\n`).model).toBeUndefined();
  });
});
