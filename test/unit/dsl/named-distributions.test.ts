// Arguments of distributions have names, too: in any order, each once, and none that there is not.
import { expect, test } from 'vitest';
import { checkText } from '../../pipelines.ts';

const pipeline = (width: string) => `anoseg 1
data { source = sample("weave")  image = 100 x 100 }
augment { synthetic, mask = image -> paste(other_image, scar(width: ${width})) -> relabel() }
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`;

function shapeOf(width: string): string {
  const { model, diagnostics } = checkText(pipeline(width));
  expect(diagnostics).toEqual([]);
  return JSON.stringify(model?.augment, (key, value) => (key === 'span' || key === 'mentions' ? undefined : value));
}

test.each([
  ['gaussian(sd: 1px, mean: 6px) in 1px..9px', 'gaussian(6px, 1px) in 1px..9px'],
  ['gaussian(6px, sd: 1px) in 1px..9px', 'gaussian(6px, 1px) in 1px..9px'],
  ['gamma(2, start: 3px, scale: 1px) in 3px..9px', 'gamma(2, 1px, 3px) in 3px..9px'],
  ['log_uniform(range: 1px..9px)', 'log_uniform(1px..9px)'],
])('%s is %s', (named, byPosition) => expect(shapeOf(named)).toBe(shapeOf(byPosition)));

test.each([
  ['gaussian(mean: 6px, std: 1px) in 1px..9px', 'unknown-parameter'],
  ['gaussian(6px, mean: 1px) in 1px..9px', 'given-twice'],
  ['gaussian(sd: 1px) in 1px..9px', 'bad-distribution'],
  ['gamma(2, start: 3px) in 3px..9px', 'bad-distribution'],
])('%s: %s', (width, expected) =>
  expect(checkText(pipeline(width)).diagnostics.map(({ code }) => code)).toEqual([expected]),
);
