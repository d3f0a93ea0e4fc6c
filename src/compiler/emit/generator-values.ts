// The networks that are no discriminators, applied to what a sample shows, each after those that it
// takes values of.
import { bug } from '../../diagnostics/outside-error.ts';
import type { NetworkInput, NetworkModel } from '../../dsl/model/model.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import type { Batch } from './batch.ts';
import { applyNetwork, type NetworkContext } from './network-emitter.ts';
import type { NetworkValues } from './objectives.ts';

/** What a network can take of the samples; without a mask where nobody knows it. */
export interface SampleTensors {
  readonly seen: Tensor;
  readonly clean: Tensor;
  readonly mask: Tensor | undefined;
}

/** The normal image is the clean one. */
export function sampleOf({ image, seen, mask }: Batch): SampleTensors {
  return { seen, clean: image, mask };
}

/** Values by network, then by name. Networks stand in the order of their needs. */
export function applyGenerators(
  networks: readonly NetworkModel[],
  sample: SampleTensors,
  context: NetworkContext,
): NetworkValues {
  const values = new Map<string, ReadonlyMap<string, Tensor>>();
  for (const network of networks) {
    if (network.role !== 'generator' || network.inputs.some(({ source }) => source.from === 'call')) continue;
    const inputs = new Map<string, Tensor>();
    for (const { name, source } of network.inputs) {
      const value = tensorOf(source, sample, values);
      if (value) inputs.set(name, value);
      else if (context.reporter === undefined) bug(`${network.name} misses ${name}`);
    }
    if (inputs.size > 0 && inputs.size === network.inputs.length)
      values.set(network.name, applyNetwork(network, inputs, context));
  }
  return values;
}

function tensorOf(source: NetworkInput['source'], sample: SampleTensors, values: NetworkValues): Tensor | undefined {
  if (source.from === 'network') return values.get(source.network)?.get(source.value);
  return source.from === 'loss' || source.from === 'call' ? undefined : sample[source.from];
}
