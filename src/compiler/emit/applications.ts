// The networks of a model, and how often each has been applied in one graph. A call with tensors that a network has had
// before is the same pass; weights that fit one use and not another are told by the first.
import { bug } from '../../diagnostics/outside-error.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { NetworkModel } from '../../dsl/model/model.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { sampleShape } from '../../ops/core/checks.ts';

/** One pass of a network. */
export interface Application {
  readonly network: NetworkModel;
  /** In the order of its inputs. */
  readonly inputs: readonly Tensor[];
  /** The call, or the network itself where it works on its own inputs. */
  readonly span: Span;
}

export class Applications {
  readonly #passes = new Map<string, Application[]>();
  readonly #values = new Map<Application, ReadonlyMap<string, Tensor>>();
  /** Where something did not fit, by network and shapes: it is told once. */
  readonly #failed = new Set<string>();

  constructor(readonly networks: readonly NetworkModel[]) {}

  named(name: string): NetworkModel {
    return this.networks.find((network) => network.name === name) ?? bug(`no network ${name}`);
  }

  /** What a network gave for these very tensors. */
  valuesFor(network: NetworkModel, inputs: readonly Tensor[]): ReadonlyMap<string, Tensor> | undefined {
    return this.valuesWhere(network, (known) => known.every((tensor, i) => tensor === inputs[i]));
  }

  /** What it gave for the first tensors that are `alike`. */
  valuesWhere(
    network: NetworkModel,
    alike: (inputs: readonly Tensor[]) => boolean,
  ): ReadonlyMap<string, Tensor> | undefined {
    const passes = this.#passes.get(network.name) ?? [];
    const found = passes.find(({ inputs }) => alike(inputs));
    return found && this.#values.get(found);
  }

  /** The first pass of a network: its weights were made for that. */
  first(network: string): Application | undefined {
    return this.#passes.get(network)?.[0];
  }

  begin(pass: Application): void {
    const { name } = pass.network;
    this.#passes.set(name, [...(this.#passes.get(name) ?? []), pass]);
  }

  end(pass: Application, values: ReadonlyMap<string, Tensor>): void {
    this.#values.set(pass, values);
    if (values.size < pass.network.values.length) this.#failed.add(keyOf(pass));
  }

  hasFailed(pass: Application): boolean {
    return this.#failed.has(keyOf(pass));
  }
}

/** `32 x 32 x 3`, or several with `and`. */
export function inputShapes({ inputs }: Application): string {
  return inputs.map(({ shape }) => sampleShape(shape)).join(' and ');
}

function keyOf(pass: Application): string {
  return `${pass.network.name} ${inputShapes(pass)}`;
}
