// The contract of every loss, adversarial loss, schedule and optimiser: operations/*contract.ts on each case.
import { describe } from 'vitest';
import { adversarialCases } from './operations/adversarial.ts';
import { testAdversarial } from './operations/adversarial-contract.ts';
import type { AdversarialCase, OptimizerCase, ScheduleCase } from './operations/case.ts';
import { testOperation } from './operations/contract.ts';
import { lossCases } from './operations/losses.ts';
import { optimizerCases } from './operations/optimizers.ts';
import { scheduleCases } from './operations/schedules.ts';
import type { Tested } from './operations/subjects.ts';
import { testOptimizer, testSchedule } from './operations/training-contract.ts';

const terms: Readonly<Record<string, Tested>> = lossCases;
describe.each(Object.entries(terms))('%s', (_, tested) => testOperation(tested));

const judges: Readonly<Record<string, AdversarialCase>> = adversarialCases;
describe.each(Object.entries(judges))('%s', (_, tested) => testAdversarial(tested));

const steppers: Readonly<Record<string, ScheduleCase>> = scheduleCases;
describe.each(Object.entries(steppers))('%s', (_, tested) => testSchedule(tested));

const movers: Readonly<Record<string, OptimizerCase>> = optimizerCases;
describe.each(Object.entries(movers))('%s', (_, tested) => testOptimizer(tested));
