// The networks that are no discriminators, applied to what a sample shows, each after those that it
// takes values of.
import { bug } from '../../diagnostics/outside-error.ts';
import type { NetworkModel } from '../../dsl/model/model.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { applyNetwork, type NetworkContext } from './network-emitter.ts';
import type { NetworkValues } from './objectives.ts';

/** Values by network, then by name. Networks stand in the order of their needs. */
export function applyGenerators(
  networks: readonly NetworkModel[],
  seen: Tensor,
  context: NetworkContext,
): NetworkValues {
  const values = new Map<string, ReadonlyMap<string, Tensor>>();
  for (const network of networks) {
    if (network.role !== 'generator') continue;
    const inputs = new Map<string, Tensor>();
    for (const { name, source } of network.inputs) {
      const value = source.from === 'network' ? values.get(source.network)?.get(source.value) : seen;
      if (value) inputs.set(name, value);
      else if (context.reporter === undefined) bug(`${network.name} misses ${name}`);
    }
    if (inputs.size > 0 && inputs.size === network.inputs.length)
      values.set(network.name, applyNetwork(network, inputs, context));
  }
  return values;
}
