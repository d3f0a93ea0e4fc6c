// A frozen network on pictures of which it has seen some before: normal samples are the same in `image` and in `seen`. It
// treats each sample by itself, so what it gave for those is used again, and it works on the others alone.
import type { NetworkModel, NetworkTraining } from '../../dsl/model/model.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { appliedNetwork, operationFor } from '../../ops/table.ts';
import type { Application, Applications } from './applications.ts';
import type { Batch } from './batch.ts';

/** Tensors whose first rows are equal. */
export interface SharedRows {
  readonly tensors: readonly Tensor[];
  readonly count: number;
}

/** What `image` and `seen` have in common. */
export function sharedRows({ image, seen }: Pick<Batch, 'image' | 'seen'>, normal: number): SharedRows {
  return { tensors: [image, seen], count: normal };
}

interface Asked {
  readonly pass: Application;
  readonly own: NetworkTraining | undefined;
  readonly applications: Applications;
  readonly shared?: SharedRows;
}

type Values = ReadonlyMap<string, Tensor>;

/** The values of a network for all rows, where it has been applied to the first ones; `apply`: to the others. */
export function withKnownRows(asked: Asked, apply: (inputs: readonly Tensor[]) => Values): Values | undefined {
  const { own, applications, shared } = asked;
  const { network, inputs } = asked.pass;
  if (shared === undefined || shared.count === 0 || own?.frozen !== 'all' || !treatsSamplesAlone(network))
    return undefined;
  const { count } = shared;
  const isAlike = (a: Tensor, b: Tensor | undefined) =>
    a === b || (b !== undefined && [a, b].every((tensor) => shared.tensors.includes(tensor)));
  const known = applications.valuesWhere(network, (others) => inputs.every((input, i) => isAlike(input, others[i])));
  if (known === undefined || inputs.every((input) => dimension(input, 0) === count)) return known;
  const rest = (tensor: Tensor) => slice(tensor, { axis: 0, start: count, size: dimension(tensor, 0) - count });
  const others = apply(inputs.map(rest));
  const joined = network.values.flatMap(({ name }) => {
    const [first, other] = [known.get(name), others.get(name)];
    // A number is one for all samples.
    if (first && dimension(first, 0) === 1) return [[name, first] as const];
    const before = first && slice(first, { axis: 0, start: 0, size: count });
    return before && other ? [[name, concat([before, other], 0)] as const] : [];
  });
  return new Map(joined);
}

// A frozen network draws nothing, and normalises by what it has stored.
function treatsSamplesAlone({ flow }: NetworkModel): boolean {
  return flow.nodes.every(({ call }) => {
    const { name } = operationFor(call, 'layer');
    return name !== appliedNetwork.name && name !== 'category';
  });
}
