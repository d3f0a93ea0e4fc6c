// Saving variables to a TensorFlow checkpoint and restoring them, as nodes of the graph. The prefix of
// the files is fed as a string scalar.
import { bug } from '../diagnostics/outside-error.ts';
import type { GraphBuilder } from './builder.ts';
import { strings } from './constant.ts';
import { addEffect } from './effect.ts';
import type { Attribute, GraphNode, Tensor } from './tensor.ts';
import { assignVariable, readVariable, type Variable } from './variable.ts';

/** Writes PREFIX.index and PREFIX.data-00000-of-00001. */
export function saveVariables(builder: GraphBuilder, prefix: Tensor, variables: readonly Variable[]): GraphNode {
  return addEffect(builder.main, {
    op: 'SaveV2',
    inputs: [
      prefix,
      ...namesAndSlices(builder, variables),
      ...variables.map((variable) => readVariable(variable, builder)),
    ],
    attributes: { dtypes: dtypesOf(variables) },
  });
}

/** Reads PREFIX and assigns; returns the assignments. */
export function restoreVariables(
  builder: GraphBuilder,
  prefix: Tensor,
  variables: readonly Variable[],
): readonly GraphNode[] {
  const restored = builder.main.add({
    op: 'RestoreV2',
    inputs: [prefix, ...namesAndSlices(builder, variables)],
    attributes: { dtypes: dtypesOf(variables) },
    outputs: variables.map(({ shape, dtype }) => ({ shape, dtype })),
    outputNames: { list: 'tensors' },
  }).outputs;
  return variables.map((variable, i) => assignVariable(variable, restored[i] ?? bug('too few tensors'), builder));
}

function namesAndSlices(builder: GraphBuilder, variables: readonly Variable[]): readonly [Tensor, Tensor] {
  return [
    builder.main.constant(strings(variables.map(({ name }) => name))),
    builder.main.constant(strings(variables.map(() => ''))),
  ];
}

function dtypesOf(variables: readonly Variable[]): Attribute {
  return { kind: 'types', value: variables.map(({ dtype }) => dtype) };
}
