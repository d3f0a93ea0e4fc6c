// The contract of every layer and score: operations/contract.ts on each case.
import { describe } from 'vitest';
import { testOperation } from './operations/contract.ts';
import { layerCases } from './operations/layers.ts';
import { scoreCases } from './operations/scores.ts';
import type { Tested } from './operations/subjects.ts';

const cases: Readonly<Record<string, Tested>> = { ...layerCases, ...scoreCases };
describe.each(Object.entries(cases))('%s', (_, tested) => testOperation(tested));
