// The weight of a loss: numbers and schedules in any order, and what is no weight.
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { checkText } from '../../pipelines.ts';

const pipeline = (loss: string) => `anoseg 1
data {
  source = mvtec("bottle")
  image = 32 x 32 in -1..1
}
augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
network generator(seen) { map = seen -> conv(1) -> sigmoid }
loss {
  pixel = ${loss}
}
train {
  optimizer = adam()
  batch = 2 normal + 2 synthetic
  steps = 10
  seed = 1
}
`;

test.each([
  '2 * ramp(0..1) * bce(map, mask)',
  'ramp(0..1) * 2 * bce(map, mask)',
  '(ramp(0..1) * 2) * bce(map, mask)',
  'bce(map, mask) * ramp(0..1) * 2',
  'bce(map, mask) * (2 * ramp(0..1))',
  '4 * ramp(0..1) / 2 * bce(map, mask)',
  '4 * (ramp(0..1) * bce(map, mask)) / 2',
])('%s', (loss) => {
  const { model, diagnostics } = checkText(pipeline(loss));
  expect(diagnostics).toEqual([]);
  const parts = model?.loss[0]?.parts ?? [];
  expect(parts.map(({ weight, schedules }) => [weight, schedules.map(({ name }) => name)])).toEqual([[2, ['ramp']]]);
});

test('two schedules multiply', () => {
  const { model } = checkText(pipeline('ramp(0..1) * cosine(3) * bce(map, mask)'));
  expect(model?.loss[0]?.parts[0]?.schedules.map(({ name }) => name)).toEqual(['ramp', 'cosine']);
});

test.each([
  ['-2 * ramp(0..1) * bce(map, mask)', 'negative-weight 9:11'],
  ['bce(map, mask) * -1', 'negative-weight 9:28'],
  ['ramp(-1..1) * bce(map, mask)', 'out-of-range 9:16'],
  ['2 + ramp(0..1)', 'no-arithmetic 9:11'],
  ['2 / ramp(0..1) * bce(map, mask)', 'no-arithmetic 9:11'],
  ['2 * ramp(0..1)', 'no-loss 9:11'],
  ['2px * bce(map, mask)', 'loss-arithmetic 9:11'],
])('%s is told', (loss, expected) => {
  expect(places(checkText(pipeline(loss)).diagnostics.filter(({ severity }) => severity === 'error'))).toEqual([
    expected,
  ]);
});

function places(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, span }) => {
    const { line, column } = span.source.position(span.start);
    return `${code} ${line}:${column}`;
  });
}
