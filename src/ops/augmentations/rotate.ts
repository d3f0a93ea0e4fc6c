import { switchCase } from '../../graph/ir/control-flow.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floorMod } from '../../graph/primitives/floor-mod.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reverse } from '../../graph/primitives/reverse.ts';
import { round } from '../../graph/primitives/round.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import type { Distribution } from '../core/call.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn, word } from '../core/parameter.ts';
import type { SampleScope } from '../core/scopes.ts';
import { turned, turnedPart } from '../pixels/turn.ts';

export const rotate = defineAugmentation({
  name: 'rotate',
  doc: 'The image turned counter-clockwise about its middle. Multiples of 90 degrees are exact; other angles are interpolated.',
  provenance: 'CSI, Tack et al. 2020 (multiples of 90 degrees)',
  example: 'donor = other_image -> maybe(50%) rotate(90deg | 180deg | 270deg)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is turned' }],
  parameters: {
    angle: drawn.angle({ doc: 'counter-clockwise' }),
    outside: word(['reflect', 'wrap', 'nearest', 'constant'], {
      default: 'reflect',
      doc: 'what comes in at the corners',
    }),
  },
  result: 'image',
  moves: true,
  emit(scope, inputs, { angle, outside }) {
    const image = imageInput(inputs[0]);
    const degrees = scope.draw('angle', angle);
    if (onlyQuarters(angle) && scope.height === scope.width) return quarterTurns(scope, image, degrees);
    return turned(scope, image, degrees, outside);
  },
  emitPart(scope, source, { angle, outside }, window) {
    if (outside !== 'reflect' || onlyQuarters(angle)) return undefined;
    return turnedPart(scope, source, scope.draw('angle', angle), window);
  },
});

function onlyQuarters(d: Distribution): boolean {
  if (d.kind === 'constant') return d.value % 90 === 0;
  return d.kind === 'choice' && d.options.every(onlyQuarters);
}

function quarterTurns({ builder }: SampleScope, image: Tensor, degrees: Tensor): Tensor {
  const turns = floorMod(cast(round(mul(degrees, 1 / 90)), 'int32'), 4);
  const [turned] = builder.scope('turn', () =>
    switchCase(turns, [
      () => [image],
      () => [reverse(transpose(image, [1, 0, 2]), [0])],
      () => [reverse(image, [0, 1])],
      () => [reverse(transpose(image, [1, 0, 2]), [1])],
    ]),
  );
  return turned ?? image;
}
