// What losses compare: the same places, and something that stays where it is. Sound pipelines are left alone.
import { describe, expect, test } from 'vitest';
import { checkText } from '../../pipelines.ts';

const anomaly = '-> paste(other_image, scar()) -> relabel()';
const likeness = 'pixel = bce(map, mask)\nr = l1(restored, image)';

function pipeline(augment: string, loss = likeness, batch = '2 normal + 2 synthetic'): string {
  return `anoseg 1
data { source = sample("weave") image = 32 x 32 }
augment {
${augment}
}
network g(seen) {
restored = seen -> conv(3)
map = seen -> conv(1) -> sigmoid
edges = seen -> conv(1) -> sigmoid
}
network other(seen) { far = seen -> conv(1) -> sigmoid }
loss {
${loss}
}
train { optimizer = adam() batch = ${batch} steps = 10 }`;
}

function codes(text: string): readonly string[] {
  const found = checkText(text).diagnostics.map(({ code }) => code);
  return found.filter((code) => !code.startsWith('unused-') && code !== 'no-op-anomalies');
}

describe('one of two images that are compared is moved', () => {
  test.each([
    `synthetic, mask = image -> rotate(0deg..360deg) ${anomaly}`,
    `synthetic, mask = image -> flip(vertical) ${anomaly}`,
    `synthetic, mask = image -> shift() ${anomaly}`,
    `synthetic, mask = image -> scale() ${anomaly}`,
    `synthetic, mask = image -> warp() ${anomaly}`,
    `synthetic, mask = image -> permute(grid: 2) ${anomaly}`,
    `synthetic, mask = image -> maybe(50%) flip(vertical) ${anomaly}`,
    `synthetic, mask = image -> (jitter() | rotate(90deg)) ${anomaly}`,
    `synthetic, mask = image -> any_of(jitter(), flip(vertical)) ${anomaly}`,
    `turned = image -> jitter() -> rotate(90deg)\nsynthetic, mask = turned ${anomaly}`,
    `synthetic, mask = image -> flip(vertical) -> paste(other_image, scar()) -> paste(other_image, scar())`,
    'synthetic, mask = image -> (flip(vertical) -> paste(other_image, scar()) | paste(other_image, scar())) -> relabel()',
    `old = image\nimage = image -> flip(vertical)\nsynthetic, mask = old ${anomaly}`,
  ])('%s', (augment) => {
    expect(codes(pipeline(augment))).toEqual(['moved-apart']);
  });

  test.each([
    ['(jitter() | rotate(90deg))', '(jitter() | rotate(90deg))'],
    ['repeat(2) shift()', 'repeat(2) shift()'],
    ['maybe(50%) flip(vertical)', 'maybe(50%) flip(vertical)'],
  ])('told as a step that can stand there: %s', (step, told) => {
    const [found] = checkText(pipeline(`synthetic, mask = image -> ${step} ${anomaly}`)).diagnostics;
    expect(found?.hint).toContain(`\`image = image -> ${told}\``);
    expect(codes(pipeline(`image = image -> ${told}\nsynthetic, mask = image ${anomaly}`))).toEqual([]);
  });

  test('whatever the loss that compares them', () => {
    const augment = `synthetic, mask = image -> flip(vertical) ${anomaly}`;
    const compared = [
      'l2(restored, image)',
      'ssim(image, restored)',
      'l1(restored - image, 0)',
      '3 * l1(restored, image) on synthetic',
    ];
    for (const loss of compared)
      expect(codes(pipeline(augment, `p = bce(map, mask)\nr = ${loss}`)), loss).toEqual(['moved-apart']);
  });

  test.each([
    `image = image -> rotate(0deg..360deg)\nsynthetic, mask = image ${anomaly}`,
    `base = image -> flip(vertical)\nimage = base -> jitter()\nsynthetic, mask = base -> blur(1px) ${anomaly}`,
    `synthetic, mask = image -> jitter() -> gaussian_noise() ${anomaly}`,
    'donor = other_image -> rotate(0deg..360deg)\nsynthetic, mask = image -> paste(donor, scar()) -> relabel()',
    'donor = image -> flip(vertical)\nsynthetic, mask = image -> paste(donor, scar()) -> relabel()',
  ])('not by %s', (augment) => {
    expect(codes(pipeline(augment))).toEqual([]);
  });

  test('not where nothing compares them', () => {
    const augment = `synthetic, mask = image -> flip(vertical) ${anomaly}`;
    const others = ['l1(restored, seen)', 'l1(restored, image) on normal', 'total_variation(restored)'];
    for (const loss of others) expect(codes(pipeline(augment, `p = bce(map, mask)\nr = ${loss}`)), loss).toEqual([]);
    expect(codes(pipeline(augment, 'r = l1(restored, image) + l1(map, 0)', '2 normal'))).toEqual([]);
  });
});

test('a synthetic anomaly on another image, and a mask that stays behind', () => {
  expect(codes(pipeline('synthetic, mask = other_image -> paste(image, scar()) -> relabel()'))).toEqual([
    'another-image',
  ]);
  const choice = 'base = image | other_image\nsynthetic, mask = base -> paste(image, scar()) -> relabel()';
  expect(codes(pipeline(choice))).toEqual(['another-image']);
  const behind = `s, mask = image ${anomaly}\nsynthetic = s -> jitter() -> maybe(50%) rotate(90deg)`;
  expect(codes(pipeline(behind))).toEqual(['mask-left-behind']);
  expect(codes(pipeline(`s, mask = image ${anomaly}\nsynthetic = s -> jitter()`))).toEqual([]);
});

describe('a target that learns', () => {
  const augment = `synthetic, mask = image ${anomaly}`;

  test.each([
    ['bce(mask, map)', 'bce(map, mask)'],
    ['5 * focal(mask, map, gamma: 1)', '5 * focal(map, mask, gamma: 1)'],
    ['bce(prediction: mask, target: map)', 'bce(prediction: map, target: mask)'],
    ['l1(mask, map, positive: 5)', 'l1(map, mask, positive: 5)'],
    ['tversky(mask, map)', 'tversky(map, mask)'],
    ['bce(map, edges) + l1(map, mask)', 'bce(map, stop_gradient(edges)) + l1(map, mask)'],
    ['bce(stop_gradient(map), edges) + l1(map, mask)', 'bce(edges, stop_gradient(map)) + l1(map, mask)'],
    ['bce(mask, abs(map - edges))', 'bce(abs(map - edges), mask)'],
  ])('%s becomes %s', (wrong, right) => {
    const text = pipeline(augment, `pixel = ${wrong}`);
    const found = checkText(text).diagnostics.filter(({ code }) => code === 'target-learns');
    expect(found).toHaveLength(1);
    const fix = found[0]?.fix;
    const mended = fix && text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end);
    expect(mended).toBe(pipeline(augment, `pixel = ${right}`));
    expect(codes(mended ?? '')).toEqual([]);
  });

  test('of which only a part could be moved is told without a text', () => {
    const found = checkText(pipeline(augment, 'pixel = bce(mask, (map + edges) / 2)')).diagnostics;
    const told = found.filter(({ code }) => code === 'target-learns');
    expect(told).toMatchObject([{ fix: undefined, hint: 'the prediction stands first, then the target' }]);
  });

  test.each([
    'l1(mask, map)',
    'l1(image, restored) + bce(map, mask)',
    'dice(mask, map)',
    'bce(map, stop_gradient(edges))',
  ])('not in %s', (loss) => {
    expect(codes(pipeline(augment, `pixel = ${loss}`))).toEqual([]);
  });

  test('values that learn from each other alone', () => {
    expect(codes(pipeline(augment, 'alike = l2(map, far)'))).toEqual(['nothing-fixed']);
    expect(codes(pipeline(augment, 'alike = l2(map, far)\nsmooth = total_variation(far)'))).toEqual(['nothing-fixed']);
    expect(codes(pipeline(augment, 'alike = l2(map, far)\npixel = bce(map, mask)'))).toEqual([]);
    expect(codes(pipeline(augment, 'alike = l2(map, stop_gradient(far)) + l2(far, stop_gradient(map))'))).toEqual([]);
  });
});
