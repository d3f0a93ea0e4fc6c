// All that can be said of a valid pipeline before it runs: tensors, costs, receptive fields, objectives,
// memory. Plain data, for `anoseg plan`; a check makes the tensors alone.
import { Reporter } from '../../diagnostics/diagnostic.ts';
import { showKeep } from '../../dsl/model/kept-weights.ts';
import { type Model, type NetworkModel, type NetworkTraining, trainingOf, valueNamed } from '../../dsl/model/model.ts';
import { type ReceptiveField, receptiveField } from '../../graph/analysis/receptive-field.ts';
import type { Shape, Tensor } from '../../graph/ir/tensor.ts';
import { showCall } from '../../ops/core/setting.ts';
import { emitNetworks, listTensors, type Plan } from './plan.ts';
import { costOfStep, type StepCost } from './plan-memory.ts';
import { type PlannedLine, planLines } from './plan-objectives.ts';
import type { Planned } from './planned.ts';

export interface PlanReport extends Plan {
  readonly networks: readonly PlannedNetwork[];
  readonly map: PlannedMap;
  readonly lines: readonly PlannedLine[];
  /** Samples in a batch. */
  readonly batch: { readonly normal: number; readonly synthetic: number };
  /** Batches in each update. */
  readonly accumulate: number;
  /** The rule by which weights are kept; undefined for the last ones. */
  readonly keep: string | undefined;
  readonly step: StepCost;
}

export interface PlannedNetwork {
  readonly name: string;
  readonly role: NetworkModel['role'];
  readonly inputs: readonly string[];
  readonly result: string;
  readonly parameters: number;
  /** Numbers that stay as they start. */
  readonly frozen: number;
  /** What they belong to: `none`, `all`, or the value up to which the network is frozen. */
  readonly frozenUpTo: string;
  /** Where its weights come from: `pretrained("…")`; undefined: they are drawn. */
  readonly start: string | undefined;
  /** For one sample. */
  readonly multiplyAdds: number;
  /** What one pixel of the result sees of the network's inputs; undefined where it sees none. */
  readonly receptiveField: ReceptiveField | undefined;
  readonly optimizer: string;
  /** The phase in which it is frozen: `phase(from: 20%)`; undefined for never. */
  readonly rests: string | undefined;
  readonly updates: number;
}

/** The anomaly map, by `network.value`. */
export interface PlannedMap {
  readonly name: string;
  readonly shape: Shape;
  /** What one of its pixels sees of the image, through all networks on the way. */
  readonly receptiveField: ReceptiveField | undefined;
}

/** The model must be valid: what does not fit is left out here without a word. */
export function reportPlan(model: Model): PlanReport {
  const planned = emitNetworks(model, new Reporter());
  const tensors = listTensors(planned);
  return {
    tensors,
    networks: model.networks.map((network) => planNetwork(network, tensors, planned)),
    map: planMap(planned),
    lines: planLines(planned),
    batch: { normal: model.train.normal, synthetic: model.train.synthetic },
    accumulate: model.train.accumulate,
    keep: model.train.keep && showKeep(model.train.keep),
    step: costOfStep(planned),
  };
}

function planNetwork(network: NetworkModel, tensors: Plan['tensors'], planned: Planned): PlannedNetwork {
  const { name, role, inputs, result } = network;
  const own = tensors.filter((tensor) => tensor.network === name);
  const { train } = planned.model;
  return {
    name,
    role,
    inputs: inputs.map((input) => input.name),
    result,
    parameters: own.reduce((sum, { parameters }) => sum + parameters, 0),
    frozen: own.reduce((sum, { frozen }) => sum + frozen, 0),
    frozenUpTo: trainingOf(train, name).frozen,
    start: startText(trainingOf(train, name)),
    multiplyAdds: own.reduce((sum, tensor) => sum + tensor.multiplyAdds, 0),
    receptiveField: fieldOf(network, planned),
    optimizer: showCall(trainingOf(train, name).optimizer),
    updates: trainingOf(train, name).updates,
    rests: restText(trainingOf(train, name)),
  };
}

function startText({ start }: NetworkTraining): string | undefined {
  return start && showCall(start);
}

function restText({ rests }: NetworkTraining): string | undefined {
  return rests && showCall(rests);
}

// Of the input that it sees most of.
function fieldOf(network: NetworkModel, planned: Planned): ReceptiveField | undefined {
  const result = tensorNamed(network, network.result, planned);
  if (result === undefined) return undefined;
  return largestField(result, givenTensors(network, planned));
}

function largestField(result: Tensor, inputs: readonly Tensor[]): ReceptiveField | undefined {
  const fields = inputs.flatMap((input) => receptiveField(result, input) ?? []);
  return fields.toSorted((a, b) => b.height * b.width - a.height * a.width)[0];
}

function tensorNamed(network: NetworkModel, name: string, { emitted }: Planned): Tensor | undefined {
  const reference = valueNamed(network, name);
  const path = reference?.from === 'node' ? network.flow.nodes[reference.node]?.call.path : undefined;
  return path === undefined ? undefined : emitted.get(path)?.result;
}

// The tensors that came in when the network was first applied.
function givenTensors({ flow }: NetworkModel, { emitted }: Planned): readonly Tensor[] {
  const found = flow.nodes.flatMap(({ call }) =>
    call.inputs.flatMap((reference, i) =>
      reference.from === 'given' ? (emitted.get(call.path)?.inputs[i] ?? []) : [],
    ),
  );
  return [...new Set(found)];
}

function planMap({ model, values, batch }: Planned): PlannedMap {
  const { network, value } = model.evaluate.map;
  const map = values.get(network)?.get(value);
  return {
    name: `${network}.${value}`,
    shape: map?.shape.slice(1) ?? [],
    // To a finished model both are the image.
    receptiveField: map && largestField(map, [batch.seen, batch.image]),
  };
}
