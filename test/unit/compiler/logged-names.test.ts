// The losses that a run announces before its graph is compiled are those that the graph computes, in the same order.
import { expect, test } from 'vitest';
import { loggedNames } from '../../../src/compiler/emit/objectives.ts';
import { emitTraining } from '../../../src/compiler/training-program.ts';
import type { Model } from '../../../src/dsl/model/model.ts';
import { checkedModel, checkText } from '../../pipelines.ts';

const twoJudges = `anoseg 1
data { source = sample("weave") image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
network generator(seen) { map = seen -> conv(1, kernel: 3) -> sigmoid }
network near(image, map) { verdict = concat(image, map) -> conv(1, kernel: 3) }
network far(map) { verdict = map -> conv(1, kernel: 3, stride: 2) }
loss {
  first = lsgan(near, real: (image, mask), fake: (image, map))
  pixel = 50 * bce(map, mask) + 2 * l1(map, mask)
  second = bce(map, mask) + 0.1 * lsgan(far, real: (mask), fake: (map)) + lsgan(near, real: (image, mask), fake: (image, map))
}
train { optimizer = adam(rate: 1e-3) batch = 2 normal + 2 synthetic steps = 10 }
evaluate { score = max(map) threshold = quantile(map, 99%) on holdout report = [pixel_auroc] }`;

function computed(model: Model): readonly string[] {
  return emitTraining(model, { mode: 'fed', modelVariables: [] }).program.losses;
}

test.each(['pipelines/quickstart.anoseg', 'pipelines/mvtec-bottle.anoseg'])('%s', (file) => {
  const model = checkedModel(file, { size: '64', width: '4' });
  expect(loggedNames(model)).toEqual(computed(model));
});

test('several discriminators, also in one line', () => {
  const { model, diagnostics } = checkText(twoJudges);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  expect(loggedNames(model)).toEqual(['first.near', 'first', 'pixel', 'second.far', 'second.near', 'second']);
  expect(computed(model)).toEqual(loggedNames(model));
});
