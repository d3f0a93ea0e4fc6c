// Perlin's gradient noise as matrix products: each pixel's fade weights towards the corners of its
// cell are the rows of a matrix, so the sum over corners is W_y G W_x^T for each of the two gradient
// components.
import { float32s } from '../../graph/ir/constant.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Distribution } from '../core/call.ts';
import { largest } from '../core/distribution.ts';
import type { SampleScope } from '../core/scopes.ts';

/** Noise of h x w x 1, from about -1 to 1 (scaled by sqrt 2, as DRAEM does). `cells`: along a side. */
export function perlinNoise(scope: SampleScope, cells: Distribution): Tensor {
  const corners = Math.ceil(largest(cells)) + 2;
  const angles = mul(scope.uniform('gradients', [corners, corners]), 2 * Math.PI);
  const down = weights(scope, scope.height, corners, cast(scope.drawWhole('rows', cells), 'float32'));
  const across = weights(scope, scope.width, corners, cast(scope.drawWhole('columns', cells), 'float32'));
  const alongX = matmul(matmul(down.fade, cos(angles)), across.slope, { transposeB: true });
  const alongY = matmul(matmul(down.slope, sin(angles)), across.fade, { transposeB: true });
  return reshape(mul(add(alongX, alongY), Math.SQRT2), [scope.height, scope.width, 1]);
}

// For each place along a side and each corner: the fade weight, and it times the way from the corner.
function weights(
  { builder }: SampleScope,
  size: number,
  corners: number,
  cells: Tensor,
): { readonly fade: Tensor; readonly slope: Tensor } {
  const places = builder.current.constant(
    float32s(
      Array.from({ length: size }, (_, i) => i / size),
      [size, 1],
    ),
  );
  const numbers = builder.current.constant(
    float32s(
      Array.from({ length: corners }, (_, i) => i),
      [1, corners],
    ),
  );
  const offset = sub(mul(places, cells), numbers);
  // 1 at the corner, 0 from the next corner on: 1 - (6 t^5 - 15 t^4 + 10 t^3).
  const t = maximum(sub(1, abs(offset)), 0);
  const fade = mul(mul(t, mul(t, t)), add(mul(t, sub(mul(t, 6), 15)), 10));
  return { fade, slope: mul(fade, offset) };
}
