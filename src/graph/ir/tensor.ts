// What flows along the edges of a graph: tensors with a static type. A dimension is null where only
// the run knows it (the batch of an inference graph).

export type DType = 'float32' | 'int32' | 'int64' | 'uint8' | 'uint64' | 'bool' | 'string' | 'resource';

export type Dimension = number | null;
export type Shape = readonly Dimension[];

export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** One output of one node. Its node knows the graph it belongs to. */
export interface Tensor extends TensorType {
  readonly node: GraphNode;
  /** Which output of the node. */
  readonly index: number;
}

export interface GraphNode {
  /** Unique in its graph: a path such as `generator/e1/conv/Conv2D`. */
  readonly name: string;
  /** The TensorFlow operation. */
  readonly op: string;
  readonly inputs: readonly Tensor[];
  /** Nodes that must have run before this one, without handing it a value. */
  readonly control: readonly GraphNode[];
  /** Where it must run; undefined: where TensorFlow likes, which is a GPU that can. */
  readonly device: 'cpu' | undefined;
  readonly attributes: Attributes;
  readonly outputs: readonly Tensor[];
  /** How a function body names its outputs: `z` or, for a list, `output`. */
  readonly outputNames: OutputNames;
  /** The types of the outputs by its shape rule, for inputs in the place of its own; absent where it has no such rule. */
  readonly infer: ShapeRule | undefined;
  /** How gradients flow back through it; absent where none does. */
  readonly gradient: NodeGradient | undefined;
  /** What makes it: for copies of the node. */
  readonly makeGradient: GradientMaker | undefined;
  /** The node whose gradient it is part of; undefined of all others. */
  readonly cause: GraphNode | undefined;
  /** The graph that owns it. */
  readonly graph: object;
}

export type ShapeRule = (inputs: readonly Tensor[]) => readonly TensorType[];

export type OutputNames = readonly string[] | { readonly list: string };

/** The gradient of one node: from those of its outputs to those of `inputs`; undefined where nothing flows. */
export interface NodeGradient {
  readonly inputs: readonly Tensor[];
  backward(upstream: readonly (Tensor | undefined)[]): readonly (Tensor | undefined)[];
}

/** Called with the node that was made, since a rule may use its outputs. `inputs`: those of a copy, in the place of its own. */
export type GradientMaker = (node: GraphNode, inputs?: readonly Tensor[]) => NodeGradient;

export type Attribute =
  | { readonly kind: 'type'; readonly value: DType }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'shape'; readonly value: Shape }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'types'; readonly value: readonly DType[] }
  | { readonly kind: 'shapes'; readonly value: readonly Shape[] }
  | { readonly kind: 'tensor'; readonly value: ConstantData }
  | { readonly kind: 'function'; readonly value: string }
  | { readonly kind: 'functions'; readonly value: readonly string[] };

export type Attributes = Readonly<Record<string, Attribute>>;

/** The content of a constant: bytes in row-major order, little endian; strings as UTF-8. */
export type ConstantData =
  | {
      readonly dtype: Exclude<DType, 'string' | 'resource'>;
      readonly shape: readonly number[];
      readonly bytes: Uint8Array;
    }
  | { readonly dtype: 'string'; readonly shape: readonly number[]; readonly strings: readonly string[] };

/** `64 x 64 x 128`; an unknown dimension prints as `?`. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? 'scalar' : shape.map((size) => size ?? '?').join(' x ');
}

/** Equal, dimension for dimension; an unknown one equals only an unknown one. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** The number of elements. Throws where a dimension is unknown. */
export function sizeOf(shape: Shape): number {
  return staticShape(shape).reduce((product, size) => product * size, 1);
}

/** The shape as numbers. Throws where a dimension is unknown: the caller must not be batch-agnostic. */
export function staticShape(shape: Shape): readonly number[] {
  return shape.map((size) => {
    if (size === null) throw new Error(`bug in anoseg: ${formatShape(shape)} is not static`);
    return size;
  });
}

/** Dimension `axis` as a number, counted from the end where negative. */
export function dimension(tensor: TensorType, axis: number): number {
  const size = tensor.shape.at(axis);
  if (size === undefined || size === null) {
    throw new Error(`bug in anoseg: ${formatShape(tensor.shape)} has no static dimension ${axis}`);
  }
  return size;
}
