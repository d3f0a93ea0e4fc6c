// A model is data: it goes through JSON and back unchanged, and what it says does not depend on how it is written.
import path from 'node:path';
import { expect, test } from 'vitest';
import { emitTraining } from '../../../src/compiler/training-program.ts';
import { modelFromText, modelToText, modelWithoutPlaces } from '../../../src/dsl/model/serial.ts';
import { printGraph } from '../../../src/graph/analysis/print-graph.ts';
import { checkedModel } from '../../pipelines.ts';

const shipped = ['quickstart', 'mvtec-bottle'];

test.each(shipped)('%s: golden text', async (name) => {
  const text = JSON.stringify(modelWithoutPlaces(checkedModel(`pipelines/${name}.anoseg`)), null, 1);
  await expect(`${text}\n`).toMatchFileSnapshot(path.join('golden', `${name}.model.json`));
});

test.each(shipped)('%s: through text and back', (name) => {
  const model = checkedModel(`pipelines/${name}.anoseg`, { size: '64', width: '2' });
  const again = modelFromText(modelToText(model));
  expect(again).toEqual(model);
  expect(modelToText(again)).toBe(modelToText(model));
  const graphOf = (one: typeof model) => printGraph(emitTraining(one, { mode: 'resident', modelVariables: [] }).graph);
  expect(graphOf(again)).toBe(graphOf(model));
});
