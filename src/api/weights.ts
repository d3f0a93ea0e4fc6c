// Pretrained weights on this machine: which are known, which are there, and how they come.
export { type InstallWeights, installWeights } from '../weights/install.ts';
export { type KnownWeights, knownWeights } from '../weights/known.ts';
export { isPresent, weightsFile, weightsNamed } from '../weights/store.ts';
