import { abs } from '../../graph/primitives/abs.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { anyCentre, turnedFrame } from '../patches/frame.ts';
import { toMask } from '../pixels/box.ts';

export const scar = defineShape({
  name: 'scar',
  doc: 'A long thin rectangle at any place and tilt. At an angle of 0 degrees it stands upright.',
  provenance: 'CutPaste scar, Li et al. 2021',
  example: 'shape = scar(width: 2px..16px, length: 10px..25px, angle: -45deg..45deg)',
  parameters: {
    width: drawn.length({ default: [2, 16], least: [2, 3], above: 0, doc: 'across' }),
    length: drawn.length({ default: [10, 25], least: [6, 10], above: 0, doc: 'along' }),
    angle: drawn.angle({ default: [-45, 45], doc: 'tilt off the vertical' }),
  },
  emit(scope, { width, length, angle }) {
    const [x, y] = anyCentre(scope);
    const { along, across } = turnedFrame(scope, x, y, scope.draw('angle', angle));
    const half = (size: typeof width, name: string) => mul(scope.draw(name, size), 0.5);
    return toMask(logicalAnd(less(abs(across), half(length, 'length')), less(abs(along), half(width, 'width'))));
  },
});
