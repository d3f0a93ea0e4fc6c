// A network applied to tensors: its operations one after the other. The same walk serves training,
// inference and the check of shapes; only the scope differs.

import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import type { Flow, FlowNode, NamedValue, NetworkModel } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { GraphNode, Tensor } from '../../graph/ir/tensor.ts';
import type { FlowReference } from '../../ops/core/call.ts';
import type { LayerScope } from '../../ops/core/scopes.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { operationFor } from '../../ops/table.ts';
import { emitGuarded, plainScope, unlessReported } from './emission-error.ts';
import { type InputStory, tellInputs } from './input-story.ts';
import { randomState } from './random-streams.ts';
import { oneHot, type SampleCategories } from './sample-categories.ts';
import type { Weights } from './weights.ts';

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
  /** Told of every operation with its result: for the plan. */
  readonly observe?: (node: FlowNode, emitted: Emitted) => void;
  /** Which size of the image would fit, where a side does not divide. */
  readonly fittingSize?: () => string | undefined;
  /** Takes what does not fit; without one, a misfit is a bug, since the check has passed. */
  readonly reporter?: Reporter;
}

/** What an operation became in the graph. */
export interface Emitted {
  readonly inputs: readonly Tensor[];
  readonly result: Tensor;
  readonly nodes: readonly GraphNode[];
}

/** The values of a network by name; those after a misfit are missing. */
export function applyNetwork(
  network: NetworkModel,
  inputs: ReadonlyMap<string, Tensor>,
  context: NetworkContext,
): ReadonlyMap<string, Tensor> {
  const like = [...inputs.values()][0] ?? bug(`the network ${network.name} has no input`);
  const given = (reference: FlowReference) => (reference.from === 'given' ? inputs.get(reference.name) : undefined);
  const results = runFlow(network.flow, given, context, like, network.values);
  const values = new Map<string, Tensor>();
  for (const { name, reference } of network.values) {
    const value = reference.from === 'node' ? results[reference.node] : given(reference);
    if (value) values.set(name, value);
  }
  return values;
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
        ? emitLayer(node, known, context, like, () => ({
            ...tellInputs(node, known, flow, results, values),
            ...(context.fittingSize ? { fittingSize: context.fittingSize } : {}),
          }))
        : undefined;
    if (result) context.observe?.(node, { inputs: known, result, nodes: nodes.slice(start) });
    results.push(result);
  }
  return results;
}

function emitLayer(
  node: FlowNode,
  inputs: readonly Tensor[],
  context: NetworkContext,
  like: Tensor,
  story: () => InputStory,
): Tensor | undefined {
  const { path } = node.call;
  const operation = operationFor(node.call, 'layer');
  const { builder, reporter } = context;
  return unlessReported(() =>
    emitGuarded(reporter, node.call, story, () =>
      builder.scope(path, () => operation.emit(layerScope(path, context, like), inputs, settingsOf(node.call))),
    ),
  );
}

function layerScope(path: string, context: NetworkContext, like: Tensor): LayerScope {
  const { builder, weights, training, seed, draw, initialDeviation, categories } = context;
  return {
    ...plainScope(builder),
    training,
    like,
    initializer: { kind: 'normal', deviation: initialDeviation },
    weight: (name, shape, initializer) => weights.weight(`${path}/${name}`, shape, initializer),
    state: (name, shape, initial) => weights.state(`${path}/${name}`, shape, initial),
    category: () => oneHot(builder, categories ?? bug(`${path}: samples without category`)),
    random: (name) => randomState(builder, seed, `${path}/${name}`, { step: draw }),
  };
}
