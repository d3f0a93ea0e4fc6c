// Between which numbers values lie: what is proved to be a map or an image, what is not, and what to do about it.
import { describe, expect, test } from 'vitest';
import { checkText } from '../../pipelines.ts';

interface Written {
  readonly values: string;
  readonly loss?: string;
  readonly range?: string;
}

function found({ values, loss = 'pixel = bce(map, mask)', range = '-1..1' }: Written) {
  const text = `anoseg 1
data { source = sample("weave") image = 32 x 32 in ${range} }
augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
block mixed(x, y, share) { return share * x + (1 - share) * y }
network generator(seen) {
a = seen -> conv(1) -> sigmoid
b = seen -> conv(1) -> sigmoid
c = seen -> conv(1) -> sigmoid
t = seen -> conv(1) -> tanh
u = seen -> conv(1)
${values}
}
loss { ${loss} }
train { optimizer = adam() batch = 2 normal + 2 synthetic steps = 10 }`;
  return checkText(text).diagnostics.filter(({ code }) => !code.startsWith('unused-'));
}

const mapOf = (expression: string) => found({ values: `map = ${expression}` });

describe('a map is proved to lie from 0 to 1', () => {
  test.each([
    '(a + b) / 2',
    '(a + b + c) / 3',
    '0.1 * a + 0.2 * b + 0.7 * c',
    'abs(a - b)',
    'square(a - b)',
    '(a - b) * (a - b)',
    '1 - a',
    '1 - (1 - a) * (1 - b)',
    'a * b',
    'a * a',
    't * t',
    'a + b - a * b',
    'a - a * b',
    'mean(a, b, c)',
    'median(a, b, c)',
    'median(a, b, c, abs(t))',
    'max(a, b) * min(b, c)',
    'max(t, a) -> min(b)',
    'a -> mean(b)',
    'c * a + (1 - c) * b',
    'mixed(a, b, c)',
    'mixed(a, mixed(b, a, 0.3), c)',
    'a / (a + b)',
    'a / (a + 1)',
    '(t + 1) / 2',
    '1 - abs(t)',
    '(1 - t) * 0.5',
    'tanh(relu(u))',
    'sqrt(a)',
    'sqrt((square(a) + square(b)) / 2)',
    'u -> clip(0..1)',
    'u -> relu -> clip(-1..1)',
    'u -> clip(0.2..0.8)',
    'concat(a, b, t * t) -> channel_pool(method: max)',
    'concat(a, b) -> softmax -> slice(channels: 0..0)',
    '(a -> average_pool(2) -> upsample(2)) * b',
    'stop_gradient(a) * (1 - a)',
    '(a + b) / 2 -> max_pool(3, stride: 1)',
    'abs(seen -> channel_pool) * a',
    '(abs(seen - seen) -> channel_pool) + a',
  ])('%s', (expression) => {
    expect(mapOf(expression)).toEqual([]);
  });
});

describe('what may leave it is told, with how far and what helps', () => {
  test.each([
    ['u', undefined, 'end it with `-> sigmoid`'],
    ['a + u', undefined, 'end it with `-> sigmoid`'],
    ['a / (b - c)', undefined, 'end it with `-> sigmoid`'],
    ['a + b', 'from 0 to 2', 'divide it by 2, or end it with `-> clip(0..1)`'],
    ['(a + b) / 1.9', 'from 0 to 1.053', 'divide it by 1.053, or end it with `-> clip(0..1)`'],
    [
      't',
      'from -1 to 1',
      'add 1 and divide by 2, with `-> abs` where the sign says nothing, or end it with `-> clip(0..1)`',
    ],
    [
      'a - b',
      'from -1 to 1',
      'add 1 and divide by 2, with `-> abs` where the sign says nothing, or end it with `-> clip(0..1)`',
    ],
    ['max(a, u)', 'never below 0', 'end it with `-> clip(0..1)`, or with `-> tanh`, which leaves 0 at 0'],
    [
      'median(a, u, t, b)',
      'from -0.5 to 1',
      'add 0.5 and divide by 1.5, with `-> abs` where the sign says nothing, or end it with `-> clip(0..1)`',
    ],
    ['a -> noise(0.1)', undefined, 'end it with `-> sigmoid`'],
    ['a - 2 * b', 'from -2 to 1', 'add 2 and divide by 3, or end it with `-> clip(0..1)`'],
    ['relu(u)', 'never below 0', 'end it with `-> clip(0..1)`, or with `-> tanh`, which leaves 0 at 0'],
    ['a * 2', 'from 0 to 2', 'divide it by 2, or end it with `-> clip(0..1)`'],
    ['a -> dropout(50%)', 'from 0 to 2', 'divide it by 2, or end it with `-> clip(0..1)`'],
  ])('%s', (expression, label, hint) => {
    expect(mapOf(expression)).toMatchObject([{ code: 'map-range', label, hint }]);
  });

  test('what is said helps', () => {
    for (const expression of [
      '((a + b) / 2)',
      '((t + 1) / 2)',
      '(a - b -> abs)',
      '(relu(u) -> tanh)',
      '(u -> clip(0..1))',
    ])
      expect(mapOf(expression), expression).toEqual([]);
  });
});

describe('an image', () => {
  const compared = (expression: string, range: string) =>
    found({ values: `map = a\nx = ${expression}`, loss: 'pixel = bce(map, mask) r = l1(x, image)', range });

  test.each([
    ['seen -> conv(3) -> tanh', '-1..1'],
    ['seen -> conv(3) -> sigmoid', '0..1'],
    ['seen -> conv(3)', '0..1'],
    ['seen -> conv(3) -> relu', '0..1'],
    ['(seen -> conv(3) -> sigmoid) * 2 - 1', '-1..1'],
    ['((seen -> conv(3) -> tanh) + 1) / 2', '0..1'],
    ['seen - (seen -> conv(3) -> tanh)', '0..1'],
    ['seen -> conv(3) -> clip(0.01..0.99)', '0..1'],
    ['seen * (1 - a) + a * (seen -> conv(3) -> tanh)', '-1..1'],
  ])('%s can be one in %s', (expression, range) => {
    expect(compared(expression, range)).toEqual([]);
  });

  test.each([
    ['seen -> conv(3) -> tanh', '0..1', 'a `tanh`, from -1 to 1, is compared with images in 0..1'],
    ['seen -> conv(3) -> sigmoid', '-1..1', 'a `sigmoid`, from 0 to 1, is compared with images in -1..1'],
    ['seen -> conv(3) -> tanh -> resize(32, 32)', '0..1', 'a value, from -1 to 1, is compared with images in 0..1'],
    ['seen -> conv(3) -> relu', '-1..1', 'a value that is never below 0 is compared with images in -1..1'],
    ['abs(seen -> conv(3) -> tanh)', '-1..1', 'a value, from 0 to 1, is compared with images in -1..1'],
    ['(seen -> conv(3) -> sigmoid) / 2', '0..1', 'a value, from 0 to 0.5, is compared with images in 0..1'],
  ])('%s is none in %s', (expression, range, summary) => {
    expect(compared(expression, range)).toMatchObject([{ code: 'image-range', summary }]);
  });

  test('that is compared inside the line', () => {
    const told = found({
      values: 'map = a\nx = seen -> conv(3) -> tanh',
      loss: 'pixel = bce(map, mask) r = l1(abs(x), image)',
    });
    expect(told).toMatchObject([{ code: 'image-range' }]);
  });
});
