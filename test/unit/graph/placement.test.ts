// A machine with a GPU, told without one: by TensorFlow's own registry of kernels, everything that the shipped pipelines
// compute has a GPU kernel but what is chosen to stay on the CPU, and no step brings anything back from the GPU.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inferenceStages } from '../../../src/compiler/inference-program.ts';
import { type EmittedTraining, emitTraining } from '../../../src/compiler/training-program.ts';
import { placementText, stepNames } from '../../../src/drawing/placement-text.ts';
import { RELEASES } from '../../../src/engine/install/releases.ts';
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { type FinishedGraph, neededNodes } from '../../../src/graph/ir/needed.ts';
import { placeholder } from '../../../src/graph/ir/placeholder.ts';
import operations from '../../../src/graph/legality/operations.json' with { type: 'json' };
import registry from '../../../src/graph/placement/gpu-kernels.json' with { type: 'json' };
import { hostOperations } from '../../../src/graph/placement/host-operations.ts';
import {
  type Copy,
  copiesOf,
  kindOf,
  nodesWithoutKernel,
  placementOf,
} from '../../../src/graph/placement/placement.ts';
import { resizeBicubic } from '../../../src/graph/primitives/resize-bicubic.ts';
import { slice } from '../../../src/graph/primitives/slice.ts';
import { checkedModel } from '../../pipelines.ts';

const hint = 'run `node scripts/tensorflow-gpu-kernels.js`, which reads them from the CUDA build';

const shipped = ['pipelines', 'pipelines/peers', 'pipelines/experiments'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.anoseg'))
    .map((name) => `${folder}/${name}`)
    // A grid is no pipeline.
    .filter((file) => !/^experiment\b/m.test(readFileSync(file, 'utf8'))),
);

/** Once for each, since that takes most of the time here. */
const emitted = new Map<string, readonly EmittedTraining[]>();

function trainingOf(file: string): readonly EmittedTraining[] {
  const modes = ['resident', 'fed'] as const;
  const known = emitted.get(file);
  if (known) return known;
  const model = checkedModel(file);
  const made = modes.map((mode) => emitTraining(model, { mode, modelVariables: [] }));
  emitted.set(file, made);
  return made;
}

function graphsOf(file: string): readonly FinishedGraph[] {
  const { frozen, finishing } = inferenceStages(checkedModel(file));
  return [...trainingOf(file).map(({ graph }) => graph), frozen, finishing];
}

test('the kernels are those of the pinned TensorFlow, for all operations that are emitted', () => {
  const cuda = RELEASES.find(({ variant }) => variant === 'cuda');
  expect(registry.tensorflow, hint).toBe(cuda?.version);
  expect(Object.keys(registry.kernels), hint).toEqual(Object.keys(operations).toSorted());
});

test('operations that no GPU takes, whatever the types', () => {
  const none = Object.entries(registry.kernels).flatMap(([op, kernels]) => (kernels.length === 0 ? [op] : []));
  // Nothing in a network emits ResizeBicubic.
  expect(none).toEqual(['DecodeRaw', 'MapDefun', 'ResizeBicubic', 'RestoreV2', 'SaveV2']);
});

test('whatever else the shipped pipelines compute has a GPU kernel for its types', () => {
  expect(shipped.length).toBeGreaterThan(15);
  const missing = new Map(
    shipped.flatMap((file) =>
      graphsOf(file).flatMap((graph) =>
        nodesWithoutKernel(graph).map((node) => [kindOf(node), `${file}: ${node.name}`] as const),
      ),
    ),
  );
  expect(
    [...missing].filter(([kind]) => hostOperations[kind] === undefined),
    'give it a GPU kernel, or choose the CPU with a reason in src/graph/placement/host-operations.ts',
  ).toEqual([]);
  // A reason for what is not there any more is none.
  expect(Object.keys(hostOperations).toSorted()).toEqual([...missing.keys()].toSorted());
});

/** What is fed, what augmentation draws, bytes of pictures, and a few numbers. */
function isChosen({ tensor }: Copy): boolean {
  const { node, dtype, shape } = tensor;
  const isSmall = shape.reduce<number>((product, size) => product * (size ?? 1), 1) <= 64;
  return node.op === 'Placeholder' || node.op === 'MapDefun' || (node.op === 'Slice' && dtype === 'uint8') || isSmall;
}

test.each(shipped)('%s: a step brings nothing back from the GPU, and takes there what it must', (file) => {
  for (const { graph, program } of trainingOf(file)) {
    const names = stepNames(program.fetches);
    const fetched = graph.roots.filter(({ name }) => names.includes(name));
    expect(fetched.length).toBe(new Set(names).size);
    const copies = copiesOf(neededNodes(graph.builder.main.nodes, fetched), placementOf(graph));
    expect(copies.filter(({ to }) => to === 'cpu').map(({ tensor }) => tensor.node.name)).toEqual([]);
    expect(copies.filter((copy) => !isChosen(copy)).map(({ tensor }) => tensor.node.name)).toEqual([]);
  }
});

test.each(['quickstart', 'mvtec-bottle', 'peers/ganomaly'])('%s: the placement as people read it', async (name) => {
  const text = placementText(checkedModel(`pipelines/${name}.anoseg`, { size: '64', width: '4' }));
  await expect(text).toMatchFileSnapshot(path.join('golden', `${path.basename(name)}-placement.txt`));
});

test('what has no kernel for its types is found, and what comes back because of it', () => {
  const builder = new GraphBuilder();
  const image = placeholder(builder, 'image', { shape: [2, 8, 8, 3], dtype: 'float32' });
  const large = resizeBicubic(slice(image, { axis: 0, start: 0, size: 1 }), { height: 16, width: 16 });
  const last = slice(large, { axis: 1, start: 0, size: 4 });
  const graph = { builder, roots: [last.node], names: [] };
  expect(nodesWithoutKernel(graph).map(kindOf)).toEqual(['ResizeBicubic of float32']);
  const copies = copiesOf(neededNodes(builder.main.nodes, [last.node]), placementOf(graph));
  expect(copies.map(({ tensor, to }) => [tensor.node.op, to])).toEqual([
    ['Placeholder', 'gpu'],
    ['Slice', 'cpu'],
    ['ResizeBicubic', 'gpu'],
  ]);
});
