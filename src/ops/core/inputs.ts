// Inputs of an emission, which the compiler has counted before.
import { bug } from '../../diagnostics/outside-error.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import type { Anomaly } from './scopes.ts';

export function one(inputs: readonly Tensor[]): Tensor {
  return inputs[0] ?? bug('an operation without its input');
}

export function two(inputs: readonly Tensor[]): readonly [Tensor, Tensor] {
  const [a, b] = inputs;
  return a && b ? [a, b] : bug('an operation without its inputs');
}

export function isAnomaly(value: Tensor | Anomaly | undefined): value is Anomaly {
  return value !== undefined && 'mask' in value;
}

/** An image among the inputs of an augmentation. */
export function imageInput(value: Tensor | Anomaly | undefined): Tensor {
  if (value === undefined) return bug('an augmentation without its image');
  return isAnomaly(value) ? value.image : value;
}
