// Cases of primitives that add a border or cut one off.
import { mirrorPad } from '../../../../src/graph/primitives/mirror-pad.ts';
import { mirrorPadGrad } from '../../../../src/graph/primitives/mirror-pad-grad.ts';
import { type Paddings, pad } from '../../../../src/graph/primitives/pad.ts';
import { slice, sliceWindow } from '../../../../src/graph/primitives/slice.ts';
import { type Example, example, type PrimitiveCase, type Sample, type Values } from '../example.ts';
import { anywhere, integers, ofUnknownBatch, sizeOf } from '../samples.ts';

export const borderCases = {
  MirrorPad: mirrorPadCase(),
  MirrorPadGrad: mirrorPadGradCase(),
  Pad: padCase(),
  Slice: sliceCase(),
};

function padCase(): PrimitiveCase {
  const one = (title: string, x: Sample, paddings: Paddings): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => pad(given, paddings),
      tfjs: (tf, [given]) => tf.pad(given, pairsOf(paddings)),
    });
  return {
    examples: [
      one('both ends of a vector', anywhere([3]), [[2, 1]]),
      one('an image, unevenly', anywhere([1, 2, 3, 2]), [
        [0, 0],
        [1, 0],
        [0, 2],
        [0, 0],
      ]),
      one('channels', anywhere([2, 2, 1]), [
        [0, 0],
        [0, 0],
        [0, 3],
      ]),
      one('unknown batch', ofUnknownBatch(anywhere([2, 2])), [
        [0, 0],
        [1, 1],
      ]),
    ],
  };
}

function mirrorPadCase(): PrimitiveCase {
  const one = (title: string, x: Sample, paddings: Paddings): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => mirrorPad(given, paddings),
      tfjs: (tf, [given]) => tf.mirrorPad(given, pairsOf(paddings), 'reflect'),
      tfjsGradient: 'tfjs has none',
    });
  return {
    examples: [
      one('both ends of a vector', anywhere([4]), [[3, 1]]),
      one('an image, unevenly', anywhere([1, 3, 4, 2]), [
        [0, 0],
        [2, 1],
        [1, 3],
        [0, 0],
      ]),
      one('unknown batch', ofUnknownBatch(anywhere([2, 3])), [
        [0, 0],
        [1, 2],
      ]),
    ],
  };
}

function mirrorPadGradCase(): PrimitiveCase {
  const one = (title: string, dy: Sample, paddings: Paddings): Example =>
    example({
      title,
      inputs: [dy],
      build: ([given]) => mirrorPadGrad(given, paddings),
      formula: ([given]) => folded(given, paddings),
    });
  return {
    examples: [
      one('both ends of a vector', anywhere([8]), [[3, 1]]),
      one('an image, unevenly', anywhere([1, 6, 5, 2]), [
        [0, 0],
        [2, 1],
        [1, 1],
        [0, 0],
      ]),
    ],
  };
}

// Each element of the padded tensor is added to the one that it mirrors.
function folded(dy: Values, paddings: Paddings): Values {
  const shape = dy.shape.map((size, axis) => size - (paddings[axis]?.[0] ?? 0) - (paddings[axis]?.[1] ?? 0));
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < dy.data.length; i++) {
    let rest = i;
    let place = 0;
    let step = 1;
    for (let axis = dy.shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      const at = (rest % (dy.shape[axis] ?? 1)) - (paddings[axis]?.[0] ?? 0);
      rest = Math.floor(rest / (dy.shape[axis] ?? 1));
      place += step * (at < 0 ? -at : at >= size ? 2 * size - 2 - at : at);
      step *= size;
    }
    data[place] = (data[place] ?? 0) + (dy.data[i] ?? 0);
  }
  return { shape, data };
}

function sliceCase(): PrimitiveCase {
  const along = (title: string, x: Sample, part: { axis: number; start: number; size: number }): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => slice(given, part),
      tfjs: (tf, [given]) => {
        const axis = part.axis < 0 ? part.axis + x.shape.length : part.axis;
        const begin = x.shape.map((_, i) => (i === axis ? part.start : 0));
        return tf.slice(
          given,
          begin,
          x.shape.map((size, i) => (i === axis ? part.size : size)),
        );
      },
    });
  return {
    examples: [
      along('the middle of a vector', anywhere([5]), { axis: 0, start: 1, size: 3 }),
      along('one row', anywhere([3, 2]), { axis: 0, start: 2, size: 1 }),
      along('the last axis, from the end', anywhere([2, 2, 4]), { axis: -1, start: 0, size: 3 }),
      along('int32', integers(0, 9)([4]), { axis: 0, start: 2, size: 2 }),
      along('unknown batch', ofUnknownBatch(anywhere([2, 4])), { axis: 1, start: 1, size: 2 }),
      example({
        title: 'a window along all axes',
        inputs: [anywhere([2, 4, 3])],
        build: ([x]) => sliceWindow(x, { starts: [1, 1, 0], sizes: [1, 2, 2] }),
        tfjs: (tf, [x]) => tf.slice(x, [1, 1, 0], [1, 2, 2]),
      }),
    ],
  };
}

function pairsOf(paddings: Paddings): [number, number][] {
  return paddings.map(([before, after]) => [before, after]);
}
