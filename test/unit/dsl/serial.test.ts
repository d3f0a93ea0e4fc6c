// A model is data: it goes through JSON and back unchanged, and what it says does not depend on how it is written.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emitTraining } from '../../../src/compiler/training-program.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { hashModel, modelFromText, modelToText, modelWithoutPlaces } from '../../../src/dsl/model/serial.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { printGraph } from '../../../src/graph/analysis/print-graph.ts';
import { checkedModel, checkText } from '../../pipelines.ts';

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

test('a hash is of what a pipeline says, not of how it is written', () => {
  const file = 'pipelines/quickstart.anoseg';
  const text = readFileSync(file, 'utf8');
  const yaml = convert(new SourceFile(file, text, path.resolve(file)), 'yaml', createSyntax()).text ?? '';
  const hashOf = (written: string, settings = {}, name = path.resolve(file)) => {
    const { model } = checkText(written, settings, name);
    return model && hashModel(model);
  };
  const hash = hashOf(text);
  expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(hashOf(text.replaceAll('\n', ' // remark\n'))).toBe(hash);
  expect(hashOf(yaml, {}, path.resolve('pipelines/quickstart.yaml'))).toBe(hash);
  expect(hashOf(text, { width: '8' })).not.toBe(hash);
});
