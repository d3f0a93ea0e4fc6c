// The claims of the paper as switches: each of the eight states compiles to both graphs, and what is off is gone from them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileInference } from '../../../src/compiler/inference-program.ts';
import { compileTraining } from '../../../src/compiler/training-program.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import { checkedModel, checkFile } from '../../pipelines.ts';

const states = ['true', 'false'].flatMap((hard_augmentation) =>
  ['true', 'false'].flatMap((adversarial) =>
    ['true', 'false'].map((coordinates) => ({ hard_augmentation, adversarial, coordinates })),
  ),
);

describe.each(['scratch', 'pretrained'])('claims-%s', (name) => {
  const file = `pipelines/experiments/claims-${name}.anoseg`;

  test('is valid, without a warning, in canonical form', () => {
    const text = readFileSync(file, 'utf8');
    expect(checkFile(file).diagnostics).toEqual([]);
    expect(format(new SourceFile(file, text, path.resolve(file)), createSyntax()).text).toBe(text);
  });

  test.each(states)('hard $hard_augmentation, adversarial $adversarial, coordinates $coordinates', (state) => {
    const model = checkedModel(file, { ...state, size: '128', width: '4', steps: '2' });
    expect(model.networks.some(({ name }) => name === 'discriminator')).toBe(state.adversarial === 'true');
    const inference = compileInference(model);
    expect(compileTraining(model, { mode: 'resident', modelVariables: inference.variables })).toBeDefined();
  });

  test.each(['hard_augmentation', 'adversarial', 'coordinates'])('%s makes another graph', (piece) => {
    const bytes = (on: string) => {
      const model = checkedModel(file, { [piece]: on, size: '128', width: '4', steps: '2' });
      const { variables } = compileInference(model);
      return compileTraining(model, { mode: 'resident', modelVariables: variables }).savedModel.length;
    };
    expect(bytes('false')).toBeLessThan(bytes('true'));
  });
});
