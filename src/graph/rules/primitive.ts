// The form in which a TensorFlow operation enters the vocabulary: its shape rule, its attributes and
// its gradient, written in primitives again, so that second derivatives come by themselves. A file
// of primitives/ is one of these; leaving out shape rule or gradient is a type error.
import { bug } from '../../diagnostics/outside-error.ts';
import { builderOf, firstOutput, type Graph, type GraphBuilder } from '../ir/builder.ts';
import { booleans, float32s, int32s } from '../ir/constant.ts';
import type {
  Attribute,
  Attributes,
  ConstantData,
  GraphNode,
  NodeGradient,
  OutputNames,
  Tensor,
  TensorType,
} from '../ir/tensor.ts';

/** A tensor, or a number that becomes a constant of the other operands' type. */
export type Operand = Tensor | number;

/** Makes constants in the graph where the primitive is being added. */
export type ConstantMaker = (data: ConstantData) => Tensor;

export interface Flow<N extends readonly Tensor[], P> {
  readonly inputs: N;
  readonly parameters: P;
  /** The first output, which mostly is the only one. */
  readonly y: Tensor;
  /** The gradient of the first output. */
  readonly dy: Tensor;
  readonly outputs: readonly Tensor[];
  /** The gradients of all outputs; undefined where nothing flows into one. */
  readonly upstream: readonly (Tensor | undefined)[];
}

/** Gradients of the inputs, in order; undefined where an input has none (an index, a mask). */
export type GradientRule<N extends readonly Tensor[], P> = (flow: Flow<N, P>) => readonly (Tensor | undefined)[];

export interface PrimitiveDefinition<N extends readonly Tensor[], P> {
  /** Name of the TensorFlow operation. */
  readonly op: string;
  /** The shape rule: types of the outputs from types of the inputs. */
  readonly infer: (inputs: N, parameters: P) => TensorType | readonly TensorType[];
  readonly attributes?: (inputs: N, parameters: P) => Attributes;
  /** The inputs as TensorFlow wants them, with constants for shapes and axes; default: as they are. */
  readonly wire?: (inputs: N, parameters: P, constant: ConstantMaker) => readonly Tensor[];
  /** `none` where no gradient exists or none is wanted: then nothing flows through. */
  readonly gradient: GradientRule<N, P> | 'none';
  /** How TensorFlow names the outputs. */
  readonly outputs?: OutputNames;
}

export interface Primitive<N extends readonly Tensor[], P> {
  readonly definition: PrimitiveDefinition<N, P>;
  /** Adds the node; all outputs. `graph`: where, for primitives without inputs. */
  apply(inputs: N, parameters: P, graph?: Graph, control?: readonly GraphNode[]): readonly Tensor[];
}

/** Makes a primitive from its definition. */
export function definePrimitive<N extends readonly Tensor[], P>(
  definition: PrimitiveDefinition<N, P>,
): Primitive<N, P> {
  return {
    definition,
    apply(inputs, parameters, graph, control) {
      const target = graph ?? currentGraph(inputs);
      const constant: ConstantMaker = (data) => target.constant(data);
      const inferred = listOf(definition.infer(inputs, parameters));
      const wired = definition.wire?.(inputs, parameters, constant) ?? inputs;
      const rule = definition.gradient;
      const node = target.add({
        op: definition.op,
        inputs: wired,
        attributes: definition.attributes?.(inputs, parameters) ?? {},
        outputs: inferred,
        outputNames: definition.outputs ?? ['output'],
        control: control ?? [],
        infer: (now) => listOf(definition.infer(inPlaceOf(inputs, wired, now), parameters)),
        gradient:
          rule === 'none'
            ? undefined
            : (made, now) => gradientOf(made, now ? inPlaceOf(inputs, wired, now) : inputs, parameters, rule),
      });
      return node.outputs;
    },
  };
}

/** The graph that grows at the moment, known from any tensor of it. */
function currentGraph(inputs: readonly Tensor[]): Graph {
  const first = inputs[0] ?? bug('a primitive without inputs needs a graph');
  return builderOf(first).current;
}

/** Operands as tensors: a number takes the type of the first tensor among them. */
export function tensors<const O extends readonly Operand[]>(operands: O): { [K in keyof O]: Tensor };
export function tensors(operands: readonly Operand[]): readonly Tensor[] {
  const model = operands.find((operand) => typeof operand !== 'number');
  if (model === undefined) return bug('an operation on numbers alone belongs into TypeScript');
  return operands.map((operand) => (typeof operand === 'number' ? scalarLike(model, operand) : operand));
}

/** A scalar constant of the tensor's type. */
function scalarLike(model: Tensor, value: number): Tensor {
  const graph = builderOf(model).current;
  if (model.dtype === 'int32') return graph.constant(int32s([value], []));
  if (model.dtype === 'float32') return graph.constant(float32s([value], []));
  return bug(`no scalar constant of type ${model.dtype}`);
}

export function float(builder: GraphBuilder, value: number): Tensor {
  return builder.current.constant(float32s([value], []));
}

export function integer(builder: GraphBuilder, value: number): Tensor {
  return builder.current.constant(int32s([value], []));
}

export function boolean(builder: GraphBuilder, value: boolean): Tensor {
  return builder.current.constant(booleans([value], []));
}

/** The attribute that most operations carry: the element type of the first input, as `T`. */
export function elementType(inputs: readonly Tensor[]): Attributes {
  return { T: typeAttribute(inputs[0]) };
}

export function typeAttribute(tensor: Tensor | undefined): Attribute {
  return { kind: 'type', value: (tensor ?? bug('an input is missing')).dtype };
}

/** The only output of a primitive. */
export function single(outputs: readonly Tensor[]): Tensor {
  return outputs[0] ?? bug('a primitive without output');
}

// An operation with a list of outputs may have none for the first; every other flows through the first.
function gradientOf<N extends readonly Tensor[], P>(
  node: GraphNode,
  inputs: N,
  parameters: P,
  rule: GradientRule<N, P>,
): NodeGradient {
  const y = firstOutput(node);
  return {
    inputs,
    backward(upstream) {
      const dy = upstream[0] ?? upstream.find((gradient) => gradient !== undefined);
      if (dy === undefined) return [];
      return rule({ inputs, parameters, y, dy, outputs: node.outputs, upstream });
    },
  };
}

// A primitive's own inputs, where what the node is wired to has changed: a copy of the node in another graph.
function inPlaceOf<N extends readonly Tensor[]>(inputs: N, wired: readonly Tensor[], now: readonly Tensor[]): N;
function inPlaceOf(inputs: readonly Tensor[], wired: readonly Tensor[], now: readonly Tensor[]): readonly Tensor[] {
  return inputs.map((input) => now[wired.indexOf(input)] ?? input);
}

function listOf(types: TensorType | readonly TensorType[]): readonly TensorType[] {
  return isList(types) ? types : [types];
}

function isList(value: TensorType | readonly TensorType[]): value is readonly TensorType[] {
  return Array.isArray(value);
}
