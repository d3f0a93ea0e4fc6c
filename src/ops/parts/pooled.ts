// What the poolings with a window share.

import type { Tensor } from '../../graph/ir/tensor.ts';
import type { Pooling } from '../../graph/rules/pooling.ts';
import { checkKernel, checkStride } from '../core/checks.ts';
import { count } from '../core/parameter.ts';
import type { Scope } from '../core/scopes.ts';

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
