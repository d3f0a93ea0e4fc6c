// Saving variables to a TensorFlow checkpoint and restoring them, as nodes of the graph. The prefix of
// the files is fed as a string scalar.
import { bug } from '../../diagnostics/outside-error.ts';
import type { GraphBuilder } from './builder.ts';
import { strings } from './constant.ts';
import { addEffect } from './effect.ts';
import type { Attribute, DType, GraphNode, Tensor } from './tensor.ts';
import { assignVariable, readVariable, type Variable } from './variable.ts';

/** A tensor with its key in a checkpoint. */
export interface Saved {
  readonly name: string;
  readonly tensor: Tensor;
}

/** Writes PREFIX.index and PREFIX.data-00000-of-00001. */
export function saveTensors(builder: GraphBuilder, prefix: Tensor, saved: readonly Saved[]): GraphNode {
  return addEffect(builder.main, {
    op: 'SaveV2',
    inputs: [prefix, ...namesAndSlices(builder, saved), ...saved.map(({ tensor }) => tensor)],
    attributes: { dtypes: dtypesOf(saved.map(({ tensor }) => tensor)) },
  });
}

/** The same with the values of variables, under their names. */
export function saveVariables(builder: GraphBuilder, prefix: Tensor, variables: readonly Variable[]): GraphNode {
  const saved = variables.map((variable) => ({ name: variable.name, tensor: readVariable(variable, builder) }));
  return saveTensors(builder, prefix, saved);
}

/** What a checkpoint holds under a name. */
export interface Stored {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** Reads PREFIX. */
export function restoreTensors(builder: GraphBuilder, prefix: Tensor, stored: readonly Stored[]): readonly Tensor[] {
  return builder.main.add({
    op: 'RestoreV2',
    inputs: [prefix, ...namesAndSlices(builder, stored)],
    attributes: { dtypes: dtypesOf(stored) },
    outputs: stored.map(({ shape, dtype }) => ({ shape, dtype })),
    outputNames: { list: 'tensors' },
  }).outputs;
}

/** Reads PREFIX and assigns; returns the assignments. */
export function restoreVariables(
  builder: GraphBuilder,
  prefix: Tensor,
  variables: readonly Variable[],
): readonly GraphNode[] {
  const restored = restoreTensors(builder, prefix, variables);
  return variables.map((variable, i) => assignVariable(variable, restored[i] ?? bug('too few tensors'), builder));
}

function namesAndSlices(builder: GraphBuilder, saved: readonly { readonly name: string }[]): readonly [Tensor, Tensor] {
  return [
    builder.main.constant(strings(saved.map(({ name }) => name))),
    builder.main.constant(strings(saved.map(() => ''))),
  ];
}

function dtypesOf(tensors: readonly { readonly dtype: DType }[]): Attribute {
  return { kind: 'types', value: tensors.map(({ dtype }) => dtype) };
}
