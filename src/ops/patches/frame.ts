// Where the pixels are, seen from a centre and turned: what shapes are drawn with.
import { float32s } from '../../graph/ir/constant.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { SampleScope } from '../core/scopes.ts';

export interface Frame {
  /** Along the shape and across it, in pixels from its centre: tensors that broadcast to h x w x 1. */
  readonly along: Tensor;
  readonly across: Tensor;
}

/** `x`, `y`: the centre in pixels; `degrees`: counter-clockwise. */
export function turnedFrame(scope: SampleScope, x: Tensor, y: Tensor, degrees: Tensor): Frame {
  const { along: u, across: v } = uprightFrame(scope, x, y);
  const radians = mul(degrees, Math.PI / 180);
  const [c, s] = [cos(radians), sin(radians)];
  // v points down, so a counter-clockwise turn has the sine of the other sign.
  return { along: sub(mul(u, c), mul(v, s)), across: add(mul(u, s), mul(v, c)) };
}

/** The same without a turn: 1 x w x 1 and h x 1 x 1, which costs next to nothing. */
export function uprightFrame({ builder, height, width }: SampleScope, x: Tensor, y: Tensor): Frame {
  const middles = (size: number, shape: readonly number[]) =>
    builder.current.constant(
      float32s(
        Array.from({ length: size }, (_, i) => i + 0.5),
        shape,
      ),
    );
  return { along: sub(middles(width, [1, width, 1]), x), across: sub(middles(height, [height, 1, 1]), y) };
}

/** A centre anywhere in the image: x and y in pixels. */
export function anyCentre(scope: SampleScope): readonly [x: Tensor, y: Tensor] {
  const at = (name: string, size: number) => scope.draw(name, { kind: 'uniform', from: 0, to: size, unit: 'px' });
  return [at('x', scope.width), at('y', scope.height)];
}
