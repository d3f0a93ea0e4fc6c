// What the contract test knows of one use of a primitive: its inputs, how it is built, and an oracle that says what must
// come out. Which oracle it is, the name of the field tells.
import type { Shape, Tensor } from '../../../src/graph/ir/tensor.ts';

export type Tf = typeof import('@tensorflow/tfjs-core');
export type TfTensor = import('@tensorflow/tfjs-core').Tensor;

/** Numbers in row-major order; booleans are 0 and 1. */
export interface Values {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** What is fed as one input. A string is a scalar, and `data` its bytes. */
export interface Sample extends Values {
  readonly dtype: 'float32' | 'int32' | 'bool' | 'uint8' | 'string';
  /** The graph does not know the size of the first axis. */
  readonly unknownBatch?: boolean;
}

/** One of: tfjs's eager operation, a formula in TypeScript that shares nothing with ours, or numbers from elsewhere. */
export type Oracle =
  | {
      /** Also the oracle of the gradient, unless `tfjsGradient` says why not. */
      tfjs(tf: Tf, inputs: readonly TfTensor[]): TfTensor | readonly TfTensor[];
      readonly tfjsGradient?: string;
    }
  | { formula(inputs: readonly Values[]): Values | readonly Values[] }
  | { readonly fixture: Values };

interface Settings {
  readonly title: string;
  /** Inputs whose gradients are checked; default: every float32 input. */
  readonly wrt?: readonly number[];
  /** Outputs through which gradients flow; default: every float32 output that the oracle gives. */
  readonly flows?: readonly number[];
  /** Static shapes that the graph must infer; default: the real ones, without the batch where it is unknown. */
  readonly inferred?: readonly Shape[];
  /** Why it does not run in a function body. */
  readonly notInBody?: string;
  /** Allowed difference of values, as a share of 1 + |expected|; default 1e-5. */
  readonly tolerance?: number;
}

// Methods, so that a function on a tuple of known length is taken where a list is asked for.
export type Example = Settings &
  Oracle & {
    readonly inputs: readonly Sample[];
    /** What stands before the primitive and stays outside of the function body; default: the inputs themselves. */
    prepare?(inputs: readonly Tensor[]): readonly Tensor[];
    /** Adds the primitive to the graph: all its outputs. The oracle may leave out the last of them. */
    build(inputs: readonly Tensor[]): Tensor | readonly Tensor[];
  };

export interface PrimitiveCase {
  readonly examples: readonly Example[];
  /** Why there is no second derivative. */
  readonly onlyOnce?: string;
}

type Each<S extends readonly Sample[], T> = { readonly [K in keyof S]: T };

type TypedOracle<S extends readonly Sample[]> =
  | { tfjs(tf: Tf, inputs: Each<S, TfTensor>): TfTensor | readonly TfTensor[]; readonly tfjsGradient?: string }
  | { formula(inputs: Each<S, Values>): Values | readonly Values[] }
  | { readonly fixture: Values };

/** An example; its functions get as many inputs as it has. */
export function example<const S extends readonly Sample[]>(
  given: Settings &
    TypedOracle<S> & {
      readonly inputs: S;
      prepare?(inputs: Each<S, Tensor>): Each<S, Tensor>;
      build(inputs: Each<S, Tensor>): Tensor | readonly Tensor[];
    },
): Example {
  return given;
}
