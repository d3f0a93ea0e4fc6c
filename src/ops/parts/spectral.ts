// Spectral norm: a filter divided by its largest singular value, estimated by one step of power iteration a training
// step (Miyato et al. 2018, algorithm 1).

import type { Tensor } from '../../graph/ir/tensor.ts';
import { dimension, sizeOf } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { rsqrt } from '../../graph/primitives/rsqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { stopGradient } from '../../graph/primitives/stop-gradient.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import { flag } from '../core/parameter.ts';
import type { LayerScope } from '../core/scopes.ts';

/** The parameter of layers that can be normalised. */
export const spectral = flag({
  default: false,
  doc: 'the filter divided by its largest singular value (spectral norm, Miyato et al. 2018), for discriminators',
});

/** The filter with spectral norm 1, as a matrix of output channels (along `axis`) against all else. */
export function spectrallyNormed(scope: LayerScope, filter: Tensor, axis: number): Tensor {
  const channels = dimension(filter, axis);
  const rows = sizeOf(filter.shape) / channels;
  const last = filter.shape.length - 1;
  const order = filter.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
  const matrix = reshape(axis === last ? filter : transpose(filter, order), [rows, channels]);
  const u = scope.state('u', [1, channels], { kind: 'normal', deviation: 1 });
  const fixed = stopGradient(matrix);
  const left = direction(matmul(u.value, fixed, { transposeB: true }));
  const right = direction(matmul(left, fixed));
  if (scope.training) u.assign(right);
  const norm = sum(mul(matmul(left, matrix), right));
  return div(filter, add(norm, 1e-12));
}

function direction(vector: Tensor): Tensor {
  return mul(vector, rsqrt(add(sum(square(vector)), 1e-24)));
}
