// Every graph that the compiler makes of a shipped pipeline is legal: held against TensorFlow's own declarations of its
// operations, against the shape rules, and against itself. And what is illegal is found.
import { expect, test } from 'vitest';
import { inferenceStages } from '../../../src/compiler/inference-program.ts';
import { emitTraining } from '../../../src/compiler/training-program.ts';
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { placeholder } from '../../../src/graph/ir/placeholder.ts';
import type { GraphNode } from '../../../src/graph/ir/tensor.ts';
import { makeVariable, readVariable } from '../../../src/graph/ir/variable.ts';
import { graphFaults, variableFaults } from '../../../src/graph/legality/legality.ts';
import { add } from '../../../src/graph/primitives/add.ts';
import { checkedModel } from '../../pipelines.ts';

const pipelines = ['pipelines/quickstart.anoseg', 'pipelines/mvtec-bottle.anoseg'];

test.each(pipelines)('%s: training and all stages of inference', (file) => {
  const model = checkedModel(file, { size: '64', width: '4' });
  for (const mode of ['resident', 'fed'] as const) {
    const { graph } = emitTraining(model, { mode, modelVariables: [] });
    expect(graphFaults(graph)).toEqual([]);
    expect(variableFaults(graph)).toEqual([]);
  }
  const { emitted, simplified, frozen, finishing } = inferenceStages(model);
  for (const graph of [emitted, simplified, frozen, finishing]) expect(graphFaults(graph)).toEqual([]);
  expect(variableFaults(frozen)).toEqual([]);
});

function sum() {
  const builder = new GraphBuilder();
  const a = placeholder(builder, 'a', { shape: [2, 3], dtype: 'float32' });
  const b = placeholder(builder, 'b', { shape: [2, 3], dtype: 'float32' });
  return { builder, a, b, node: add(a, b).node };
}

/** The graph with one node in the place of another. */
function faultsWith(change: (node: GraphNode) => Partial<GraphNode>, names: readonly string[] = []) {
  const { builder, node } = sum();
  const changed = { ...node, ...change(node) };
  builder.main.nodes.splice(builder.main.nodes.indexOf(node), 1, changed);
  return graphFaults({ builder, roots: [changed], names }).map(({ fault }) => fault);
}

test('a legal graph has no faults', () => {
  expect(faultsWith(() => ({}), ['a', 'b'])).toEqual([]);
});

test('a shape that its inputs do not make', () => {
  const faults = faultsWith((node) => ({ outputs: node.outputs.map((output) => ({ ...output, shape: [2, 4] })) }));
  expect(faults).toEqual(['output 0 is float32 2 x 4, though its inputs make it float32 2 x 3']);
});

test('an input of another type than the operation takes', () => {
  const other = placeholder(new GraphBuilder(), 'c', { shape: [2, 3], dtype: 'int32' });
  const faults = faultsWith(({ inputs: [first] }) => ({ inputs: first ? [first, other] : [] }));
  expect(faults).toContain('input 1 is int32, not float32');
  expect(faults).toContain('its input c is not made before it in this graph');
});

test('attributes that are missing, unknown or of another kind', () => {
  expect(faultsWith(() => ({ attributes: {} }))).toContain('the attribute T is missing');
  expect(faultsWith(({ attributes }) => ({ attributes: { ...attributes, U: { kind: 'int', value: 1 } } }))).toContain(
    'there is no attribute U',
  );
  expect(faultsWith(() => ({ attributes: { T: { kind: 'int', value: 1 } } }))).toContain(
    'the attribute T is a type, not a int',
  );
});

test('an operation that TensorFlow is not known to have', () => {
  expect(faultsWith(() => ({ op: 'WriteFile' }))).toEqual([
    "TensorFlow's operation WriteFile is not in operations.json",
  ]);
});

test('a name that is fetched and not there', () => {
  expect(faultsWith(() => ({}), ['train_step'])).toEqual(['it is fed or fetched, and is not there']);
});

test('a circle', () => {
  const { builder, node } = sum();
  const [first] = node.inputs;
  const circular: GraphNode = { ...node, inputs: first && node.outputs[0] ? [first, node.outputs[0]] : [] };
  builder.main.nodes.splice(builder.main.nodes.indexOf(node), 1, circular);
  expect(graphFaults({ builder, roots: [circular], names: [] }).map(({ fault }) => fault)).toContain(
    'its input AddV2 is not made before it in this graph',
  );
});

test('a variable without a value', () => {
  const builder = new GraphBuilder();
  const read = readVariable(makeVariable(builder, 'w', { shape: [3], dtype: 'float32' }), builder);
  expect(variableFaults({ builder, roots: [read.node], names: [] })).toEqual([
    { node: 'w', fault: 'nothing gives this variable a value' },
  ]);
});
