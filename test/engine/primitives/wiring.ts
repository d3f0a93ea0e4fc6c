// The graph of one primitive's examples: each built in the open, inside a function body, and differentiated twice.
import { builderOf, type GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { float32s } from '../../../src/graph/ir/constant.ts';
import { ifElse } from '../../../src/graph/ir/control-flow.ts';
import type { Tensor } from '../../../src/graph/ir/tensor.ts';
import { add } from '../../../src/graph/primitives/add.ts';
import { greater } from '../../../src/graph/primitives/greater.ts';
import { mul } from '../../../src/graph/primitives/mul.ts';
import { sum } from '../../../src/graph/primitives/sum.ts';
import { gradients } from '../../../src/graph/rules/gradients.ts';
import type { Example, Values } from './example.ts';
import { between } from './samples.ts';
import { fetchable, sampleInput } from './session.ts';

/** One example in the graph. */
export interface Wired {
  readonly example: Example;
  readonly expected: readonly Values[];
  /** Names of the placeholders. */
  readonly names: readonly string[];
  /** As the primitive gives them. */
  readonly outputs: readonly Tensor[];
  /** The same in a type that can be fetched. */
  readonly read: readonly Tensor[];
  /** What the function body gave. */
  readonly inBody: readonly Tensor[];
  readonly derivative: Derivative | undefined;
}

/** The derivatives of the number `sum of weights * outputs`. */
export interface Derivative {
  /** Inputs by which is differentiated. */
  readonly wrt: readonly number[];
  readonly flowing: readonly Weighted[];
  /** One gradient an input, with the weights under which their sum is differentiated again. */
  readonly first: readonly Weighted[];
  /** The gradients of that sum; empty where there is no second derivative. */
  readonly second: readonly Tensor[];
}

export interface Weighted {
  readonly tensor: Tensor;
  readonly weights: Values;
}

/** How deep to differentiate. */
export type Order = 0 | 1 | 2;

/** Adds an example; `choose` (an int32 scalar) makes the branch in which it is built again. */
export function wire(
  builder: GraphBuilder,
  example: Example,
  at: { readonly name: string; readonly expected: readonly Values[]; readonly choose: Tensor; readonly order: Order },
): Wired {
  const names = example.inputs.map((_, i) => `${at.name}_input${i}`);
  const inputs = example.inputs.map((sample, i) => sampleInput(builder, names[i] ?? '', sample));
  return builder.scope(at.name, () => {
    const prepared = example.prepare?.(inputs) ?? inputs;
    const build = () => [example.build(prepared)].flat();
    const outputs = build();
    const inBody = example.notInBody === undefined ? ifElse(greater(at.choose, 0), build, build) : [];
    const derivative = at.order === 0 ? undefined : differentiate(example, at.expected, inputs, outputs, at.order);
    const read = outputs.map(fetchable);
    return { example, expected: at.expected, names, outputs, read, inBody: inBody.map(fetchable), derivative };
  });
}

function differentiate(
  example: Example,
  expected: readonly Values[],
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  order: Order,
): Derivative | undefined {
  const wrt = differentiated(example);
  const flows = example.flows ?? expected.flatMap((_, i) => (outputs[i]?.dtype === 'float32' ? [i] : []));
  if (wrt.length === 0) return undefined;
  const xs = pick(inputs, wrt);
  const flowing = pick(outputs, flows).map((tensor, i) =>
    weighted(tensor, pick(expected, flows)[i]?.shape ?? [], `out${i}`),
  );
  const gradient = gradients(weightedSum(flowing), xs);
  const first = gradient.map((tensor, i) => weighted(tensor, pick(example.inputs, wrt)[i]?.shape ?? [], `in${i}`));
  const second = order === 2 ? gradients(weightedSum(first), xs) : [];
  return { wrt, flowing, first, second };
}

function differentiated({ inputs, wrt }: Example): readonly number[] {
  if (wrt !== undefined) return wrt;
  if (inputs.some(({ unknownBatch }) => unknownBatch)) return [];
  return inputs.flatMap(({ dtype }, i) => (dtype === 'float32' ? [i] : []));
}

function weighted(tensor: Tensor, shape: readonly number[], seed: string): Weighted {
  return { tensor, weights: between(-1, 1)(shape, seed) };
}

function weightedSum(list: readonly Weighted[]): Tensor {
  return list
    .map(({ tensor, weights: { data, shape } }) =>
      sum(mul(tensor, builderOf(tensor).current.constant(float32s(Array.from(data), shape)))),
    )
    .reduce((a, b) => add(a, b));
}

function pick<T>(list: readonly T[], places: readonly number[]): readonly T[] {
  return places.flatMap((i) => list.slice(i, i + 1));
}
