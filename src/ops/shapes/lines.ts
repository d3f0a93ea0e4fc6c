import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { div } from '../../graph/primitives/div.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { round } from '../../graph/primitives/round.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { coverage } from '../patches/coverage.ts';
import { anyCentre, turnedFrame } from '../patches/frame.ts';

export const lines = defineShape({
  name: 'lines',
  doc: 'Parallel straight lines: scratches, tool marks, broken threads.',
  provenance: 'our choice',
  example: 'shape = lines(count: 1..6, width: 1px..2px, spacing: 4px..12px, length: 10%..60%)',
  parameters: {
    count: drawn.count({ default: [1, 6], max: 1000, doc: 'how many' }),
    width: drawn.length({ default: [1, 3], least: [1, 1.5], above: 0, doc: 'of each line' }),
    spacing: drawn.length({
      default: [4, 16],
      least: [3, 5],
      above: 0,
      doc: 'from the middle of a line to that of the next',
    }),
    length: drawn.length({ default: [20, 120], least: [6, 15], above: 0, doc: 'of the lines' }),
    angle: drawn.angle({ default: [0, 180], doc: 'of the lines, counter-clockwise from the right' }),
  },
  emit(scope, { count, width, spacing, length, angle }) {
    const [x, y] = anyCentre(scope);
    const { along, across } = turnedFrame(scope, x, y, scope.draw('angle', angle));
    const gap = scope.draw('spacing', spacing);
    // The lines stand at -m, 1 - m, … m gaps from the middle.
    const last = sub(cast(scope.drawWhole('count', count), 'float32'), 1);
    const m = mul(last, 0.5);
    const nearest = sub(minimum(maximum(round(add(div(across, gap), m)), 0), last), m);
    const half = (name: string, size: typeof width) => mul(scope.draw(name, size), 0.5);
    const thick = coverage(abs(sub(across, mul(nearest, gap))), half('width', width));
    return mul(thick, coverage(abs(along), half('length', length)));
  },
});
