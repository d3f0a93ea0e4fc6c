// Runs one primitive's examples in one session, and beside it the oracles: everything that the contract compares.
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import type { Tensor, TensorType } from '../../../src/graph/ir/tensor.ts';
import { type PrimitiveName, primitives } from '../../../src/graph/primitives/index.ts';
import type { Fetched } from '../../../src/runtime/session/session.ts';
import { type Differences, takeDifferences } from './differences.ts';
import type { Example, PrimitiveCase, Tf, Values } from './example.ts';
import { expectedValues, tfjsGradients } from './oracles.ts';
import { int32s } from './samples.ts';
import { type Feeds, feedOf, open, sampleInput } from './session.ts';
import { type Order, type Wired, wire } from './wiring.ts';

/** One example as it ran. */
export interface Measured {
  readonly example: Example;
  readonly expected: readonly Values[];
  /** The operation of the node whose outputs the example gives. */
  readonly op: string | undefined;
  readonly inferred: readonly TensorType[];
  readonly outputs: readonly Fetched[];
  readonly inBody: readonly Fetched[];
  /** Of each differentiated input; empty where there is none. */
  readonly first: readonly Slope[];
  readonly second: readonly Slope[];
}

/** One gradient by three ways. */
export interface Slope {
  readonly input: number;
  readonly ours: Values;
  readonly differences: Values | undefined;
  readonly tfjs: Values | undefined;
}

/** How often a primitive can be differentiated. */
export function orderOf(name: PrimitiveName, { onlyOnce }: PrimitiveCase): Order {
  if (primitives[name].definition.gradient === 'none') return 0;
  return onlyOnce === undefined ? 2 : 1;
}

/** Builds all examples of a primitive into one graph and runs it; throws what TensorFlow says against it. */
export function measure(tf: Tf, name: PrimitiveName, tested: PrimitiveCase): readonly Measured[] {
  const builder = new GraphBuilder();
  const chosen = int32s([], [1]);
  const at = { choose: sampleInput(builder, 'choose', chosen), order: orderOf(name, tested) };
  const wired = tested.examples.map((example, i) =>
    wire(builder, example, { ...at, name: `example${i}`, expected: expectedValues(tf, example) }),
  );
  const feeds = { choose: feedOf(chosen), ...feedsOf(wired) };
  const wanted = wired.flatMap(tensorsOf);
  const session = open(builder, wanted);
  try {
    const fetched = session.fetch(feeds, wanted);
    const values = new Map(wanted.map((tensor, i) => [tensor, fetched[i]]));
    const differences = takeDifferences(session, wired, feeds);
    return wired.map((entry) => summarize(tf, entry, (tensor) => fetchedOf(values, tensor), differences.get(entry)));
  } finally {
    session.dispose();
  }
}

function summarize(
  tf: Tf,
  { example, expected, outputs, read, inBody, derivative }: Wired,
  of: (tensor: Tensor) => Fetched,
  differences: Differences | undefined,
): Measured {
  const tfjs = derivative && tfjsGradients(tf, example, derivative);
  const slope = (ours: Tensor, i: number, by: readonly Values[] | undefined, oracle?: readonly Values[]): Slope => ({
    input: derivative?.wrt[i] ?? i,
    ours: of(ours),
    differences: by?.[i],
    tfjs: oracle?.[i],
  });
  return {
    example,
    expected,
    op: outputs[0]?.node.op,
    inferred: outputs,
    outputs: read.map(of),
    inBody: inBody.map(of),
    first: (derivative?.first ?? []).map(({ tensor }, i) => slope(tensor, i, differences?.first, tfjs)),
    second: (derivative?.second ?? []).map((tensor, i) => slope(tensor, i, differences?.second)),
  };
}

function feedsOf(wired: readonly Wired[]): Feeds {
  return Object.fromEntries(
    wired.flatMap(({ example, names }) => example.inputs.map((sample, i) => [names[i] ?? '', feedOf(sample)])),
  );
}

function tensorsOf({ read, inBody, derivative }: Wired): readonly Tensor[] {
  const first = derivative?.first.map(({ tensor }) => tensor) ?? [];
  return [...read, ...inBody, ...first, ...(derivative?.second ?? [])];
}

function fetchedOf(values: ReadonlyMap<Tensor, Fetched | undefined>, tensor: Tensor): Fetched {
  const value = values.get(tensor);
  if (value === undefined) throw new Error(`${tensor.node.name} was not fetched`);
  return value;
}
