// Pretrained weights on this machine: which are known, which are there, and how they come.
export { writtenStart } from '../compiler/plan/rules/starts.ts';
export { canHaveWeights, type InstallWeights, installWeights, isWhole } from '../weights/install.ts';
export { type KnownWeights, knownWeights } from '../weights/known.ts';
export { describeStart, openStart, startDigest, startFile, type WeightsPlaces } from '../weights/starts.ts';
export { isPresent, weightsFile, weightsNamed } from '../weights/store.ts';
