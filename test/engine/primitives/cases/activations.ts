// Cases of activations, of the kernels that are their gradients, and of the bias.
import { biasAdd } from '../../../../src/graph/primitives/bias-add.ts';
import { biasAddGrad } from '../../../../src/graph/primitives/bias-add-grad.ts';
import { elu } from '../../../../src/graph/primitives/elu.ts';
import { eluGrad } from '../../../../src/graph/primitives/elu-grad.ts';
import { leakyRelu } from '../../../../src/graph/primitives/leaky-relu.ts';
import { leakyReluGrad } from '../../../../src/graph/primitives/leaky-relu-grad.ts';
import { relu } from '../../../../src/graph/primitives/relu.ts';
import { reluGrad } from '../../../../src/graph/primitives/relu-grad.ts';
import { relu6 } from '../../../../src/graph/primitives/relu6.ts';
import { relu6Grad } from '../../../../src/graph/primitives/relu6-grad.ts';
import { sigmoid } from '../../../../src/graph/primitives/sigmoid.ts';
import { sigmoidGrad } from '../../../../src/graph/primitives/sigmoid-grad.ts';
import { softmax } from '../../../../src/graph/primitives/softmax.ts';
import { softplus } from '../../../../src/graph/primitives/softplus.ts';
import { tanh } from '../../../../src/graph/primitives/tanh.ts';
import { tanhGrad } from '../../../../src/graph/primitives/tanh-grad.ts';
import { type Example, example, type PrimitiveCase, type Sample } from '../example.ts';
import { anywhere, awayFromZero, awayFromZeroAndSix, between, ofUnknownBatch } from '../samples.ts';
import { binaryByFormula, unaryByTfjs } from './forms.ts';

export const activationCases = {
  BiasAdd: biasCase(),
  BiasAddGrad: biasGradCase(),
  Elu: unaryByTfjs(elu, (tf, x) => tf.elu(x), { draw: awayFromZero }),
  EluGrad: binaryByFormula(eluGrad, (dy, y) => (y < 0 ? dy * (y + 1) : dy), { b: between(-0.9, 0.9) }),
  LeakyRelu: unaryByTfjs(
    (x) => leakyRelu(x, 0.2),
    (tf, x) => tf.leakyRelu(x, 0.2),
    { draw: awayFromZero },
  ),
  LeakyReluGrad: binaryByFormula(
    (dy, x) => leakyReluGrad(dy, x, 0.3),
    (dy, x) => (x > 0 ? dy : 0.3 * dy),
    {
      b: awayFromZero,
    },
  ),
  Relu: unaryByTfjs(relu, (tf, x) => tf.relu(x), { draw: awayFromZero }),
  Relu6: unaryByTfjs(relu6, (tf, x) => tf.relu6(x), { draw: awayFromZeroAndSix }),
  Relu6Grad: binaryByFormula(relu6Grad, (dy, y) => (y > 0 && y < 6 ? dy : 0), { b: awayFromZeroAndSix }),
  ReluGrad: binaryByFormula(reluGrad, (dy, y) => (y > 0 ? dy : 0), { b: awayFromZero }),
  Sigmoid: unaryByTfjs(sigmoid, (tf, x) => tf.sigmoid(x)),
  SigmoidGrad: binaryByFormula(sigmoidGrad, (y, dy) => dy * y * (1 - y), { a: between(0.1, 0.9) }),
  Softmax: softmaxCase(),
  Softplus: unaryByTfjs(softplus, (tf, x) => tf.softplus(x)),
  Tanh: unaryByTfjs(tanh, (tf, x) => tf.tanh(x)),
  TanhGrad: binaryByFormula(tanhGrad, (y, dy) => dy * (1 - y * y), { a: between(-0.9, 0.9) }),
};

function softmaxCase(): PrimitiveCase {
  const one = (title: string, x: Sample): Example =>
    example({ title, inputs: [x], build: ([logits]) => softmax(logits), tfjs: (tf, [logits]) => tf.softmax(logits) });
  return {
    examples: [
      one('a vector', anywhere([5])),
      one('one class', anywhere([3, 1])),
      one('the last axis of four', anywhere([2, 1, 2, 3])),
      one('unknown batch', ofUnknownBatch(anywhere([2, 4]))),
    ],
  };
}

function biasCase(): PrimitiveCase {
  const one = (title: string, x: Sample, bias: Sample): Example =>
    example({
      title,
      inputs: [x, bias],
      build: ([image, offset]) => biasAdd(image, offset),
      tfjs: (tf, [image, offset]) => tf.add(image, offset),
    });
  return {
    examples: [
      one('an image', anywhere([2, 3, 1, 2]), anywhere([2], 'bias')),
      one('one channel', anywhere([1, 2, 3, 1]), anywhere([1], 'bias')),
      one('a matrix', anywhere([3, 4]), anywhere([4], 'bias')),
      one('unknown batch', ofUnknownBatch(anywhere([2, 2, 2, 3])), anywhere([3], 'bias')),
    ],
  };
}

function biasGradCase(): PrimitiveCase {
  const one = (title: string, shape: readonly number[]): Example =>
    example({
      title,
      inputs: [anywhere(shape)],
      build: ([dy]) => biasAddGrad(dy),
      tfjs: (tf, [dy]) => tf.sum(tf.reshape(dy, [-1, shape.at(-1) ?? 1]), 0),
    });
  return { examples: [one('an image', [2, 3, 1, 2]), one('one channel', [1, 2, 3, 1]), one('a matrix', [3, 4])] };
}
