// Every operation of the language. A new one is its file and its line here.
import { bug } from '../diagnostics/outside-error.ts';
import { hinge } from './adversarial/hinge.ts';
import { lsgan } from './adversarial/lsgan.ts';
import { nonSaturating } from './adversarial/non-saturating.ts';
import { wganGp } from './adversarial/wgan-gp.ts';
import { anyOf } from './augmentations/any-of.ts';
import { autocontrast } from './augmentations/autocontrast.ts';
import { blur } from './augmentations/blur.ts';
import { equalize } from './augmentations/equalize.ts';
import { flip } from './augmentations/flip.ts';
import { gamma } from './augmentations/gamma.ts';
import { gaussianNoise } from './augmentations/gaussian-noise.ts';
import { invert } from './augmentations/invert.ts';
import { jitter } from './augmentations/jitter.ts';
import { maybeAnomaly, maybeImage } from './augmentations/maybe.ts';
import { object } from './augmentations/object.ts';
import { oneAnomaly } from './augmentations/one-anomaly.ts';
import { oneOf } from './augmentations/one-of.ts';
import { paste } from './augmentations/paste.ts';
import { pasteDefect } from './augmentations/paste-defect.ts';
import { permute } from './augmentations/permute.ts';
import { posterize } from './augmentations/posterize.ts';
import { relabel } from './augmentations/relabel.ts';
import { rotate } from './augmentations/rotate.ts';
import { saltNoise } from './augmentations/salt-noise.ts';
import { scale } from './augmentations/scale.ts';
import { shadow } from './augmentations/shadow.ts';
import { sharpen } from './augmentations/sharpen.ts';
import { shift } from './augmentations/shift.ts';
import { solarize } from './augmentations/solarize.ts';
import { texture } from './augmentations/texture.ts';
import { transformed } from './augmentations/transformed.ts';
import { warp } from './augmentations/warp.ts';
import { closing } from './cleanings/closing.ts';
import { fillHoles } from './cleanings/fill-holes.ts';
import { opening } from './cleanings/opening.ts';
import { removeSmall } from './cleanings/remove-small.ts';
import type { OperationCall } from './core/call.ts';
import type { OperationKind } from './core/kinds.ts';
import type { Layer, Operation, OperationOf } from './core/operation.ts';
import { best } from './keep/best.ts';
import { absLayer } from './layers/abs.ts';
import { addLayer } from './layers/add.ts';
import { appliedNetwork } from './layers/applied-network.ts';
import { attentionGate } from './layers/attention-gate.ts';
import { averagePoolLayer } from './layers/average-pool.ts';
import { batchNorm } from './layers/batch-norm.ts';
import { category } from './layers/category.ts';
import { channelPool } from './layers/channel-pool.ts';
import { clip } from './layers/clip.ts';
import { concatLayer } from './layers/concat.ts';
import { constantLayer } from './layers/constant.ts';
import { conv } from './layers/conv.ts';
import { coordinates } from './layers/coordinates.ts';
import { cosineSimilarity } from './layers/cosine-similarity.ts';
import { deconv } from './layers/deconv.ts';
import { dense } from './layers/dense.ts';
import { depthwiseConv } from './layers/depthwise-conv.ts';
import { divide } from './layers/divide.ts';
import { dropout } from './layers/dropout.ts';
import { eluLayer } from './layers/elu.ts';
import { gelu } from './layers/gelu.ts';
import { globalPool } from './layers/global-pool.ts';
import { groupNorm } from './layers/group-norm.ts';
import { instanceNorm } from './layers/instance-norm.ts';
import { l2Normalize } from './layers/l2-normalize.ts';
import { layerNorm } from './layers/layer-norm.ts';
import { leakyReluLayer } from './layers/leaky-relu.ts';
import { maxLayer } from './layers/max.ts';
import { maxPoolLayer } from './layers/max-pool.ts';
import { meanLayer } from './layers/mean.ts';
import { medianLayer } from './layers/median.ts';
import { minLayer } from './layers/min.ts';
import { multiply } from './layers/multiply.ts';
import { negate } from './layers/negate.ts';
import { noiseLayer } from './layers/noise.ts';
import { padLayer } from './layers/pad.ts';
import { reluLayer } from './layers/relu.ts';
import { resize } from './layers/resize.ts';
import { resizeLike } from './layers/resize-like.ts';
import { selfAttention } from './layers/self-attention.ts';
import { sigmoidLayer } from './layers/sigmoid.ts';
import { silu } from './layers/silu.ts';
import { sliceLayer } from './layers/slice.ts';
import { softmaxLayer } from './layers/softmax.ts';
import { sqrtLayer } from './layers/sqrt.ts';
import { squareLayer } from './layers/square.ts';
import { stopGradientLayer } from './layers/stop-gradient.ts';
import { subtract } from './layers/subtract.ts';
import { tanhLayer } from './layers/tanh.ts';
import { upsample } from './layers/upsample.ts';
import { bce } from './losses/bce.ts';
import { cosineDistance } from './losses/cosine-distance.ts';
import { dice } from './losses/dice.ts';
import { focal } from './losses/focal.ts';
import { gradientDifference } from './losses/gradient-difference.ts';
import { l1 } from './losses/l1.ts';
import { l2 } from './losses/l2.ts';
import { msSsim } from './losses/ms-ssim.ts';
import { smoothL1 } from './losses/smooth-l1.ts';
import { ssim } from './losses/ssim.ts';
import { totalVariation } from './losses/total-variation.ts';
import { truncatedL1 } from './losses/truncated-l1.ts';
import { tversky } from './losses/tversky.ts';
import { metrics } from './metrics/metrics.ts';
import { adam } from './optimizers/adam.ts';
import { adamw } from './optimizers/adamw.ts';
import { rmsprop } from './optimizers/rmsprop.ts';
import { sgd } from './optimizers/sgd.ts';
import { cosine } from './schedules/cosine.ts';
import { linear } from './schedules/linear.ts';
import { oneCycle } from './schedules/one-cycle.ts';
import { phase } from './schedules/phase.ts';
import { ramp } from './schedules/ramp.ts';
import { step } from './schedules/step.ts';
import { maxScore } from './scores/max.ts';
import { topMean } from './scores/top-mean.ts';
import { blob } from './shapes/blob.ts';
import { box } from './shapes/box.ts';
import { ellipse } from './shapes/ellipse.ts';
import { glow } from './shapes/glow.ts';
import { lines } from './shapes/lines.ts';
import { noise } from './shapes/noise.ts';
import { perlin } from './shapes/perlin.ts';
import { polyline } from './shapes/polyline.ts';
import { rectangle } from './shapes/rectangle.ts';
import { scar } from './shapes/scar.ts';
import { shade } from './shapes/shade.ts';
import { sources } from './sources/index.ts';
import { pretrained } from './starts/pretrained.ts';
import { bestF1 } from './thresholds/best-f1.ts';
import { fixed } from './thresholds/fixed.ts';
import { meanSigma } from './thresholds/mean-sigma.ts';
import { medianF1 } from './thresholds/median-f1.ts';
import { quantile } from './thresholds/quantile.ts';

// By kind, so that the contract test has a case for each: leaving one out is a type error there.
export const layers = {
  absLayer,
  addLayer,
  attentionGate,
  averagePoolLayer,
  batchNorm,
  category,
  channelPool,
  clip,
  concatLayer,
  constantLayer,
  conv,
  coordinates,
  cosineSimilarity,
  deconv,
  dense,
  depthwiseConv,
  divide,
  dropout,
  eluLayer,
  gelu,
  globalPool,
  groupNorm,
  instanceNorm,
  l2Normalize,
  layerNorm,
  leakyReluLayer,
  maxLayer,
  maxPoolLayer,
  meanLayer,
  medianLayer,
  minLayer,
  multiply,
  negate,
  noiseLayer,
  padLayer,
  reluLayer,
  resize,
  resizeLike,
  selfAttention,
  sigmoidLayer,
  silu,
  sliceLayer,
  softmaxLayer,
  sqrtLayer,
  squareLayer,
  stopGradientLayer,
  subtract,
  tanhLayer,
  upsample,
} as const;

export const augmentations = {
  anyOf,
  autocontrast,
  blur,
  equalize,
  flip,
  gamma,
  gaussianNoise,
  invert,
  jitter,
  object,
  paste,
  pasteDefect,
  permute,
  posterize,
  relabel,
  rotate,
  saltNoise,
  scale,
  shadow,
  sharpen,
  shift,
  solarize,
  texture,
  warp,
} as const;

export const shapes = {
  blob,
  box,
  ellipse,
  glow,
  lines,
  noise,
  perlin,
  polyline,
  rectangle,
  scar,
  shade,
} as const;

export const losses = {
  bce,
  cosineDistance,
  dice,
  focal,
  gradientDifference,
  l1,
  l2,
  msSsim,
  smoothL1,
  ssim,
  totalVariation,
  truncatedL1,
  tversky,
} as const;

export const adversarialLosses = {
  hinge,
  lsgan,
  nonSaturating,
  wganGp,
} as const;

export const optimizers = {
  adam,
  adamw,
  rmsprop,
  sgd,
} as const;

export const schedules = {
  cosine,
  linear,
  oneCycle,
  phase,
  ramp,
  step,
} as const;

const starts = {
  pretrained,
} as const;

const keepRules = {
  best,
} as const;

export const scores = {
  maxScore,
  topMean,
} as const;

const thresholds = {
  quantile,
  meanSigma,
  bestF1,
  medianF1,
  fixed,
} as const;

const cleanings = {
  closing,
  opening,
  fillHoles,
  removeSmall,
} as const;

export const operations: readonly Operation[] = [
  ...Object.values(layers),
  ...Object.values(augmentations),
  ...Object.values(shapes),
  ...Object.values(losses),
  ...Object.values(adversarialLosses),
  ...Object.values(optimizers),
  ...Object.values(schedules),
  ...Object.values(starts),
  ...Object.values(keepRules),
  ...Object.values(scores),
  ...Object.values(sources),
  ...Object.values(thresholds),
  ...Object.values(cleanings),
  ...metrics,
];

/** By their names, old ones too, in the order of the table. */
const byName: ReadonlyMap<string, readonly Operation[]> = groupByName();

/** The operation of a name, of the first of the kinds that has one. */
export function findOperation(name: string, kinds: readonly OperationKind[]): Operation | undefined {
  const named = byName.get(name) ?? [];
  if (named.length < 2) return named[0];
  const ranked = named.toSorted((a, b) => rank(a.kind, kinds) - rank(b.kind, kinds));
  return ranked[0];
}

/** All operations of a name, each of another kind. */
export function operationsNamed(name: string): readonly Operation[] {
  return byName.get(name) ?? [];
}

/** Names of all operations of some kinds. */
export function operationNames(kinds: readonly OperationKind[]): readonly string[] {
  return operations.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
}

/** Those without a name in the language: what a chance, a choice, and a call of a network become. */
const internalOperations = { transformed, oneOf, oneAnomaly, maybeAnomaly, maybeImage, appliedNetwork } as const;

/** What a call of a model names. */
export function operationOf({ kind, name }: OperationCall): Operation {
  const isIt = (operation: Operation) => operation.kind === kind && operation.name === name;
  const found = byName.get(name)?.find(isIt) ?? Object.values(internalOperations).find(isIt);
  return found ?? bug(`there is no ${kind} ${name}`);
}

/** The same where only one kind can be meant. */
export function operationFor<const K extends OperationKind>(call: OperationCall, kind: K): OperationOf<K> {
  const operation = operationOf(call);
  return isOf(operation, kind) ? operation : bug(`${call.name} is no ${kind}`);
}

function isOf<K extends OperationKind>(operation: Operation, kind: K): operation is OperationOf<K> {
  return operation.kind === kind;
}

/** The layer that an arithmetic sign stands for. */
export function layerForOperator(operator: NonNullable<Layer['operator']>): Layer {
  const found = operations.find((operation) => operation.kind === 'layer' && operation.operator === operator);
  return found?.kind === 'layer' ? found : bug(`no layer for ${operator}`);
}

export { appliedNetwork, constantLayer };

function groupByName(): ReadonlyMap<string, readonly Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    for (const name of [operation.name, operation.formerName]) {
      if (name === undefined) continue;
      const others = groups.get(name);
      if (others) others.push(operation);
      else groups.set(name, [operation]);
    }
  }
  return groups;
}

function rank(kind: OperationKind, kinds: readonly OperationKind[]): number {
  const at = kinds.indexOf(kind);
  return at < 0 ? kinds.length : at;
}

/** True where a name is an operation's and so cannot be a block's. */
export function isOperationName(name: string): boolean {
  return findOperation(name, []) !== undefined;
}
