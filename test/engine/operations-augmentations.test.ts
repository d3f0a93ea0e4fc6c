// The contract of every augmentation: operations/sample-contract.ts on each case.
import { describe } from 'vitest';
import { augmentationCases } from './operations/augmentations.ts';
import type { SampleCase } from './operations/case.ts';
import { testSamples } from './operations/sample-contract.ts';

const cases: Readonly<Record<string, SampleCase>> = augmentationCases;
describe.each(Object.entries(cases))('%s', (_, tested) => testSamples(tested));
