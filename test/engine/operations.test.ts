// The contract of every operation of the language: one case for each entry of the table (operations/*.ts; a missing one
// is a type error), and what holds for all of a kind (operations/*contract.ts).
import { describe, expect, it } from 'vitest';
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
import { testAdversarial } from './operations/adversarial-contract.ts';
import { augmentationCases } from './operations/augmentations.ts';
import type { AdversarialCase, OptimizerCase, SampleCase, ScheduleCase } from './operations/case.ts';
import { testOperation } from './operations/contract.ts';
import { layerCases } from './operations/layers.ts';
import { lossCases } from './operations/losses.ts';
import { optimizerCases } from './operations/optimizers.ts';
import { testSamples } from './operations/sample-contract.ts';
import { scheduleCases } from './operations/schedules.ts';
import { scoreCases } from './operations/scores.ts';
import { shapeCases } from './operations/shapes.ts';
import type { Tested } from './operations/subjects.ts';
import { testOptimizer, testSchedule } from './operations/training-contract.ts';

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

const operations: Readonly<Record<string, Tested>> = { ...layerCases, ...lossCases, ...scoreCases };
describe.each(Object.entries(operations))('%s', (_, tested) => testOperation(tested));

const judges: Readonly<Record<string, AdversarialCase>> = adversarialCases;
describe.each(Object.entries(judges))('%s', (_, tested) => testAdversarial(tested));

const steppers: Readonly<Record<string, ScheduleCase>> = scheduleCases;
describe.each(Object.entries(steppers))('%s', (_, tested) => testSchedule(tested));

const movers: Readonly<Record<string, OptimizerCase>> = optimizerCases;
describe.each(Object.entries(movers))('%s', (_, tested) => testOptimizer(tested));

const samples: Readonly<Record<string, SampleCase>> = { ...augmentationCases, ...shapeCases };
describe.each(Object.entries(samples))('%s', (_, tested) => testSamples(tested));
