// A graph under construction for tests that run it once, with what is fed written where the input is made.
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import type { Tensor } from '../../../src/graph/ir/tensor.ts';
import type { Sample, Values } from './example.ts';
import { bools, float32s, int32s } from './samples.ts';
import { compute, feedOf, sampleInput } from './session.ts';

/** A graph under construction whose inputs are made from samples, and that can be run. */
export class Sheet {
  readonly builder = new GraphBuilder();
  readonly #samples = new Map<string, Sample>();

  input(sample: Sample): Tensor {
    const name = `input${this.#samples.size}`;
    this.#samples.set(name, sample);
    return sampleInput(this.builder, name, sample);
  }

  scalar(value: number): Tensor {
    return this.input(float32s([], [value]));
  }

  index(value: number): Tensor {
    return this.input(int32s([], [value]));
  }

  yes(holds: boolean): Tensor {
    return this.input({ ...bools([]), data: [Number(holds)] });
  }

  run(tensors: readonly Tensor[]): readonly Values[] {
    const feeds = Object.fromEntries([...this.#samples].map(([name, sample]) => [name, feedOf(sample)]));
    return compute(this.builder, tensors, feeds);
  }

  numbers(tensors: readonly Tensor[]): readonly (readonly number[])[] {
    return this.run(tensors).map(({ data }) => Array.from(data));
  }
}

/** The first of several tensors. */
export function first(tensors: readonly Tensor[]): Tensor {
  return at(tensors, 0);
}

export function at(tensors: readonly Tensor[], index: number): Tensor {
  const tensor = tensors[index];
  if (tensor === undefined) throw new Error(`no tensor ${index}`);
  return tensor;
}
