// Inputs by name: what the documentation and hovers call them may be written, in any order, beside others by position.
import { expect, test } from 'vitest';
import { modelWithoutPlaces } from '../../../src/dsl/model/serial.ts';
import { checkText } from '../../pipelines.ts';

const pipeline = (anomaly: string, loss: string) => `anoseg 1
data { source = sample("weave")  image = 32 x 32 }
augment { synthetic, mask = ${anomaly} }
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = ${loss} }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`;
const plain = 'image -> paste(other_image, scar()) -> relabel()';

function flowsOf(anomaly: string, loss: string) {
  const { model, diagnostics } = checkText(pipeline(anomaly, loss));
  expect(diagnostics.map(({ code, summary }) => `${code}: ${summary}`)).toEqual([]);
  return (
    model &&
    [model.augment, model.loss].map((part) =>
      JSON.stringify(part, (key, value) => (places.has(key) ? undefined : value)),
    )
  );
}
const places = new Set(['span', 'mentions', 'callers', 'origins']);

test.each([
  'image -> paste(donor: other_image, shape: scar()) -> relabel()',
  'image -> paste(shape: scar(), donor: other_image) -> relabel()',
  'paste(image, donor: other_image, shape: scar()) -> relabel()',
  'paste(donor: other_image, image: image, shape: scar()) -> relabel()',
])('%s', (anomaly) => {
  expect(flowsOf(anomaly, 'bce(map, mask)')).toEqual(flowsOf(plain, 'bce(map, mask)'));
});

test.each(['bce(prediction: map, target: mask)', 'bce(target: mask, prediction: map)', 'bce(map, target: mask)'])(
  '%s',
  (loss) => {
    expect(flowsOf(plain, loss)).toEqual(flowsOf(plain, 'bce(map, mask)'));
  },
);

test.each([
  ['image -> paste(image: other_image, donor: other_image, scar()) -> relabel()', ['given-twice 3:44']],
  ['paste(donor: other_image, shape: scar()) -> relabel()', ['missing-argument 3:29']],
])('%s is told', (anomaly, expected) => {
  const { diagnostics } = checkText(pipeline(anomaly, 'bce(map, mask)'));
  expect(
    diagnostics.map(({ code, span }) => {
      const { line, column } = span.source.position(span.start);
      return `${code} ${line}:${column}`;
    }),
  ).toEqual(expected);
});

test('a hash is the same, however inputs are given', () => {
  const modelOf = (loss: string) => checkText(pipeline(plain, loss)).model;
  const [named, byPosition] = ['bce(prediction: map, target: mask)', 'bce(map, mask)'].map(modelOf);
  expect(named && modelWithoutPlaces(named)).toEqual(byPosition && modelWithoutPlaces(byPosition));
});

test.each(['l1(map, 0)', 'l1(map, target: 0.5)', 'bce(map, 1 - 1)', 'l2(map, constant(0))'])(
  'a number is a target: %s',
  (loss) => {
    const { model, diagnostics } = checkText(pipeline(plain, `bce(map, mask) + ${loss}`));
    expect(diagnostics).toEqual([]);
    expect(model?.loss[0]?.flow.nodes.map(({ call }) => call.name)).toEqual(['constant']);
  },
);
