// What layers do otherwise while training, in a network that is frozen for some steps.
import type { Tensor } from '../../graph/ir/tensor.ts';
import { select } from '../../graph/primitives/select.ts';
import type { LayerScope } from '../core/scopes.ts';

/** `trained`: the result while the network learns; `finished`: that of a finished network, which is emitted where it can rest. */
export function unlessResting({ resting }: LayerScope, trained: Tensor, finished: () => Tensor): Tensor {
  return resting === undefined ? trained : select(resting, finished(), trained);
}
