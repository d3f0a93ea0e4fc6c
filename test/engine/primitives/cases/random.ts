// Cases of random draws: from the generator's definition, or, where draws are rejected, from TensorFlow in Python.

import type { Tensor } from '../../../../src/graph/ir/tensor.ts';
import { bitcastPairs } from '../../../../src/graph/primitives/bitcast.ts';
import { randomGamma } from '../../../../src/graph/primitives/random-gamma.ts';
import { randomNormal } from '../../../../src/graph/primitives/random-normal.ts';
import { randomTruncatedNormal } from '../../../../src/graph/primitives/random-truncated-normal.ts';
import { randomUniform } from '../../../../src/graph/primitives/random-uniform.ts';
import type { RandomState } from '../../../../src/graph/rules/random.ts';
import fixtures from '../../../fixtures/primitives/values.json' with { type: 'json' };
import { type Example, example, type PrimitiveCase, type Values } from '../example.ts';
import { filled, float32s, int32s, sizeOf } from '../samples.ts';
import { normalsOf, philoxWords, uniformOf } from './philox.ts';

type Draw = (state: RandomState, shape: readonly number[]) => Tensor;

const streams = [
  { title: 'a vector', key: [7, 0], counter: [0, 0, 0, 0], shape: [5] },
  { title: 'a matrix, far into another stream', key: [3, 256], counter: [11, 0, 2, 0], shape: [2, 3] },
  { title: 'a negative key', key: [-1, -2], counter: [-1, 0, 0, 5], shape: [1, 4, 2] },
  { title: 'a scalar', key: [1, 1], counter: [1, 1, 1, 1], shape: [] },
] as const;

export const randomCases = {
  StatelessRandomGammaV3: {
    examples: fixtures.StatelessRandomGammaV3.map((row) =>
      example({
        title: row.expected.shape.join(' x '),
        inputs: [int32s([1, 2], row.key), int32s([2, 2], row.counter), float32s([], [0.7])],
        build: ([key, counter, alpha]) => randomGamma(stateOf(key, counter), row.expected.shape, alpha),
        fixture: row.expected,
      }),
    ),
  },
  StatelessRandomNormalV2: byDefinition(randomNormal, (words, i) => {
    const pair = i - (i % 2);
    return normalsOf(words[pair] ?? 0, words[pair + 1] ?? 0)[i % 2] ?? 0;
  }),
  StatelessRandomUniformV2: byDefinition(randomUniform, (words, i) => uniformOf(words[i] ?? 0)),
  StatelessTruncatedNormalV2: {
    examples: fixtures.StatelessTruncatedNormalV2.map((row) =>
      example({
        title: row.expected.shape.join(' x '),
        inputs: [int32s([1, 2], row.key), int32s([2, 2], row.counter)],
        build: ([key, counter]) => randomTruncatedNormal(stateOf(key, counter), row.expected.shape),
        fixture: row.expected,
      }),
    ),
  },
};

function byDefinition(draw: Draw, number: (words: Uint32Array, index: number) => number): PrimitiveCase {
  const one = ({ title, key, counter, shape }: (typeof streams)[number]): Example =>
    example({
      title,
      inputs: [int32s([1, 2], key), int32s([2, 2], counter)],
      build: ([k, c]) => draw(stateOf(k, c), shape),
      formula: (): Values => {
        const words = philoxWords(key, counter, sizeOf(shape) + 1);
        return filled(shape, (i) => number(words, i));
      },
    });
  return { examples: streams.map(one) };
}

function stateOf(key: Tensor, counter: Tensor): RandomState {
  return { key: bitcastPairs(key), counter: bitcastPairs(counter) };
}
