// The variables of a graph: weights, running averages and optimiser state, each made and read once.
import { bug } from '../diagnostics/outside-error.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { addEffect } from '../graph/effect.ts';
import { add } from '../graph/primitives/add.ts';
import { mul } from '../graph/primitives/mul.ts';
import { randomNormal } from '../graph/primitives/random-normal.ts';
import { randomUniform } from '../graph/primitives/random-uniform.ts';
import { sub } from '../graph/primitives/sub.ts';
import type { Attributes, GraphNode, Tensor } from '../graph/tensor.ts';
import { assignVariable, makeVariable, readVariable, type Variable } from '../graph/variable.ts';
import type { Initializer, RunningAverage } from '../ops/scopes.ts';
import { filled } from './filled.ts';
import { randomState } from './random-streams.ts';

interface Stored {
  readonly variable: Variable;
  readonly value: Tensor;
  readonly initializer: Initializer | { readonly kind: 'constant'; readonly value: number };
  /** `weight`: of a network, trained; `average`: of a network; `state`: the optimiser's. */
  readonly role: 'weight' | 'average' | 'state';
}

export class Weights {
  readonly #stored = new Map<string, Stored>();
  readonly #pending: (() => GraphNode)[] = [];
  readonly #averaged = new Set<string>();

  constructor(
    readonly builder: GraphBuilder,
    readonly seed: number,
  ) {}

  weight(name: string, shape: readonly number[], initializer: Initializer): Tensor {
    return this.#get(name, shape, initializer, 'weight').value;
  }

  /** The first pass of a network in a step updates the average; later ones (the fake examples) do not. */
  average(name: string, shape: readonly number[], initial: number): RunningAverage {
    const { variable, value } = this.#get(name, shape, { kind: 'constant', value: initial }, 'average');
    return {
      value,
      update: (batchValue, momentum) => {
        if (this.#averaged.has(name)) return;
        this.#averaged.add(name);
        const blended = add(mul(value, momentum), mul(batchValue, 1 - momentum));
        this.#pending.push(() => assignVariable(variable, blended, this.builder, this.#reads()));
      },
    };
  }

  /** State of the optimiser for a weight. It is not read in the graph: the update does. */
  slot(name: string, weight: Variable): Variable {
    return this.#get(`${weight.name}/${name}`, weight.shape, { kind: 'zeros' }, 'state').variable;
  }

  update(op: string, inputs: readonly Tensor[], attributes: Attributes): void {
    this.#pending.push(() => addEffect(this.builder.main, { op, inputs, attributes, control: this.#reads() }));
  }

  assign(variable: Variable, value: Tensor): void {
    this.#pending.push(() => assignVariable(variable, value, this.builder, this.#reads()));
  }

  /** The trained weights of a network, with their values before the step. */
  trained(network: string): readonly { readonly weight: Variable; readonly value: Tensor }[] {
    return [...this.#stored.values()].flatMap(({ variable, value, role }) =>
      role === 'weight' && variable.name.startsWith(`${network}/`) ? [{ weight: variable, value }] : [],
    );
  }

  /** How many numbers an operation trains. */
  countOf(path: string): number {
    return [...this.#stored.values()]
      .filter(({ variable, role }) => role === 'weight' && variable.name.startsWith(`${path}/`))
      .reduce((sum, { variable }) => sum + variable.shape.reduce((product, size) => product * size, 1), 0);
  }

  /** All variables, in the order in which they were made. */
  all(): readonly Variable[] {
    return [...this.#stored.values()].map(({ variable }) => variable);
  }

  /** Adds the writes of a step, each after all reads. Call it once, at the end. */
  writes(): readonly GraphNode[] {
    return this.#pending.map((write) => write());
  }

  /** Assignments of the start values. */
  initialize(): readonly GraphNode[] {
    return [...this.#stored.values()].map(({ variable, initializer }) =>
      assignVariable(variable, this.#initialValue(variable, initializer), this.builder),
    );
  }

  #get(name: string, shape: readonly number[], initializer: Stored['initializer'], role: Stored['role']): Stored {
    const known = this.#stored.get(name);
    if (known) {
      if (known.variable.shape.join() !== shape.join()) bug(`${name} has two shapes`);
      return known;
    }
    const variable = makeVariable(this.builder, name, { shape, dtype: 'float32' });
    const stored = {
      variable,
      value: readVariable(variable, this.builder, { name: readName(name) }),
      initializer,
      role,
    };
    this.#stored.set(name, stored);
    return stored;
  }

  // State that only updates touch needs no read here: a read would race with its update.
  #reads(): readonly GraphNode[] {
    return [...this.#stored.values()].flatMap(({ value, role }) => (role === 'state' ? [] : [value.node]));
  }

  #initialValue({ name, shape }: Variable, initializer: Stored['initializer']): Tensor {
    const { builder } = this;
    return builder.scope(`initialize/${name}`, () => {
      const state = randomState(builder, this.seed, `initialize/${name}`, {});
      switch (initializer.kind) {
        case 'zeros':
          return filled(builder, shape, 0);
        case 'ones':
          return filled(builder, shape, 1);
        case 'constant':
          return filled(builder, shape, initializer.value);
        case 'normal':
          return mul(randomNormal(state, shape), initializer.deviation);
        case 'fan-in':
          return mul(randomNormal(state, shape), Math.sqrt(initializer.gain / initializer.fanIn));
        case 'glorot': {
          const limit = Math.sqrt(6 / (initializer.fanIn + initializer.fanOut));
          return mul(sub(mul(randomUniform(state, shape), 2), 1), limit);
        }
      }
    });
  }
}

/** The node that gives a variable's value, for those who want to look at it. */
export function readName(variable: string): string {
  return `${variable}/read`;
}
