// The graphs of the shipped pipelines at small sizes as texts: what a change of the compiler does shows as a diff of golden/.
// After a change that is meant: `npx vitest run --project unit test/unit/graph/golden.test.ts -u`, and read the diff.
import path from 'node:path';
import { expect, test } from 'vitest';
import { inferenceStages } from '../../../src/compiler/inference-program.ts';
import { emitTraining } from '../../../src/compiler/training-program.ts';
import { printGraph } from '../../../src/graph/analysis/print-graph.ts';
import { checkedModel } from '../../pipelines.ts';

const pipelines = ['quickstart', 'mvtec-bottle'];

test.each(pipelines)('%s', async (name) => {
  const model = checkedModel(`pipelines/${name}.anoseg`, { size: '64', width: '4' });
  const { graph } = emitTraining(model, { mode: 'resident', modelVariables: [] });
  const { frozen, finishing } = inferenceStages(model);
  for (const [kind, finished] of Object.entries({ training: graph, inference: frozen, finishing }))
    await expect(printGraph(finished)).toMatchFileSnapshot(path.join('golden', `${name}-${kind}.txt`));
});

test('the same model gives the same text', () => {
  const model = checkedModel('pipelines/quickstart.anoseg', { size: '32', width: '2' });
  const text = () => printGraph(emitTraining(model, { mode: 'resident', modelVariables: [] }).graph);
  expect(text()).toBe(text());
});
