// The contract of every generator in pipelines/anomalies: operations/sample-contract.ts on each case (sizes and
// seeds are those of their parts).
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anomalyCases } from './operations/anomalies.ts';
import { testExamples } from './operations/sample-contract.ts';

it('has cases for each file', () => {
  const files = readdirSync('pipelines/anomalies').map((file) => file.replace('.anoseg', ''));
  expect(Object.keys(anomalyCases).sort()).toEqual(files.sort());
});

describe.each(Object.entries(anomalyCases))('%s', (_, { examples }) => {
  testExamples(examples);
});
