// Cases of matrix products and of batch norm.
import { FusedBatchNormV3 } from '../../../../src/graph/primitives/fused-batch-norm.ts';
import { fusedBatchNormGrad } from '../../../../src/graph/primitives/fused-batch-norm-grad.ts';
import { matmul } from '../../../../src/graph/primitives/matmul.ts';
import { type Example, example, type PrimitiveCase, type Sample, type Tf, type TfTensor } from '../example.ts';
import { anywhere, ofUnknownBatch, positive } from '../samples.ts';

export const linearCases = {
  BatchMatMulV2: productCase(),
  FusedBatchNormV3: {
    examples: normShapes().map(batchNorm),
    onlyOnce: 'TensorFlow has no derivative of FusedBatchNormGradV3',
  },
  FusedBatchNormGradV3: { examples: normShapes().map(batchNormGradient) },
};

function productCase(): PrimitiveCase {
  const one = (title: string, a: Sample, b: Sample, transposeA: boolean, transposeB: boolean): Example =>
    example({
      title,
      inputs: [a, b],
      build: ([x, y]) => matmul(x, y, { transposeA, transposeB }),
      tfjs: (tf, [x, y]) => tf.matMul(x, y, transposeA, transposeB),
    });
  const plain = example({
    title: 'matrices',
    inputs: [anywhere([2, 3], 'a'), anywhere([3, 1], 'b')],
    build: ([x, y]) => matmul(x, y),
    tfjs: (tf, [x, y]) => tf.matMul(x, y),
  });
  return {
    examples: [
      plain,
      one('a transposed', anywhere([3, 2], 'a'), anywhere([3, 4], 'b'), true, false),
      one('b transposed', anywhere([2, 3], 'a'), anywhere([4, 3], 'b'), false, true),
      one('both transposed', anywhere([3, 2], 'a'), anywhere([4, 3], 'b'), true, true),
      one('a batch', anywhere([2, 1, 3], 'a'), anywhere([2, 3, 2], 'b'), false, false),
      one('a batch, both transposed', anywhere([2, 3, 2], 'a'), anywhere([2, 1, 3], 'b'), true, true),
      one('unknown batch', ofUnknownBatch(anywhere([2, 3], 'a')), anywhere([3, 4], 'b'), false, false),
    ],
  };
}

function normShapes(): readonly (readonly number[])[] {
  return [
    [2, 3, 2, 2],
    [3, 1, 1, 3],
    [1, 4, 3, 1],
  ];
}

const epsilon = 1e-2;

function batchNorm(shape: readonly number[]): Example {
  const channels = shape.slice(-1);
  return example({
    title: shape.join(' x '),
    inputs: [anywhere(shape), positive(channels, 'scale'), anywhere(channels, 'offset')],
    build: ([x, scale, offset]) => FusedBatchNormV3.apply([x, scale, offset], { epsilon }),
    tfjs: (tf, [x, scale, offset]) => normalized(tf, x, scale, offset),
    flows: [0],
    inferred: [shape, channels, channels, channels, channels, [null]],
    tolerance: 1e-4,
  });
}

function batchNormGradient(shape: readonly number[]): Example {
  const channels = shape.slice(-1);
  return example({
    title: shape.join(' x '),
    inputs: [anywhere(shape), positive(channels, 'scale'), anywhere(channels, 'offset'), anywhere(shape, 'dy')],
    build: ([x, scale, offset, dy]) => {
      const reserved = FusedBatchNormV3.apply([x, scale, offset], { epsilon }).slice(3);
      return fusedBatchNormGrad(dy, x, scale, reserved, { epsilon });
    },
    tfjs: (tf, [x, scale, offset, dy]) => {
      const loss = (a: TfTensor, b: TfTensor, c: TfTensor) => tf.sum(tf.mul(normalized(tf, a, b, c)[0], dy));
      return tf.grads(loss)([x, scale, offset]);
    },
    tolerance: 1e-4,
  });
}

// Batch norm from its definition: the output, the mean and the variance with N / (N - 1) of each channel.
function normalized(tf: Tf, x: TfTensor, scale: TfTensor, offset: TfTensor): readonly [TfTensor, TfTensor, TfTensor] {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const count = x.size / scale.size;
  const y = tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), scale), offset);
  return [y, mean, tf.mul(variance, count / (count - 1))];
}
