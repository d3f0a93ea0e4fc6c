// What the poolings with a window share.
import type { Pooling } from '../../graph/pooling.ts';
import type { Tensor } from '../../graph/tensor.ts';
import { checkKernel, checkStride } from '../checks.ts';
import { count } from '../parameter.ts';
import type { Scope } from '../scopes.ts';

export const windowParameters = {
  window: count({ default: 2, doc: 'side of the window in pixels' }),
  stride: count({ default: 2, doc: 'step of the window; the sides must divide by it' }),
} as const;

/** The pooling, of an input that it fits. */
export function poolingOf(
  scope: Scope,
  operation: string,
  x: Tensor,
  { window, stride }: { readonly window: number; readonly stride: number },
): Pooling {
  checkStride(scope, operation, x, stride);
  checkKernel(scope, operation, x, window);
  return { window, stride, padding: 'same' };
}
