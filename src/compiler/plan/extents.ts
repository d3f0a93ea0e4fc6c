// Between which numbers the values of networks surely lie: each layer's own rule, one after the other.
import type { Flow, Model, NetworkModel } from '../../dsl/model/model.ts';
import { valueNamed } from '../../dsl/model/model.ts';
import type { FlowReference } from '../../ops/core/call.ts';
import { type Extent, extent, unknownExtent } from '../../ops/core/extent.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { operationFor } from '../../ops/table.ts';

export class Extents {
  readonly #networks = new Map<string, readonly Extent[]>();
  /** What is given: the same picture is the same value wherever it is named. */
  readonly #given: ReadonlyMap<string, Extent>;

  constructor(readonly model: Pick<Model, 'data' | 'networks'>) {
    const [black, white] = model.data.range;
    this.#given = new Map([
      ['image', extent(black, white)],
      ['seen', extent(black, white)],
      ['mask', extent(0, 1)],
    ]);
    // Networks stand in the order of their needs.
    for (const network of model.networks) {
      if (network.role === 'generator') this.#networks.set(network.name, this.#along(network.flow, network));
    }
  }

  ofValue(network: string, value: string): Extent {
    const owner = this.model.networks.find(({ name }) => name === network);
    const reference = owner && valueNamed(owner, value);
    return reference === undefined ? unknownExtent : this.#of(reference, this.#networks.get(network) ?? [], owner);
  }

  /** Of the inputs of a loss, whose line has a flow of its own. */
  ofInputs(inputs: readonly FlowReference[], flow: Flow): readonly Extent[] {
    const results = this.#along(flow);
    return inputs.map((input) => this.#of(input, results));
  }

  #along({ nodes }: Flow, network?: NetworkModel): readonly Extent[] {
    const results: Extent[] = [];
    for (const { call } of nodes) {
      const rule = operationFor(call, 'layer').extent;
      const inputs = rule && call.inputs.map((input) => this.#of(input, results, network));
      results.push(inputs && rule ? rule(inputs, settingsOf(call)) : { ...unknownExtent });
    }
    return results;
  }

  #of(reference: FlowReference, results: readonly Extent[], network?: NetworkModel): Extent {
    if (reference.from === 'node') return results[reference.node] ?? unknownExtent;
    if (reference.from === 'network') return this.ofValue(reference.network, reference.value);
    if (reference.from !== 'given') return unknownExtent;
    if (network === undefined) return this.#given.get(reference.name) ?? unknownExtent;
    const source = network.inputs.find(({ name }) => name === reference.name)?.source;
    if (source?.from === 'network') return this.ofValue(source.network, source.value);
    return (source && this.#given.get(source.from)) ?? unknownExtent;
  }
}
