// Every operation of the table has a case of its own in the contract test (operations/*.ts), which the files
// operations-*.test.ts beside this one run; a missing case is a type error as well.
import { expect, it } from 'vitest';
import {
  adversarialLosses,
  augmentations,
  layers,
  losses,
  optimizers,
  schedules,
  scores,
  shapes,
} from '../../src/ops/table.ts';
import { adversarialCases } from './operations/adversarial.ts';
import { augmentationCases } from './operations/augmentations.ts';
import { layerCases } from './operations/layers.ts';
import { lossCases } from './operations/losses.ts';
import { optimizerCases } from './operations/optimizers.ts';
import { scheduleCases } from './operations/schedules.ts';
import { scoreCases } from './operations/scores.ts';
import { shapeCases } from './operations/shapes.ts';

const tables: Readonly<Record<string, readonly [table: object, cases: object]>> = {
  layers: [layers, layerCases],
  losses: [losses, lossCases],
  'adversarial losses': [adversarialLosses, adversarialCases],
  scores: [scores, scoreCases],
  schedules: [schedules, scheduleCases],
  optimizers: [optimizers, optimizerCases],
  augmentations: [augmentations, augmentationCases],
  shapes: [shapes, shapeCases],
};

it.each(Object.entries(tables))('has a case for each of the %s, and for no other', (_, [table, cases]) => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(table).sort());
});

// A case that names another operation than its place in the table would test that one twice.
it.each(Object.entries(tables))('has the right operation in each case of the %s', (_, [table, cases]) => {
  for (const [name, tested] of Object.entries(cases))
    if ('operation' in tested) expect(Object.entries(table).find(([key]) => key === name)?.[1]).toBe(tested.operation);
});
