// One case for every primitive: leaving one out is a type error.
import type { PrimitiveName } from '../../../../src/graph/primitives/index.ts';
import type { PrimitiveCase } from '../example.ts';
import { activationCases } from './activations.ts';
import { binaryCases } from './binary.ts';
import { borderCases } from './borders.ts';
import { convolutionCases } from './convolution.ts';
import { imageCases } from './images.ts';
import { layoutCases } from './layout.ts';
import { linearCases } from './linear.ts';
import { pickingCases } from './picking.ts';
import { poolingCases } from './pooling.ts';
import { randomCases } from './random.ts';
import { reductionCases } from './reductions.ts';
import { unaryCases } from './unary.ts';

export const primitiveCases: { readonly [K in PrimitiveName]: PrimitiveCase } = {
  ...activationCases,
  ...binaryCases,
  ...borderCases,
  ...convolutionCases,
  ...imageCases,
  ...layoutCases,
  ...linearCases,
  ...pickingCases,
  ...poolingCases,
  ...randomCases,
  ...reductionCases,
  ...unaryCases,
};
