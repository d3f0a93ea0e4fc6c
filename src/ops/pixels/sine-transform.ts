// Poisson's equation in a rectangle with zeros around it, solved exactly: the sine waves that vanish on the
// border are eigenvectors of the discrete Laplacian. The transform is a product with a matrix for each
// side; the size of the rectangle is only known when the graph runs, that of the matrices always.

import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { div } from '../../graph/primitives/div.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { lessEqual } from '../../graph/primitives/less-equal.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { SampleScope } from '../core/scopes.ts';
import type { Extent } from './bounds.ts';
import { toMask } from './box.ts';
import { countUp } from './places.ts';

/** The solution inside the rectangle, zero outside. `sources`: c x h x w; what lies outside the rectangle is ignored. */
export function solvePoisson(
  canvas: Pick<SampleScope, 'builder'>,
  sources: Tensor,
  rectangle: { readonly rows: Extent; readonly columns: Extent },
): Tensor {
  const [height, width] = [dimension(sources, 1), dimension(sources, 2)];
  const down = sineTransform(canvas, height, rectangle.rows);
  const across = sineTransform(canvas, width, rectangle.columns);
  // Every product turns the picture, so that its columns are transformed, then its rows.
  const waves = matmul(matmul(sources, across.waves), down.waves, { transposeA: true });
  const eigenvalues = add(reshape(across.eigenvalues, [width, 1]), reshape(down.eigenvalues, [1, height]));
  const scale = mul(across.scale, down.scale);
  const solved = mul(waves, div(scale, minimum(eigenvalues, -tiny)));
  const columns = matmul(solved, down.waves, { transposeB: true });
  return matmul(columns, across.waves, { transposeA: true, transposeB: true });
}

/** Waves beyond the last one have no eigenvalue; their amplitude is zero. */
const tiny = 1e-12;

interface SineTransform {
  /** `size` x `size`: a place in each row, a wave in each column; zero outside the rectangle and beyond its waves. */
  readonly waves: Tensor;
  /** Of the second difference, by wave. */
  readonly eigenvalues: Tensor;
  /** The transform, taken twice, multiplies by its inverse: a scalar. */
  readonly scale: Tensor;
}

function sineTransform({ builder }: Pick<SampleScope, 'builder'>, size: number, extent: Extent): SineTransform {
  const [start, count] = [cast(extent.start, 'float32'), cast(extent.size, 'float32')];
  const period = add(count, 1);
  const place = sub(countUp(builder, size, [size, 1]), sub(start, 1));
  const wave = add(countUp(builder, size, [1, size]), 1);
  const inside = mul(
    toMask(logicalAnd(greaterEqual(place, 1), lessEqual(place, count))),
    toMask(lessEqual(wave, count)),
  );
  // sin(pi p k / period), with whole turns taken off first: floats are exact for p k, not for its sine.
  const product = mul(place, wave);
  const turn = mul(period, 2);
  const rest = sub(product, mul(turn, floor(div(product, turn))));
  const half = sin(div(mul(wave, Math.PI / 2), period));
  return {
    waves: mul(inside, sin(mul(rest, div(2 * Math.PI, turn)))),
    eigenvalues: mul(square(half), -4),
    scale: div(2, period),
  };
}
