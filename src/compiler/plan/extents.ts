// Between which numbers the values of networks surely lie: each layer's own rule, one after the other.
import type { Flow, Model, NetworkModel } from '../../dsl/model/model.ts';
import { valueNamed } from '../../dsl/model/model.ts';
import type { FlowReference, OperationCall } from '../../ops/core/call.ts';
import { type Extent, extent, unknownExtent } from '../../ops/core/extent.ts';
import { appliedBy, settingsOf } from '../../ops/core/setting.ts';
import { formatNumber } from '../../ops/core/value.ts';
import { operationFor } from '../../ops/table.ts';

/** One end of an extent, in messages. */
export function shownEnd(value: number): string {
  return formatNumber(Number(value.toPrecision(4)), 'none');
}

type Inputs = ReadonlyMap<string, Extent>;

export class Extents {
  readonly #networks = new Map<string, readonly Extent[]>();
  /** What is given: the same picture is the same value wherever it is named. */
  readonly #given: ReadonlyMap<string, Extent>;

  constructor(readonly model: Pick<Model, 'data' | 'networks'>) {
    const [black, white] = model.data.range;
    const image = extent(black, white);
    this.#given = new Map([
      ['image', image],
      ['clean', image],
      ['seen', extent(black, white)],
      ['mask', extent(0, 1)],
    ]);
    // Networks stand in the order of their needs.
    for (const network of model.networks) {
      if (network.role !== 'generator') continue;
      this.#networks.set(network.name, this.#along(network.flow, this.#inputsOf(network)));
    }
  }

  ofValue(network: string, value: string): Extent {
    const owner = this.#named(network);
    return owner === undefined
      ? unknownExtent
      : this.#valueOf(owner, value, this.#networks.get(network) ?? [], this.#inputsOf(owner));
  }

  /** Of the inputs of a loss, whose line has a flow of its own. */
  ofInputs(inputs: readonly FlowReference[], flow: Flow): readonly Extent[] {
    const results = this.#along(flow, this.#given);
    return inputs.map((input) => this.#of(input, results, this.#given));
  }

  #named(network: string): NetworkModel | undefined {
    return this.model.networks.find(({ name }) => name === network);
  }

  // Of a network by itself: what calls give is unknown.
  #inputsOf({ inputs }: NetworkModel): Inputs {
    return new Map(
      inputs.flatMap(({ name, source }) => {
        const own =
          source.from === 'network' ? this.ofValue(source.network, source.value) : this.#given.get(source.from);
        return own ? [[name, own]] : [];
      }),
    );
  }

  #valueOf(network: NetworkModel, value: string, results: readonly Extent[], given: Inputs): Extent {
    const reference = valueNamed(network, value);
    return reference === undefined ? unknownExtent : this.#of(reference, results, given);
  }

  #along({ nodes }: Flow, given: Inputs): readonly Extent[] {
    const results: Extent[] = [];
    for (const { call } of nodes) {
      const inputs = call.inputs.map((input) => this.#of(input, results, given));
      results.push(
        this.#applied(call, inputs) ??
          operationFor(call, 'layer').extent?.(inputs, settingsOf(call)) ?? { ...unknownExtent },
      );
    }
    return results;
  }

  // A network that is called, on what it is called with.
  #applied(call: OperationCall, inputs: readonly Extent[]): Extent | undefined {
    const applied = appliedBy(call);
    const network = applied && this.#named(applied.network);
    if (applied === undefined || network === undefined) return undefined;
    const given = new Map(network.inputs.map(({ name }, i) => [name, inputs[i] ?? unknownExtent]));
    return this.#valueOf(network, applied.value, this.#along(network.flow, given), given);
  }

  #of(reference: FlowReference, results: readonly Extent[], given: Inputs): Extent {
    if (reference.from === 'node') return results[reference.node] ?? unknownExtent;
    if (reference.from === 'network') return this.ofValue(reference.network, reference.value);
    return (reference.from === 'given' ? given.get(reference.name) : undefined) ?? unknownExtent;
  }
}
