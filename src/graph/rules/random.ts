// The form of random draws: stateless, so that the same key and counter give the same numbers whatever
// was drawn before (Philox; Salmon et al. 2011).
import { int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, type Primitive, single } from './primitive.ts';

/** Which numbers: `key` uint64 [1] names the stream, `counter` uint64 [2] the place in it. */
export interface RandomState {
  readonly key: Tensor;
  readonly counter: Tensor;
}

export interface Draw {
  readonly shape: readonly number[];
}

type State = readonly [key: Tensor, counter: Tensor, ...settings: Tensor[]];
const philox = 1;

/** `settings` are further inputs of the operation, after the algorithm. */
export function randomDraw(op: string, shapeType = 'Tshape'): Primitive<State, Draw> {
  return definePrimitive<State, Draw>({
    op,
    infer: (_, { shape }) => ({ shape, dtype: 'float32' }),
    attributes: (): Attributes => ({
      dtype: { kind: 'type', value: 'float32' },
      [shapeType]: { kind: 'type', value: 'int32' },
    }),
    wire: ([key, counter, ...settings], { shape }, constant) => [
      constant(int32s(shape)),
      key,
      counter,
      constant(int32s([philox], [])),
      ...settings,
    ],
    gradient: 'none',
  });
}

export function callRandom(
  primitive: Primitive<State, Draw>,
): (state: RandomState, shape: readonly number[], ...settings: Tensor[]) => Tensor {
  return ({ key, counter }, shape, ...settings) => single(primitive.apply([key, counter, ...settings], { shape }));
}
