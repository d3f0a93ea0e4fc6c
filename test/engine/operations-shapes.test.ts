// The contract of every shape: operations/sample-contract.ts on each case.
import { describe } from 'vitest';
import type { SampleCase } from './operations/case.ts';
import { testSamples } from './operations/sample-contract.ts';
import { shapeCases } from './operations/shapes.ts';

const cases: Readonly<Record<string, SampleCase>> = shapeCases;
describe.each(Object.entries(cases))('%s', (_, tested) => testSamples(tested));
