// Narrows tfjs's tensors to the rank that its typed operations ask for.
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { TfTensor } from '../example.ts';

export function rank4(tensor: TfTensor): Tensor4D {
  if (hasRank4(tensor)) return tensor;
  throw new Error(`a tensor of rank ${tensor.rank} where 4 is needed`);
}

function hasRank4(tensor: TfTensor): tensor is Tensor4D {
  return tensor.rank === 4;
}
