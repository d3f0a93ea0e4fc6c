// A share beside a tensor or a plain number is told as the number that it is, and changed where that mends it.
import { expect, test } from 'vitest';
import { checkText } from '../../pipelines.ts';

const textOf = (value: string, term = 'bce(map, mask)') => `anoseg 1
param part = 90%
data { source = sample("weave") image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
network generator(seen) {
  m   = seen -> conv(1) -> sigmoid
  map = ${value}
}
loss { pixel = ${term} }
train { optimizer = adam(rate: 1e-3) batch = 2 normal + 2 synthetic steps = 10 }`;

test.each([
  ['m * 50%', 'write `0.5`', '0.5'],
  ['25% * m', 'write `0.25`', '0.25'],
  ['(1 - 10%) * m', 'write `0.1`', '0.1'],
  ['part * m', 'a tensor goes with plain numbers: 90% is the number `0.9`', undefined],
  ['(1 - part) * m', 'both must have one unit: 90% is the number `0.9`', undefined],
  ['abs(m - 4px)', 'a tensor goes with plain numbers', undefined],
])('%s', (value, hint, proposal) => {
  const { diagnostics } = checkText(textOf(value));
  expect(diagnostics.map(({ code, hint: told, fix }) => [code, told, fix?.text])).toEqual([
    ['no-arithmetic', hint, proposal],
  ]);
});

test('where a share is asked for, no number is proposed', () => {
  const { diagnostics } = checkText(textOf('m', 'bce(map, mask, hardest: 1 - 10%)'));
  expect(diagnostics.map(({ code, hint, fix }) => [code, hint, fix])).toEqual([
    ['no-arithmetic', 'both must have one unit: 10% is the number `0.1`', undefined],
  ]);
});
