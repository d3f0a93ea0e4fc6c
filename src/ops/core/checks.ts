// Conditions that several layers put to their inputs.
import { dimension, formatShape, type Shape, type Tensor } from '../../graph/ir/tensor.ts';
import type { Scope } from './scopes.ts';

/** Height and width divide by the stride, so that the way up meets the way down. */
export function checkStride(scope: Scope, operation: string, x: Tensor, stride: number): void {
  for (const axis of [1, 2]) {
    const side = dimension(x, axis);
    if (side % stride !== 0) {
      const hint = `choose a size that divides by ${stride} here too`;
      scope.fail('indivisible-side', { operation, side: `${side}`, stride }, hint);
    }
  }
}

/** The filter fits into its input. */
export function checkKernel(scope: Scope, operation: string, x: Tensor, kernel: number): void {
  const side = Math.min(dimension(x, 1), dimension(x, 2));
  if (kernel > side) scope.fail('kernel-too-large', { operation, kernel, side: sideText(x.shape) });
}

/** Equal height and width, for `concat` and its like. */
export function checkEqualSides(scope: Scope, operation: string, tensors: readonly Tensor[]): void {
  const [first] = tensors;
  if (first === undefined) return;
  const different = tensors.some(({ shape }) => shape[1] !== first.shape[1] || shape[2] !== first.shape[2]);
  if (different) scope.fail('shape-mismatch', { operation, needs: 'equal height and width' });
}

/** Equal shapes, or 1 where one is repeated. */
export function checkBroadcast(scope: Scope, operation: string, tensors: readonly Tensor[]): void {
  const [a, b] = tensors;
  if (a === undefined || b === undefined) return;
  const fits = [1, 2, 3].every((axis) => {
    const [p, q] = [a.shape[axis], b.shape[axis]];
    return p === q || p === 1 || q === 1;
  });
  if (!fits) scope.fail('shape-mismatch', { operation, needs: 'equal shapes' });
}

/** Equal shapes, as losses need. */
export function checkSameShape(scope: Scope, operation: string, tensors: readonly Tensor[]): void {
  const [a, b] = tensors;
  if (a === undefined || b === undefined) return;
  if ([1, 2, 3].some((axis) => a.shape[axis] !== b.shape[axis]))
    scope.fail('shape-mismatch', { operation, needs: 'equal shapes' });
}

/** `32 x 32 x 256`, without the batch. */
export function sampleShape(shape: Shape): string {
  return formatShape(shape.slice(1));
}

function sideText(shape: Shape): string {
  return `${shape[1] ?? '?'} x ${shape[2] ?? '?'}`;
}
