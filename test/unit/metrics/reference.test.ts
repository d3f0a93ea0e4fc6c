// Metrics against scikit-learn, two implementations of AUPRO and one of AUPIMO: test/fixtures/metrics/make.py.
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { computeMetrics } from '../../../src/metrics/metrics.ts';
import { expectMetrics } from './expect-metrics.ts';
import { type Case, makeImage } from './recipes.ts';

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../../fixtures/metrics/cases.json', import.meta.url), 'utf8'),
);

describe('metrics equal those of the references', () => {
  test.each(cases)('$name', ({ images, options, expected }) => {
    expectMetrics(
      computeMetrics(
        images.map((recipe) => makeImage(recipe)),
        options,
      ),
      expected,
    );
  });
});
