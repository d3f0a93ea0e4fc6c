// Patterns for paths: what they match, and that no pattern takes long.
import { expect, test } from 'vitest';
import { isPattern, patternDepth, patternMatcher } from '../../../src/runtime/folders/pattern.ts';

const yes: readonly (readonly [pattern: string, name: string])[] = [
  ['*.png', 'a.png'],
  ['?.png', '😀.png'],
  ['**/*.png', 'a.png'],
  ['**/*.png', 'a/b/c.png'],
  ['a/**/z/*', 'a/z/1'],
  ['a/**/z/*', 'a/b/z/c/z/1'],
  ['a/**', 'a/b/c'],
  ['{2024,2025}/ok/?.png', '2025/ok/3.png'],
  ['{a,{b,c}x}/1', 'cx/1'],
  ['a{,_mask}.png', 'a.png'],
  ['[a-c][!x].png', 'by.png'],
  ['[ab', '[ab'],
  ['a\\*b', 'a*b'],
  ['a(1)+.png', 'a(1)+.png'],
  ['pr\u00fcf*', 'pru\u0308fung'],
  ['pr?f', 'pru\u0308f'],
];

const no: readonly (readonly [pattern: string, name: string])[] = [
  ['*.png', 'a/b.png'],
  ['*.png', 'apng'],
  ['?', ''],
  ['a/*', 'a'],
  ['a/**/z', 'a/b/zz'],
  ['[!a]', 'a'],
  ['a\\*b', 'axb'],
  ['{a,b}', 'c'],
];

test.each(yes)('%s matches %s', (pattern, name) => expect(patternMatcher(pattern)(name)).toBe(true));
test.each(no)('%s does not match %s', (pattern, name) => expect(patternMatcher(pattern)(name)).toBe(false));

// Those that libraries look for minutes at; a slow machine is no thousand times slower.
test.each([
  ['*a*a*a*a*b', 'a'.repeat(255)],
  [`${'*a'.repeat(100)}*b`, 'a'.repeat(255)],
  [`${'**/a/'.repeat(40)}b`, 'a/'.repeat(1000)],
  [`${'**/*a*a*a*b/'.repeat(20)}c`, `${'a'.repeat(60)}/`.repeat(60)],
  ['{*a,*aa}{*a,*aa}{*a,*aa}{*a,*aa}{*a,*aa}b', 'a'.repeat(255)],
])('%s takes no time', (pattern, name) => {
  const start = performance.now();
  expect(patternMatcher(pattern)(name)).toBe(false);
  expect(performance.now() - start).toBeLessThan(20_000);
});

test('braces have a bound', () => {
  expect(() => patternMatcher('{a,b}'.repeat(40))).toThrow('more than 1000 alternatives');
});

test('how deep a pattern reaches, and what is one', () => {
  expect(patternDepth('*.png')).toBe(0);
  expect(patternDepth('{a,b/c}/*.png')).toBe(2);
  expect(patternDepth('a/**')).toBe(Number.POSITIVE_INFINITY);
  expect(['a*', 'a?', '[x]', '{a,b}'].every(isPattern)).toBe(true);
  expect(['a', 'a[', 'a (1).png', 'a!'].some(isPattern)).toBe(false);
});
