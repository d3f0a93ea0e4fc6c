// State that lives in the session from run to run. Each is read once in a graph, before any write;
// a write must be controlled by all reads (TensorFlow orders nothing else inside one call).

import { firstOutput, type GraphBuilder } from './builder.ts';
import { addEffect } from './effect.ts';
import type { DType, GraphNode, Shape, Tensor } from './tensor.ts';

export interface Variable<S extends Shape = readonly number[]> {
  /** Also its key in a checkpoint. */
  readonly name: string;
  readonly shape: S;
  readonly dtype: DType;
  readonly handle: Tensor;
}

/** `device`: that of the variable and of all that takes its handle. */
export function makeVariable<S extends Shape>(
  builder: GraphBuilder,
  name: string,
  type: { readonly shape: S; readonly dtype: DType },
  device?: 'cpu',
): Variable<S> {
  const handle = builder.main.add({
    op: 'VarHandleOp',
    name,
    device,
    inputs: [],
    attributes: {
      dtype: { kind: 'type', value: type.dtype },
      shape: { kind: 'shape', value: type.shape },
      shared_name: { kind: 'string', value: name },
      container: { kind: 'string', value: '' },
    },
    outputs: [{ shape: [], dtype: 'resource' }],
    outputNames: ['resource'],
  });
  return { name, shape: type.shape, dtype: type.dtype, handle: firstOutput(handle) };
}

/** The value. `name`: of the node; `control`: writes that it must see. */
export function readVariable(
  variable: Variable<Shape>,
  builder: GraphBuilder,
  { name, control = [] }: { readonly name?: string; readonly control?: readonly GraphNode[] } = {},
): Tensor {
  return firstOutput(
    builder.main.add({
      op: 'ReadVariableOp',
      ...(name === undefined ? {} : { name }),
      inputs: [variable.handle],
      attributes: { dtype: { kind: 'type', value: variable.dtype } },
      outputs: [{ shape: variable.shape, dtype: variable.dtype }],
      outputNames: ['value'],
      control,
    }),
  );
}

export function assignVariable(
  variable: Variable<Shape>,
  value: Tensor,
  builder: GraphBuilder,
  control: readonly GraphNode[] = [],
): GraphNode {
  return addEffect(builder.main, {
    op: 'AssignVariableOp',
    inputs: [variable.handle, value],
    attributes: { dtype: { kind: 'type', value: variable.dtype } },
    control,
  });
}
