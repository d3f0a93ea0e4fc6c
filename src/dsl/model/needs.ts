// Which networks are needed for some values: those that have them, and those whose values these take in turn.
import type { FlowReference } from '../../ops/core/call.ts';
import type { EvaluateSettings, NetworkModel } from './model.ts';

/** `networks` stand in the order of their needs. `names`: those that are needed whatever the values. */
export function neededNetworks(
  networks: readonly NetworkModel[],
  values: Iterable<FlowReference>,
  names: Iterable<string> = [],
): ReadonlySet<string> {
  const needed = new Set(names);
  for (const value of values) if (value.from === 'network') needed.add(value.network);
  // One pass from the end reaches all.
  for (const { name, inputs } of networks.toReversed()) {
    if (!needed.has(name)) continue;
    for (const { source } of inputs) if (source.from === 'network') needed.add(source.network);
  }
  return needed;
}

/** What a finished model computes. */
export function predictedValues({ map, score }: EvaluateSettings): readonly FlowReference[] {
  return [{ from: 'network', ...map }, ...score.inputs];
}
