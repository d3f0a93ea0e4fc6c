// Cases of what a layer knows of a sample beside its picture. The first number of the input says which of three
// categories it is (subjects.ts).
import { category } from '../../../../src/ops/layers/category.ts';
import type { Tf, TfTensor } from '../../primitives/example.ts';
import { type Draw, integers } from '../../primitives/samples.ts';
import { layerCase } from '../case.ts';

const images: Draw = (shape, seed) => ({ ...integers(0, 2)(shape, seed), dtype: 'float32' });

export const categoryCases = {
  category: layerCase(category, {
    oracle: 'tfjs oneHot, and matMul with the table',
    examples: [
      { inputs: [images([4, 3, 5, 2])] },
      { inputs: [images([4, 3, 5, 2])], settings: { embed: 4 } },
      { inputs: [images([2, 1, 1, 1], 'one pixel')], settings: { embed: 1 } },
    ],
    tfjs(tf, { x, settings: { embed }, weight }) {
      const own = oneHot(tf, x);
      const values = embed > 0 ? tf.matMul(own, weight('table')) : own;
      const [n = 1, height = 1, width = 1] = x.shape;
      return tf.tile(tf.reshape(values, [n, 1, 1, embed > 0 ? embed : 3]), [1, height, width, 1]);
    },
  }),
};

function oneHot(tf: Tf, x: TfTensor): TfTensor {
  const [n = 1] = x.shape;
  const first = tf.reshape(tf.slice(x, [0, 0, 0, 0], [n, 1, 1, 1]), [n]);
  return tf.cast(tf.oneHot(tf.cast(tf.round(first), 'int32'), 3), 'float32');
}
