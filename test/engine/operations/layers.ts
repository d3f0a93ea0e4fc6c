// One case for every layer: leaving one out is a type error.
import type { layers } from '../../../src/ops/table.ts';
import type { LayerCase } from './case.ts';
import { activationCases } from './layers/activations.ts';
import { arithmeticCases } from './layers/arithmetic.ts';
import { attentionCases } from './layers/attention.ts';
import { categoryCases } from './layers/categories.ts';
import { filterCases } from './layers/filters.ts';
import { normCases } from './layers/norms.ts';
import { sizeCases } from './layers/sizes.ts';

export const layerCases: { readonly [K in keyof typeof layers]: LayerCase } = {
  ...activationCases,
  ...arithmeticCases,
  ...attentionCases,
  ...categoryCases,
  ...filterCases,
  ...normCases,
  ...sizeCases,
};
