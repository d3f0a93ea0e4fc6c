// Which networks are needed for some values: those that have them and those whose values these take in turn, and those that
// any of them calls like a function.
import type { FlowReference, OperationCall } from '../../ops/core/call.ts';
import { appliedBy } from '../../ops/core/setting.ts';
import type { EvaluateSettings, Flow, NetworkModel, Term } from './model.ts';

export interface Needs {
  /** On inputs of their own: whose values are taken by name. */
  readonly applied: ReadonlySet<string>;
  /** On what a call gives them, or a loss. */
  readonly called: ReadonlySet<string>;
}

/** `networks` stand in the order of their needs. `called`: what is called by others than networks. */
export function neededNetworks(
  networks: readonly NetworkModel[],
  values: Iterable<FlowReference>,
  called: Iterable<string> = [],
): Needs {
  const needs = { applied: new Set<string>(), called: new Set(called) };
  for (const value of values) if (value.from === 'network') needs.applied.add(value.network);
  // One pass from the end reaches all.
  for (const { name, inputs, flow } of networks.toReversed()) {
    const isApplied = needs.applied.has(name);
    if (isApplied) for (const { source } of inputs) if (source.from === 'network') needs.applied.add(source.network);
    if (isApplied || needs.called.has(name)) for (const other of calledIn(flow)) needs.called.add(other);
  }
  return needs;
}

/** What the lines of a loss need. */
export function neededByLoss(loss: readonly Term[]): {
  readonly values: readonly FlowReference[];
  readonly called: readonly string[];
} {
  const settings = loss.flatMap(({ parts }) => parts.flatMap(({ call }) => Object.values(call.settings)));
  const judges = settings.flatMap((setting) => (setting.kind === 'network' ? [setting.value] : []));
  const examples = settings.flatMap((setting) => (setting.kind === 'examples' ? setting.value.tensors : []));
  const calls = loss.flatMap(({ parts, flow }) => [...parts, ...flow.nodes].map(({ call }) => call));
  return {
    values: [...calls.flatMap(({ inputs }) => inputs), ...examples.map(({ reference }) => reference)],
    called: [...judges, ...loss.flatMap(({ flow }) => calledIn(flow))],
  };
}

/** What a finished model computes. */
export function predictedValues({ map, score, scoreFlow }: EvaluateSettings): readonly FlowReference[] {
  const inside = scoreFlow?.nodes.flatMap(({ call }) => call.inputs) ?? [];
  return [{ from: 'network', ...map }, ...score.inputs, ...inside];
}

/** The networks that a flow calls. */
export function calledIn({ nodes }: Flow): readonly string[] {
  return nodes.flatMap(({ call }: { readonly call: OperationCall }) => appliedBy(call)?.network ?? []);
}
