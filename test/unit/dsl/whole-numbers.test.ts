// Whole numbers are kept digit by digit or refused at their place, wherever one is written.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wholeNumber } from '../../../src/cli/shell/options.ts';
import { streamKey } from '../../../src/compiler/emit/random-streams.ts';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { checkText } from '../../pipelines.ts';

const quickstart = readFileSync('pipelines/quickstart.anoseg', 'utf8');
const withSeed = (seed: string) => quickstart.replace(/seed( *)= 1$/m, `seed$1= ${seed}`);

/** As time stamps, dates and random numbers give them, and the largest that is exact. */
const exact = [
  '0',
  '1e3',
  '0.5e1',
  '9.007199254740991e15',
  '4503599627370496.0',
  '1700000000123',
  '20240115123456',
  '1_700_000_000_123',
  '9007199254740991',
  '9007199254740992',
];
const inexact = [
  '9007199254740993',
  '12345678901234567891',
  '18446744073709551615',
  '9007199254740993.0',
  '9_007_199_254_740_993',
  '9.007199254740993e15',
  '9007199254740993e0',
  '4503599627370496.5',
  '9007199254740991 + 2',
  '9007199254740992 + 1',
  '9007199254740990 * 3 / 3',
];

describe('a seed', () => {
  test.each(exact)('%s is what `explain` shows and what training has', (seed) => {
    const { model } = checkText(withSeed(seed));
    const digits = String(Number(seed.replaceAll('_', '')));
    expect(String(model?.train.seed)).toBe(digits);
    const setting = effectiveSettings(model ?? expect.fail('no model')).find(({ path }) => path === 'train.seed');
    expect(setting?.value).toBe(digits);
  });

  test('that differs in its last digit draws other numbers', () => {
    expect(streamKey(9007199254740991, 'x')).not.toBe(streamKey(9007199254740992, 'x'));
  });

  test.each(inexact)('%s is refused at its place, with the largest one', (seed) => {
    const text = withSeed(seed);
    const { diagnostics } = checkText(text);
    expect(diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
      ['inexact-number', seed.replace(' / 3', '')],
    ]);
    expect(diagnostics[0]?.summary).toContain('9007199254740992');
  });

  test.each(['1e21', '9007199254740992 * 2', '1e15 * 1e3'])(
    '%s, which is only nearly a whole number, is refused',
    (seed) => {
      const { diagnostics } = checkText(withSeed(seed));
      expect(diagnostics.map(({ code, summary }) => `${code}: ${summary}`)).toEqual([
        expect.stringMatching(/^out-of-range: `seed` must be 0 to 9007199254740992/),
      ]);
    },
  );
});

test('--set takes the same numbers', () => {
  expect(checkText(quickstart, { seed: '1700000000123' }).model?.train.seed).toBe(1700000000123);
  expect(checkText(quickstart, { seed: '9007199254740993' }).diagnostics.map(({ code }) => code)).toEqual([
    'inexact-number',
  ]);
});

test('so does --seed', () => {
  expect(wholeNumber('9007199254740992')).toBe(2 ** 53);
  expect(() => wholeNumber('9007199254740993')).toThrow('9007199254740992');
});
