// Names of weights in a file that a network starts from.
import { text } from '../core/parameter.ts';

/** The parameter of layers that have weights. */
export const storedName = text({
  default: '',
  doc: 'what its weights are called in the file that the network starts from, as `start` in `train` says: `stem` for `stem.weight`',
});

/** How a filter lies in a file (out x in x height x width, as PyTorch keeps them): where each axis of ours is found there. */
export const filterAxes = [2, 3, 1, 0] as const;

/** The same for filters of one channel each (channels x multiplier x height x width). */
export const depthwiseAxes = [2, 3, 0, 1] as const;
