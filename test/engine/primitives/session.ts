// The engine's session for tests: opens what was built, feeds samples, fetches any tensor.

import { loadBinding, type TensorFlowBinding } from '../../../src/engine/binding.ts';
import { cacheFolder } from '../../../src/engine/cache-folder.js';
import { findEngine } from '../../../src/engine/engine.ts';
import type { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { placeholder } from '../../../src/graph/ir/placeholder.ts';
import type { GraphNode, Tensor } from '../../../src/graph/ir/tensor.ts';
import { cast } from '../../../src/graph/primitives/cast.ts';
import { encodeSavedModel } from '../../../src/graph/protobuf/saved-model.ts';
import { type Feed, type Fetched, openGraph } from '../../../src/runtime/session/session.ts';
import type { Sample } from './example.ts';

export type Feeds = Readonly<Record<string, Feed>>;

/** A session on one graph. */
export interface Opened {
  fetch(feeds: Feeds, tensors: readonly Tensor[]): readonly Fetched[];
  dispose(): void;
}

export function testBinding(): TensorFlowBinding {
  const engine = findEngine(cacheFolder(), process.env.ANOSEG_TEST_VARIANT === 'cuda' ? 'cuda' : 'cpu');
  if (engine === undefined) throw new Error('the global setup has installed the engine');
  return loadBinding(engine);
}

/** Opens a session in which `tensors` can be fetched. */
export function open(builder: GraphBuilder, tensors: readonly Tensor[], roots: readonly GraphNode[] = []): Opened {
  const nodes = [...tensors.map(({ node }) => node), ...roots];
  const session = openGraph(testBinding(), encodeSavedModel({ builder, roots: nodes }));
  return {
    fetch: (feeds, wanted) => session.run(feeds, wanted.map(nameOf)),
    dispose: () => session.dispose(),
  };
}

/** Builds a graph, runs it once and returns the numbers of what was built. */
export function compute(builder: GraphBuilder, tensors: readonly Tensor[], feeds: Feeds = {}): readonly Fetched[] {
  const opened = open(builder, tensors);
  try {
    return opened.fetch(feeds, tensors);
  } finally {
    opened.dispose();
  }
}

/** The input that is fed with a sample, under that name. */
export function sampleInput(builder: GraphBuilder, name: string, sample: Sample): Tensor {
  const shape = sample.unknownBatch ? [null, ...sample.shape.slice(1)] : sample.shape;
  if (sample.dtype !== 'bool') return placeholder(builder, name, { shape, dtype: sample.dtype });
  return cast(placeholder(builder, name, { shape, dtype: 'int32' }), 'bool');
}

/** What is fed for a sample, always a fresh copy. */
export function feedOf({ dtype, shape, data }: Sample): Feed {
  switch (dtype) {
    case 'float32':
      return { dtype, shape, data: Float32Array.from(data) };
    case 'uint8':
      return { dtype, shape, data: Uint8Array.from(data) };
    case 'string':
      return { dtype, shape, data: [Uint8Array.from(data)] };
    default:
      return { dtype: 'int32', shape, data: Int32Array.from(data) };
  }
}

/** A tensor in a type that can be fetched. */
export function fetchable(tensor: Tensor): Tensor {
  if (tensor.dtype === 'uint8') return cast(tensor, 'int32');
  return tensor.dtype === 'uint64' || tensor.dtype === 'int64' ? cast(tensor, 'float32') : tensor;
}

function nameOf({ node, index }: Tensor): string {
  return `${node.name}:${index}`;
}
