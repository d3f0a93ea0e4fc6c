// What the nodes of a training graph work for: the operations that emitted them, also of gradients and updates.
import { expect, test } from 'vitest';
import { compileInference } from '../../../src/compiler/inference-program.ts';
import { nameBefore, nodeWork, pathFinder } from '../../../src/compiler/node-work.ts';
import { emitTraining } from '../../../src/compiler/training-program.ts';
import { placesOf } from '../../../src/dsl/model/places.ts';
import { checkedModel } from '../../pipelines.ts';

const model = checkedModel('pipelines/mvtec-bottle.anoseg', { size: '64', width: '8' });
const { variables } = compileInference(model);
const { graph } = emitTraining(model, { mode: 'resident', modelVariables: variables });
const work = nodeWork(graph);
const places = new Map(placesOf(model).map((place) => [place.path, place]));
const pathOf = pathFinder(places.keys());

test('every product of a training step belongs to a layer, a loss or what is drawn', () => {
  const products = graph.builder.main.nodes.filter(({ op }) => /Conv2D|MatMul/.test(op));
  expect(products.length).toBeGreaterThan(50);
  const lost = products.filter(({ name }) => pathOf(work.get(name)?.name ?? '') === undefined);
  expect(lost.map(({ name }) => name)).toEqual([]);
});

test('a filter has its way forward, its gradient and its update at one place', () => {
  const path = 'generator/e3/down/conv';
  const found = [...work].filter(([, { name }]) => pathOf(name) === path);
  const opOf = (wanted: string) => {
    const names = new Set(found.filter(([, { phase }]) => phase === wanted).map(([name]) => name));
    return graph.builder.main.nodes.filter(({ name }) => names.has(name)).map(({ op }) => op);
  };
  expect(opOf('forward')).toContain('Conv2D');
  expect(opOf('backward')).toEqual(expect.arrayContaining(['Conv2DBackpropFilter', 'Conv2DBackpropInput']));
  expect(opOf('update')).toContain('ResourceApplyAdam');
});

test('a place is the line of the file itself, of a block the call', () => {
  const lineOf = (path: string) => {
    const { source, start } = places.get(path)?.span ?? { source: undefined, start: 0 };
    return source?.line(source.position(start).line).trim();
  };
  expect(lineOf('generator/e3/down/conv')).toBe('e3 = e2 -> down(4 * width)');
  expect(lineOf('augment/synthetic/relabel')).toMatch(/relabel\(difference/);
  expect(lineOf('loss/pixel')).toMatch(/^pixel +=/);
});

test('a kernel of several nodes counts for the product, whatever it is called by', () => {
  const relu = [...work].find(([name]) => name === 'generator/map/relu/Relu');
  expect(pathOf(relu?.[1].name ?? '')).toBe('generator/map/relu');
  expect(pathOf(relu?.[1].fused ?? '')).toBe('generator/map/conv');
});

test('names that TensorFlow made of ours lead back to them', () => {
  const known = new Set(['generator/e1/conv/Conv2D', 'synthetic/augment/synthetic/paste/Mul_3']);
  const before = (name: string) => nameBefore(name, (one) => known.has(one));
  expect(before('generator/e1/conv/Conv2D')).toBe('generator/e1/conv/Conv2D');
  expect(before('synthetic/augment/synthetic/paste/Mul_3_tfg_inlined_synthetic/augment/x_0')).toBe(
    'synthetic/augment/synthetic/paste/Mul_3',
  );
  expect(before('generator/e1/conv/Conv2D-0-TransposeNHWCToNCHW-LayoutOptimizer')).toBe('generator/e1/conv/Conv2D');
  expect(before('ArithmeticOptimizer/ReorderCastLikeAndValuePreserving_generator/e1/conv/Conv2D')).toBe(
    'generator/e1/conv/Conv2D',
  );
});
