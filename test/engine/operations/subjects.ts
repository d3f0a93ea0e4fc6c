// Puts one use of an operation into a graph, through the compiler's own scopes: a layer as a network of one operation,
// a loss or a score by itself.

import { Applications } from '../../../src/compiler/emit/applications.ts';
import { plainScope } from '../../../src/compiler/emit/emission-error.ts';
import { applyNetwork, type NetworkContext } from '../../../src/compiler/emit/network-emitter.ts';
import { Weights } from '../../../src/compiler/emit/weights.ts';
import { Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import type { NetworkModel } from '../../../src/dsl/model/model.ts';
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { placeholder } from '../../../src/graph/ir/placeholder.ts';
import type { Tensor } from '../../../src/graph/ir/tensor.ts';
import { cast } from '../../../src/graph/primitives/cast.ts';
import { reshape } from '../../../src/graph/primitives/reshape.ts';
import { round } from '../../../src/graph/primitives/round.ts';
import { slice } from '../../../src/graph/primitives/slice.ts';
import type { FlowReference, OperationCall } from '../../../src/ops/core/call.ts';
import type { Layer, Loss, Operation, Score } from '../../../src/ops/core/operation.ts';
import type { LayerState } from '../../../src/ops/core/scopes.ts';
import type { Given, LayerCase, LossCase, ScoreCase } from './case.ts';

export type Tested = LayerCase | LossCase | ScoreCase;

/** An operation in a graph, with what it keeps: tensors by their names in the operation. */
export interface Emitted {
  readonly result: Tensor;
  readonly weights: ReadonlyMap<string, Tensor>;
  readonly state: ReadonlyMap<string, Tensor>;
  /** What the step makes of the state. */
  readonly next: ReadonlyMap<string, Tensor>;
}

/** Weights and state that are fed instead of kept in variables. */
class FedWeights extends Weights {
  readonly weights = new Map<string, Tensor>();
  readonly states = new Map<string, Tensor>();
  readonly next = new Map<string, Tensor>();

  override weight(name: string, shape: readonly number[]): Tensor {
    return this.#fed(this.weights, name, shape);
  }

  override state(name: string, shape: readonly number[]): LayerState {
    const value = this.#fed(this.states, name, shape);
    return { value, assign: (next) => this.next.set(name, next) };
  }

  #fed(known: Map<string, Tensor>, name: string, shape: readonly number[]): Tensor {
    const tensor = known.get(name) ?? placeholder(this.builder, name, { shape, dtype: 'float32' });
    known.set(name, tensor);
    return tensor;
  }
}

/** Adds uses of an operation to one graph. */
export class Emitter {
  readonly #weights: FedWeights;

  constructor(
    readonly builder: GraphBuilder,
    readonly operation: Tested['operation'],
    /** The step, int32 scalar; undefined in the graph that users run. */
    readonly step: Tensor | undefined,
    readonly reporter?: Reporter,
  ) {
    this.#weights = new FedWeights(builder, 1);
  }

  /** `name` tells the uses of a graph apart. Undefined where something did not fit and was reported. */
  emit(name: string, inputs: readonly Tensor[], settings: Given): Emitted | undefined {
    const { operation } = this;
    if (operation.kind === 'layer') return this.#layer(operation, name, inputs, settings);
    return { result: this.#plain(operation, inputs, settings), weights: none, state: none, next: none };
  }

  #plain(operation: Loss | Score, inputs: readonly Tensor[], settings: Given): Tensor {
    if (operation.kind === 'score') return operation.emit(inputs, settings);
    const step = this.step
      ? cast(this.step, 'float32')
      : placeholder(this.builder, 'time', { shape: [], dtype: 'float32' });
    const scope = { ...plainScope(this.builder), step, imageRange: [-1, 1], comparesImage: true } as const;
    return operation.emit(scope, inputs, settings);
  }

  #layer(operation: Layer, name: string, inputs: readonly Tensor[], settings: Given): Emitted | undefined {
    const names = inputs.map((_, i) => `input${i}`);
    const used = operation.inputs.length === 0 ? [] : names;
    const path = `${name}/${operation.name}`;
    const network = networkOf(name, names, callOf(operation, path, used, settings));
    const given = new Map(names.map((key, i) => [key, inputs[i] ?? missing(key)]));
    const result = applyNetwork(network, given, this.#context(inputs[0])).get('result');
    if (result === undefined) return undefined;
    const own = (tensors: ReadonlyMap<string, Tensor>) =>
      new Map(
        [...tensors].flatMap(([key, tensor]) =>
          key.startsWith(`${path}/`) ? [[key.slice(path.length + 1), tensor]] : [],
        ),
      );
    return {
      result,
      weights: own(this.#weights.weights),
      state: own(this.#weights.states),
      next: own(this.#weights.next),
    };
  }

  #context(first: Tensor | undefined): NetworkContext {
    const { builder, step, reporter } = this;
    const applications = new Applications([]);
    const common = { builder, weights: this.#weights, seed: 1, step, draw: step, initialDeviation: 0.02, applications };
    // Of three, the one that the input says.
    const asks = this.operation.name === 'category' && first !== undefined;
    const categories = asks ? { index: firstNumber(first), count: 3 } : undefined;
    return { ...common, categories, training: step !== undefined, ...(reporter ? { reporter } : {}) };
  }
}

/** The first number of each sample, rounded. */
function firstNumber(samples: Tensor): Tensor {
  const first = [1, 2, 3].reduce((tensor, axis) => slice(tensor, { axis, start: 0, size: 1 }), samples);
  return cast(round(reshape(first, [samples.shape[0] ?? null])), 'int32');
}

/** The codes that an operation reports for inputs of these shapes. */
export function reportedCodes(
  tested: Tested,
  shapes: readonly (readonly number[])[],
  settings: Given,
): readonly string[] {
  const builder = new GraphBuilder();
  const reporter = new Reporter();
  const step = placeholder(builder, 'step', { shape: [], dtype: 'int32' });
  const inputs = shapes.map((shape, i) => placeholder(builder, `fed${i}`, { shape, dtype: 'float32' }));
  const emitter = new Emitter(builder, tested.operation, step, reporter);
  try {
    emitter.emit('misfit', inputs, settings);
  } catch (error) {
    // A layer's misfit goes to the reporter by itself; that of a loss is thrown to its line.
    if (!(error instanceof Error && 'code' in error)) throw error;
    return [String(error.code)];
  }
  return reporter.diagnostics.map(({ code }) => code);
}

const none: ReadonlyMap<string, Tensor> = new Map();
const span = { source: new SourceFile('case', ' '), start: 0, end: 1 };

/** A call as an elaborated pipeline has it. */
export function callOf(
  operation: Operation,
  path: string,
  inputs: readonly string[],
  parameters: Given,
): OperationCall {
  const references = inputs.map((name): FlowReference => ({ from: 'given', name }));
  const settings = Object.fromEntries(
    Object.entries(operation.parameters).flatMap(([name, type]) =>
      parameters[name] === undefined ? [] : [[name, type.setting(parameters[name])]],
    ),
  );
  const { kind, name } = operation;
  return { kind, name, path, span, callers: [], inputs: references, settings, origins: {} };
}

function networkOf(name: string, inputs: readonly string[], call: OperationCall): NetworkModel {
  return {
    name,
    role: 'generator',
    inputs: inputs.map((input) => ({ name: input, source: { from: 'seen' }, span })),
    flow: { nodes: [{ call, result: 'tensor' }] },
    values: [{ name: 'result', reference: { from: 'node', node: 0, part: 'all' } }],
    result: 'result',
    span,
  };
}

function missing(what: string): never {
  throw new Error(`missing: ${what}`);
}
