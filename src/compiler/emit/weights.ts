// The variables of a graph: weights, state of layers and of optimisers, each made and read once.
import { bug } from '../../diagnostics/outside-error.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { addEffect } from '../../graph/ir/effect.ts';
import type { Attributes, GraphNode, Tensor } from '../../graph/ir/tensor.ts';
import { assignVariable, makeVariable, readVariable, type Variable } from '../../graph/ir/variable.ts';
import { add } from '../../graph/primitives/add.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { randomNormal } from '../../graph/primitives/random-normal.ts';
import { randomUniform } from '../../graph/primitives/random-uniform.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { filled } from '../../graph/rules/filled.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import type { Initializer, LayerState, StoredPart } from '../../ops/core/scopes.ts';
import { randomState } from './random-streams.ts';

/**
 * `weight`: of a network, trained; `layer`: of a network, not trained; `average`: the running average of
 * a weight; `frozen`: of a network that stays as it starts; `optimizer`: read and written by the optimiser alone; `sum`: what the batches of an update add up.
 */
export type Role = 'weight' | 'frozen' | 'layer' | 'average' | 'optimizer' | 'sum';

/** An update takes several batches where gradients are accumulated: the last one applies, those before add up. */
export type BatchPlace = 'before the last' | 'last';

interface Stored {
  readonly variable: Variable;
  readonly value: Tensor;
  readonly initializer: Initializer;
  /** Start values are drawn under this name. */
  readonly stream: string;
  readonly role: Role;
}

/** A weight with its value before the step. */
export interface TrainedWeight {
  readonly weight: Variable;
  readonly value: Tensor;
}

/** Where a weight is in the file that its network starts from. */
export interface StoredWeight {
  readonly network: string;
  /** The layer that says so. */
  readonly call: OperationCall;
  /** The layer's name there; empty where it says none. */
  readonly layer: string;
  readonly part: StoredPart;
}

export interface StartingVariable {
  readonly variable: Variable;
  readonly stored: StoredWeight;
}

export interface WeightForm {
  readonly isFrozen?: boolean;
  readonly stored?: StoredWeight | undefined;
}

interface PendingWrite {
  readonly network: string;
  /** Which batches of an update write. */
  readonly by: BatchPlace;
  /** What is written to: writes of one variable come one after the other. */
  readonly handle: Tensor;
  readonly write: (control: readonly GraphNode[]) => GraphNode;
  /** Of a running average of weights, which goes on while the network rests. */
  readonly isAverage?: boolean;
}

export class Weights {
  readonly #stored = new Map<string, Stored>();
  readonly #pending: PendingWrite[] = [];
  readonly #fromFiles = new Map<string, StartingVariable>();
  readonly #assigned = new Set<string>();

  constructor(
    readonly builder: GraphBuilder,
    readonly seed: number,
    /** Batches in each update. */
    readonly accumulate = 1,
  ) {}

  weight(name: string, shape: readonly number[], initializer: Initializer, form: WeightForm = {}): Tensor {
    const { variable, value } = this.#get(name, shape, initializer, form.isFrozen === true ? 'frozen' : 'weight');
    this.#starts(variable, form.stored);
    return value;
  }

  /** Of a variable that has been made. */
  shapeOf(name: string): readonly number[] | undefined {
    return this.#stored.get(name)?.variable.shape;
  }

  /** The first pass of a network in a step assigns; later ones (the fake examples) do not. */
  state(name: string, shape: readonly number[], initializer: Initializer, form: WeightForm = {}): LayerState {
    const { variable, value } = this.#get(name, shape, initializer, 'layer');
    this.#starts(variable, form.stored);
    return {
      value,
      assign: (next) => {
        if (this.#assigned.has(name)) return;
        this.#assigned.add(name);
        this.#assign(variable, this.meanOfBatches(variable, next));
      },
    };
  }

  /** What starts from files: each with its place there. */
  stored(): readonly StartingVariable[] {
    return [...this.#fromFiles.values()];
  }

  #starts(variable: Variable, stored: StoredWeight | undefined): void {
    if (stored && !this.#fromFiles.has(variable.name)) this.#fromFiles.set(variable.name, { variable, stored });
  }

  /** The running average of a weight, which starts where the weight does. `blend`: from the old average. */
  average({ weight, value }: TrainedWeight, blend: (average: Tensor, weight: Tensor) => Tensor): void {
    const { initializer, stream } = this.#stored.get(weight.name) ?? bug(`no weight ${weight.name}`);
    const average = this.#get(averageName(weight.name), weight.shape, initializer, 'average', stream);
    this.#assign(average.variable, blend(average.value, value), 'last', true);
  }

  /** The mean over the batches of an update, where the last one of them is at work; `variable`: what it is for. */
  meanOfBatches(variable: Variable, value: Tensor): Tensor {
    if (this.accumulate === 1) return value;
    const { builder } = this;
    const { variable: sum, value: before } = this.#get(
      `${variable.name}/sum`,
      variable.shape,
      { kind: 'zeros' },
      'sum',
    );
    const together = add(before, value);
    this.#assign(sum, together, 'before the last');
    this.#assign(sum, filled(builder, variable.shape, 0));
    return mul(together, 1 / this.accumulate);
  }

  /** State of the optimiser for a weight. It is not read in the graph: the update does. */
  slot(name: string, weight: Variable): Variable {
    return this.#get(`${weight.name}/${name}`, weight.shape, { kind: 'zeros' }, 'optimizer').variable;
  }

  /** An update of a network's weight (the first input), after all reads and after its updates before. */
  update(network: string, op: string, inputs: readonly Tensor[], attributes: Attributes): void {
    const handle = inputs[0] ?? bug(`${op} updates nothing`);
    const write = (control: readonly GraphNode[]) => addEffect(this.builder.main, { op, inputs, attributes, control });
    this.#pending.push({ network, by: 'last', handle, write });
  }

  /** The trained weights of a network. */
  trained(network: string): readonly TrainedWeight[] {
    return [...this.#stored.values()].flatMap(({ variable, value, role }) =>
      role === 'weight' && networkOf(variable) === network ? [{ weight: variable, value }] : [],
    );
  }

  /** How many numbers each operation trains, or keeps as they start, by its path. */
  counts(role: 'weight' | 'frozen' = 'weight'): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { name, shape } of this.ofRole(role)) {
      const path = name.slice(0, name.lastIndexOf('/'));
      counts.set(path, (counts.get(path) ?? 0) + shape.reduce((product, size) => product * size, 1));
    }
    return counts;
  }

  /** All variables, in the order in which they were made. */
  all(): readonly Variable[] {
    return [...this.#stored.values()].map(({ variable }) => variable);
  }

  /** The same by what they are for. */
  ofRole(role: Role): readonly Variable[] {
    return [...this.#stored.values()].flatMap((stored) => (stored.role === role ? [stored.variable] : []));
  }

  /** What a finished model keeps under a name: the running average of a weight where there is one. */
  finished(name: string): Tensor {
    const stored = this.#stored.get(averageName(name)) ?? this.#stored.get(name);
    return stored?.value ?? bug(`no variable ${name}`);
  }

  /** Adds the writes of a step for some networks, each after all reads; of those that rest running averages alone. */
  writes(networks: ReadonlySet<string>, of: BatchPlace = 'last', resting?: ReadonlySet<string>): readonly GraphNode[] {
    // One node behind all reads, and not all reads before each write: those would be their product.
    const read = addEffect(this.builder.main, { op: 'NoOp', inputs: [], attributes: {}, control: this.#reads() });
    const before = new Map<Tensor, GraphNode>();
    return this.#pending
      .filter(({ network, by }) => by === of && networks.has(network))
      .filter(({ network, isAverage }) => isAverage === true || resting?.has(network) !== true)
      .map(({ handle, write }) => {
        const last = before.get(handle);
        const node = write(last ? [read, last] : [read]);
        before.set(handle, node);
        return node;
      });
  }

  /** Assignments of the start values. */
  initialize(): readonly GraphNode[] {
    return [...this.#stored.values()].map((stored) =>
      assignVariable(stored.variable, this.#initialValue(stored), this.builder),
    );
  }

  #assign(variable: Variable, value: Tensor, by: BatchPlace = 'last', isAverage = false): void {
    const write = (control: readonly GraphNode[]) => assignVariable(variable, value, this.builder, control);
    this.#pending.push({ network: networkOf(variable), by, handle: variable.handle, write, isAverage });
  }

  #get(name: string, shape: readonly number[], initializer: Initializer, role: Role, stream = name): Stored {
    const known = this.#stored.get(name);
    if (known) {
      if (known.variable.shape.join() !== shape.join()) bug(`${name} has two shapes`);
      return known;
    }
    const variable = makeVariable(this.builder, name, { shape, dtype: 'float32' });
    const value = readVariable(variable, this.builder, { name: readName(name) });
    const stored = { variable, value, initializer, stream, role };
    this.#stored.set(name, stored);
    return stored;
  }

  // State that only the optimiser touches needs no read here: a read would race with its update.
  #reads(): readonly GraphNode[] {
    return [...this.#stored.values()].flatMap(({ value, role }) => (role === 'optimizer' ? [] : [value.node]));
  }

  #initialValue({ variable: { name, shape }, initializer, stream }: Stored): Tensor {
    const { builder } = this;
    return builder.scope(`initialize/${name}`, () => {
      const state = randomState(builder, this.seed, `initialize/${stream}`, {});
      switch (initializer.kind) {
        case 'zeros':
          return filled(builder, shape, 0);
        case 'ones':
          return filled(builder, shape, 1);
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

function averageName(weight: string): string {
  return `${weight}/average`;
}

function networkOf({ name }: Variable): string {
  return name.split('/')[0] ?? name;
}

/** What a part of a layer is called in a file. */
export function tensorName(layer: string, { part }: StoredPart): string {
  return `${layer}.${part}`;
}

/** The shape of a weight as the file has it. */
export function shapeInFile({ variable: { shape }, stored }: StartingVariable): readonly number[] {
  const { axes } = stored.part;
  return axes === undefined ? shape : shape.map((_, axis) => shape[axes.indexOf(axis)] ?? 0);
}
