// A network applied to tensors: its operations one after the other. The same walk serves training,
// inference and the check of shapes; only the scope differs.

import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { Flow, FlowNode, NamedValue, NetworkModel, NetworkTraining } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { GraphNode, Tensor } from '../../graph/ir/tensor.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { greater } from '../../graph/primitives/greater.ts';
import type { FlowReference, OperationCall } from '../../ops/core/call.ts';
import type { LayerScope, StoredPart } from '../../ops/core/scopes.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { operationFor } from '../../ops/table.ts';
import { type Application, type Applications, inputShapes } from './applications.ts';
import { AlreadyReported, emitGuarded, failUse, plainScope, unlessReported } from './emission-error.ts';
import { type FrozenLayers, frozenLayers, isTakenOnce } from './frozen-layers.ts';
import { type InputStory, tellInputs } from './input-story.ts';
import { randomState } from './random-streams.ts';
import { oneHot, type SampleCategories } from './sample-categories.ts';
import { emitScheduled } from './schedules.ts';
import { type SharedRows, withKnownRows } from './shared-rows.ts';
import type { StoredWeight, WeightForm, Weights } from './weights.ts';

export interface NetworkContext {
  readonly builder: GraphBuilder;
  readonly weights: Weights;
  readonly training: boolean;
  readonly seed: number;
  /** The step and the number of the batch: int32 scalars; undefined in inference, where nothing is drawn. */
  readonly step: Tensor | undefined;
  readonly draw: Tensor | undefined;
  readonly initialDeviation: number;
  /** Of the samples that networks are applied to; undefined where no network asks for it. */
  readonly categories?: SampleCategories | undefined;
  readonly applications: Applications;
  /** Makes of a frozen layer's result, and of what the layer works on, something cheaper that is equal; absent: nothing. */
  readonly foldFrozen?: (result: Tensor, before: Tensor) => Tensor;
  /** Rows that samples have in common; undefined where none do, or nobody asks. */
  readonly shared?: SharedRows;
  /** How networks learn; undefined where only shapes matter. */
  readonly learning?: readonly NetworkTraining[];
  /** Steps of the whole training: for networks that rest at some of them. */
  readonly steps?: number;
  /** Inside a network: true at steps at which it rests. */
  readonly resting?: Tensor | undefined;
  /** Inside a network: how it learns, and which of its layers do not. */
  readonly own?: NetworkTraining | undefined;
  readonly isFrozen?: FrozenLayers | undefined;
  /** Of the calls of networks that lead here. */
  readonly callers?: readonly Span[];
  /** In front of the names of random numbers: the calls of networks that lead here. */
  readonly stream?: string;
  /** Inside a network: which of its passes. */
  readonly pass?: Application;
  /** Told of every operation with its result: for the plan. */
  readonly observe?: (node: FlowNode, emitted: Emitted) => void;
  /** Which size of the image would fit, where a side does not divide. */
  readonly fittingSize?: (mistake: 'indivisible-side' | 'kernel-too-large') => string | undefined;
  /** Takes what does not fit; without one, a misfit is a bug, since the check has passed. */
  readonly reporter?: Reporter;
}

/** What an operation became in the graph. */
export interface Emitted {
  readonly inputs: readonly Tensor[];
  readonly result: Tensor;
  readonly nodes: readonly GraphNode[];
}

/** The values of a network by name; those after a misfit are missing. `span`: who applies it, if not the network itself. */
export function applyNetwork(
  network: NetworkModel,
  inputs: ReadonlyMap<string, Tensor>,
  context: NetworkContext,
  span: Span = network.span,
): ReadonlyMap<string, Tensor> {
  const pass = { network, inputs: network.inputs.flatMap(({ name }) => inputs.get(name) ?? []), span };
  const { applications } = context;
  applications.begin(pass);
  const own = context.learning?.find((training) => training.network === network.name);
  const inner = { ...context, pass, own };
  const values = withKnownRows(inner, (given) => emitPass(pass, given, inner)) ?? emitPass(pass, pass.inputs, inner);
  applications.end(pass, values);
  return values;
}

// `tensors`: one for each input of the network.
function emitPass(
  { network }: Application,
  tensors: readonly Tensor[],
  around: NetworkContext,
): ReadonlyMap<string, Tensor> {
  const { own } = around;
  const inputs = new Map(network.inputs.flatMap(({ name }, i) => (tensors[i] ? [[name, tensors[i]] as const] : [])));
  const resting = own && emitResting(own, around);
  const context = { ...around, own, resting, isFrozen: own && frozenLayers(network, own) };
  const like = tensors[0] ?? bug(`the network ${network.name} has no input`);
  const given = (reference: FlowReference) => (reference.from === 'given' ? inputs.get(reference.name) : undefined);
  const results = runFlow(network.flow, given, context, like, network.values);
  const values = new Map<string, Tensor>();
  for (const { name, reference } of network.values) {
    const value = reference.from === 'node' ? results[reference.node] : given(reference);
    if (value) values.set(name, value);
  }
  return values;
}

// Made at each pass, and the same in all: a comparison of two numbers.
function emitResting({ rests }: NetworkTraining, context: NetworkContext): Tensor | undefined {
  const { builder, step, steps, training, reporter } = context;
  if (rests === undefined || !training || step === undefined || steps === undefined) return undefined;
  return unlessReported(() => greater(emitScheduled(builder, rests, cast(step, 'float32'), steps, reporter), 0.5));
}

/** The result of each operation of a flow of layers; undefined after a misfit. `values`: what has a name in it. */
export function runFlow(
  flow: Flow,
  given: (reference: FlowReference) => Tensor | undefined,
  context: NetworkContext,
  like: Tensor,
  values: readonly NamedValue[] = [],
): readonly (Tensor | undefined)[] {
  const results: (Tensor | undefined)[] = [];
  for (const node of flow.nodes) {
    const inputs = node.call.inputs.map((reference) =>
      reference.from === 'node' ? results[reference.node] : given(reference),
    );
    const known = inputs.filter((input) => input !== undefined);
    const { nodes } = context.builder.current;
    const start = nodes.length;
    const result =
      known.length === inputs.length
        ? emitLayer(
            node,
            known,
            context,
            like,
            () => ({
              ...tellInputs(node, known, flow, results, values),
              ...(context.fittingSize ? { fittingSize: context.fittingSize } : {}),
            }),
            foldingOf(flow, node, context),
          )
        : undefined;
    if (result) context.observe?.(node, { inputs: known, result, nodes: nodes.slice(start) });
    results.push(result);
  }
  return results;
}

// Undefined where the layer learns, or where others need what it works on as well.
function foldingOf(flow: Flow, { call }: FlowNode, { isFrozen, foldFrozen }: NetworkContext) {
  return isFrozen?.(call.path) === true && isTakenOnce(flow, call.inputs[0]) ? foldFrozen : undefined;
}

function emitLayer(
  node: FlowNode,
  inputs: readonly Tensor[],
  context: NetworkContext,
  like: Tensor,
  story: () => InputStory,
  fold: NetworkContext['foldFrozen'],
): Tensor | undefined {
  const { builder, reporter, callers = [] } = context;
  const call = callers.length === 0 ? node.call : { ...node.call, callers: [...callers, ...node.call.callers] };
  const { path } = call;
  const operation = operationFor(call, 'layer');
  const [before] = inputs;
  return unlessReported(() =>
    emitGuarded(reporter, call, story, () =>
      builder.scope(path, () => {
        const result = operation.emit(layerScope(call, context, like), inputs, settingsOf(call));
        return fold && before ? fold(result, before) : result;
      }),
    ),
  );
}

function layerScope(call: OperationCall, context: NetworkContext, like: Tensor): LayerScope {
  const { builder, weights, training, seed, draw, initialDeviation, categories, stream = '' } = context;
  const { path } = call;
  const { own } = context;
  const isFixed = context.isFrozen?.(path) ?? false;
  const formOf = (part: StoredPart | undefined): WeightForm => ({
    isFrozen: isFixed,
    stored: own && storedWeight(call, own, part),
  });
  const sound = (name: string, shape: readonly number[]) => {
    checkUse(`${path}/${name}`, shape, context);
    return `${path}/${name}`;
  };
  return {
    ...plainScope(builder),
    training: training && !isFixed,
    resting: context.resting,
    like,
    initializer: { kind: 'normal', deviation: initialDeviation },
    weight: (name, shape, initial, part) => weights.weight(sound(name, shape), shape, initial, formOf(part)),
    state: (name, shape, initial, part) => weights.state(sound(name, shape), shape, initial, formOf(part)),
    category: () => oneHot(builder, categories ?? bug(`${path}: samples without category`)),
    random: (name) => randomState(builder, seed, `${stream}${path}/${name}`, { step: draw }),
    apply: (network, value, inputs) => applyOther(context.applications.named(network), value, inputs, call, context),
  };
}

function storedWeight(
  call: OperationCall,
  { network, start }: NetworkTraining,
  part: StoredPart | undefined,
): StoredWeight | undefined {
  const { weights } = call.settings;
  if (start === undefined || part === undefined) return undefined;
  return { network, call, layer: weights?.kind === 'text' ? weights.value : '', part };
}

// A network that is called. What it misses has been told where it was first missed.
function applyOther(
  network: NetworkModel,
  value: string,
  inputs: readonly Tensor[],
  { path, span, callers }: OperationCall,
  context: NetworkContext,
): Tensor {
  const { applications, stream = '' } = context;
  const known = applications.valuesFor(network, inputs);
  if (known === undefined && applications.hasFailed({ network, inputs, span })) throw new AlreadyReported();
  const given = new Map(
    network.inputs.map(({ name }, i) => [name, inputs[i] ?? bug(`${network.name} misses ${name}`)]),
  );
  const inner = { ...context, callers: [...callers, span], stream: `${stream}${path}/` };
  const values = known ?? applyNetwork(network, given, inner, callers[0] ?? span);
  const found = values.get(value);
  if (found === undefined && context.reporter === undefined) bug(`no value ${network.name}.${value}`);
  if (found === undefined) throw new AlreadyReported();
  return found;
}

// The weights of a network are made for its first pass: another one must fit them.
function checkUse(name: string, shape: readonly number[], { weights, applications, pass }: NetworkContext): void {
  const made = weights.shapeOf(name);
  if (made === undefined || made.join() === shape.join() || pass === undefined) return;
  const first = applications.first(pass.network.name) ?? pass;
  const parameters = { name: pass.network.name, first: inputShapes(first), found: inputShapes(pass) };
  failUse(parameters, { message: `${parameters.first} here`, span: first.span });
}
