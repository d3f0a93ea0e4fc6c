// The cases that whole families of primitives share: one operand, or two with every kind of broadcasting.

import type { Tensor } from '../../../../src/graph/ir/tensor.ts';
import type { Operand } from '../../../../src/graph/rules/primitive.ts';
import { type Example, example, type PrimitiveCase, type Tf, type TfTensor, type Values } from '../example.ts';
import { anywhere, type Draw, filled, ofUnknownBatch } from '../samples.ts';

const shapes = [[], [1], [5], [3, 1, 2], [1, 3, 3, 2]] as const;

const pairs = [
  { title: 'equal shapes', a: [3, 2], b: [3, 2] },
  { title: 'b has fewer axes', a: [2, 3], b: [3] },
  { title: 'a has fewer axes', a: [3], b: [2, 1, 3] },
  { title: 'each repeats the other', a: [2, 1, 3], b: [2, 1] },
  { title: 'a scalar', a: [2, 2], b: [] },
  { title: 'size 1', a: [1], b: [1, 1] },
] as const;

/** Element by element, over shapes from scalar to images; the oracle is tfjs's operation. */
export function unaryByTfjs(
  build: (x: Tensor) => Tensor,
  tfjs: (tf: Tf, x: TfTensor) => TfTensor,
  { draw = anywhere, tfjsGradient }: { draw?: Draw; tfjsGradient?: string } = {},
): PrimitiveCase {
  const why = tfjsGradient === undefined ? {} : { tfjsGradient };
  const one = (title: string, sample: ReturnType<Draw>): Example =>
    example({ title, inputs: [sample], build: ([x]) => build(x), tfjs: (tf, [x]) => tfjs(tf, x), ...why });
  return {
    examples: [
      ...shapes.map((shape) => one(shape.join(' x ') || 'a scalar', draw(shape))),
      one('unknown batch', ofUnknownBatch(draw([2, 3]))),
    ],
  };
}

interface BinarySettings {
  readonly a?: Draw;
  /** Default: as `a`. */
  readonly b?: Draw;
  /** Draws int32 operands, where they are allowed. */
  readonly ints?: Draw;
  readonly wrt?: readonly number[];
  readonly tfjsGradient?: string;
}

/** Two operands with broadcasting; the oracle is tfjs's operation. */
export function binaryByTfjs(
  build: (a: Operand, b: Operand) => Tensor,
  tfjs: (tf: Tf, a: TfTensor, b: TfTensor) => TfTensor,
  { a = anywhere, b = a, ints, ...settings }: BinarySettings = {},
): PrimitiveCase {
  const two = (title: string, first: ReturnType<Draw>, second: ReturnType<Draw>): Example =>
    example({
      title,
      inputs: [first, second],
      build: ([x, y]) => build(x, y),
      tfjs: (tf, [x, y]) => tfjs(tf, x, y),
    });
  return {
    examples: [
      ...pairs.map((pair) => ({ ...two(pair.title, a(pair.a, 'a'), b(pair.b, 'b')), ...settings })),
      two('unknown batch', ofUnknownBatch(a([2, 3], 'a')), b([3], 'b')),
      ...withNumber(build, tfjs, a, settings),
      ...(ints === undefined ? [] : [two('int32', ints([2, 3], 'a'), ints([3], 'b'))]),
    ],
  };
}

/** Two operands of one shape, for which tfjs has no operation; the oracle is a formula. */
export function binaryByFormula(
  build: (a: Tensor, b: Tensor) => Tensor,
  formula: (a: number, b: number) => number,
  { a = anywhere, b = anywhere }: { a?: Draw; b?: Draw } = {},
): PrimitiveCase {
  return {
    examples: shapes.map((shape) =>
      example({
        title: shape.join(' x ') || 'a scalar',
        inputs: [a(shape, 'a'), b(shape, 'b')],
        build: ([x, y]) => build(x, y),
        formula: ([x, y]) => zip(x, y, formula),
      }),
    ),
  };
}

function zip(x: Values, y: Values, formula: (a: number, b: number) => number): Values {
  return filled(x.shape, (i) => formula(x.data[i] ?? 0, y.data[i] ?? 0));
}

export function mapValues(x: Values, formula: (value: number) => number): Values {
  return filled(x.shape, (i) => formula(x.data[i] ?? 0));
}

// A number among the operands becomes a constant, on either side.
function withNumber(
  build: (a: Operand, b: Operand) => Tensor,
  tfjs: (tf: Tf, a: TfTensor, b: TfTensor) => TfTensor,
  draw: Draw,
  settings: BinarySettings,
): readonly Example[] {
  const x = draw([3], 'a');
  const right = example({
    title: 'a number on the right',
    inputs: [x],
    build: ([a]) => build(a, 1.5),
    tfjs: (tf, [a]) => tfjs(tf, a, tf.scalar(1.5)),
  });
  const left = example({
    title: 'a number on the left',
    inputs: [x],
    build: ([b]) => build(1.5, b),
    tfjs: (tf, [b]) => tfjs(tf, tf.scalar(1.5), b),
    ...(settings.wrt === undefined ? {} : { wrt: [] }),
  });
  return [right, left];
}
