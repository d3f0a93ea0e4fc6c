// Every operation of the language. A new one is its file and its line here.
import { bug } from '../diagnostics/outside-error.ts';
import { lsgan } from './adversarial/lsgan.ts';
import { flip } from './augmentations/flip.ts';
import { jitter } from './augmentations/jitter.ts';
import { paste } from './augmentations/paste.ts';
import { permute } from './augmentations/permute.ts';
import { relabel } from './augmentations/relabel.ts';
import { rotate } from './augmentations/rotate.ts';
import { shift } from './augmentations/shift.ts';
import { absLayer } from './layers/abs.ts';
import { addLayer } from './layers/add.ts';
import { batchNorm } from './layers/batch-norm.ts';
import { concatLayer } from './layers/concat.ts';
import { constantLayer } from './layers/constant.ts';
import { conv } from './layers/conv.ts';
import { coordinates } from './layers/coordinates.ts';
import { deconv } from './layers/deconv.ts';
import { divide } from './layers/divide.ts';
import { leakyReluLayer } from './layers/leaky-relu.ts';
import { multiply } from './layers/multiply.ts';
import { negate } from './layers/negate.ts';
import { reluLayer } from './layers/relu.ts';
import { sigmoidLayer } from './layers/sigmoid.ts';
import { stopGradientLayer } from './layers/stop-gradient.ts';
import { subtract } from './layers/subtract.ts';
import { tanhLayer } from './layers/tanh.ts';
import { upsample } from './layers/upsample.ts';
import { bce } from './losses/bce.ts';
import { l1 } from './losses/l1.ts';
import { l2 } from './losses/l2.ts';
import { metrics } from './metrics/metrics.ts';
import type { Layer, Operation, OperationKind } from './operation.ts';
import { adam } from './optimizers/adam.ts';
import { cosine } from './schedules/cosine.ts';
import { maxScore } from './scores/max.ts';
import { topMean } from './scores/top-mean.ts';
import { ellipse } from './shapes/ellipse.ts';
import { perlin } from './shapes/perlin.ts';
import { rectangle } from './shapes/rectangle.ts';
import { scar } from './shapes/scar.ts';
import { sources } from './sources/index.ts';
import { quantile } from './thresholds/quantile.ts';

// By kind, so that the contract test has a case for each: leaving one out is a type error there.
export const layers = {
  absLayer,
  addLayer,
  batchNorm,
  concatLayer,
  constantLayer,
  conv,
  coordinates,
  deconv,
  divide,
  leakyReluLayer,
  multiply,
  negate,
  reluLayer,
  sigmoidLayer,
  stopGradientLayer,
  subtract,
  tanhLayer,
  upsample,
} as const;

export const augmentations = {
  flip,
  jitter,
  paste,
  permute,
  relabel,
  rotate,
  shift,
} as const;

export const shapes = {
  ellipse,
  perlin,
  rectangle,
  scar,
} as const;

export const losses = {
  bce,
  l1,
  l2,
} as const;

export const adversarialLosses = {
  lsgan,
} as const;

export const optimizers = {
  adam,
} as const;

export const schedules = {
  cosine,
} as const;

export const scores = {
  maxScore,
  topMean,
} as const;

export const thresholds = {
  quantile,
} as const;

export const operations: readonly Operation[] = [
  ...Object.values(layers),
  ...Object.values(augmentations),
  ...Object.values(shapes),
  ...Object.values(losses),
  ...Object.values(adversarialLosses),
  ...Object.values(optimizers),
  ...Object.values(schedules),
  ...Object.values(scores),
  ...Object.values(sources),
  ...Object.values(thresholds),
  ...metrics,
];

/** The operation of a name, of the first of the kinds that has one. */
export function findOperation(name: string, kinds: readonly OperationKind[]): Operation | undefined {
  const named = operations.filter((operation) => operation.name === name || operation.deprecated === name);
  const ranked = named.toSorted((a, b) => rank(a.kind, kinds) - rank(b.kind, kinds));
  return ranked[0];
}

/** Names of all operations of some kinds. */
export function operationNames(kinds: readonly OperationKind[]): readonly string[] {
  return operations.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
}

/** The layer that an arithmetic sign stands for. */
export function layerForOperator(operator: NonNullable<Layer['operator']>): Layer {
  const found = operations.find((operation) => operation.kind === 'layer' && operation.operator === operator);
  return found?.kind === 'layer' ? found : bug(`no layer for ${operator}`);
}

export { constantLayer };

function rank(kind: OperationKind, kinds: readonly OperationKind[]): number {
  const at = kinds.indexOf(kind);
  return at < 0 ? kinds.length : at;
}
