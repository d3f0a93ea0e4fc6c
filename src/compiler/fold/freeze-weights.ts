// Takes out of a graph what depends on weights alone: those values become the variables of the finished model, and
// a small graph of its own computes them once from the trained weights, when the model is exported.
import { bug } from '../../diagnostics/outside-error.ts';
import { GraphBuilder } from '../../graph/ir/builder.ts';
import { restoreTensors, saveTensors } from '../../graph/ir/checkpoint.ts';
import { copyGraph } from '../../graph/ir/copy.ts';
import type { FinishedGraph } from '../../graph/ir/needed.ts';
import { placeholder } from '../../graph/ir/placeholder.ts';
import { type GraphNode, staticShape, type Tensor } from '../../graph/ir/tensor.ts';
import { makeVariable, readVariable, type Variable } from '../../graph/ir/variable.ts';
import { named } from '../../graph/primitives/identity.ts';
import { boolean } from '../../graph/rules/primitive.ts';
import { equalValues } from './equal-values.ts';
import { FoldContext } from './fold-context.ts';

/** The graph that computes a finished model's variables. */
export interface Finishing {
  readonly graph: FinishedGraph;
  /** Names of the trained variables that it reads. */
  readonly trained: readonly string[];
}

/** Names of the nodes of that graph: prefixes of two checkpoints (strings), and what makes it run. */
export const finishingNames = { trained: 'trained_prefix', finished: 'finished_prefix', done: 'finished' } as const;

export interface Frozen {
  readonly roots: readonly Tensor[];
  readonly variables: readonly Variable[];
  readonly finishing: Finishing;
}

/** Copies what `roots` need into `into`, with variables for what depends on weights alone. */
export function freezeWeights(from: GraphBuilder, roots: readonly Tensor[], into: GraphBuilder): Frozen {
  const values = frozenValues(from, roots);
  const variables = values.map(({ name, tensors: [first] }) =>
    makeVariable(into, name, { shape: staticShape(first.shape), dtype: first.dtype }),
  );
  const reads = new Map<Tensor, Tensor>();
  values.forEach(({ tensors }, i) => {
    const read = readVariable(variables[i] ?? bug('a value without variable'), into);
    for (const tensor of tensors) reads.set(tensor, read);
  });
  const standIn = ({ outputs }: GraphNode) =>
    outputs.some((output) => reads.has(output)) ? outputs.map((output) => reads.get(output)) : undefined;
  return { roots: copyGraph({ from, roots, into, standIn }), variables, finishing: finishingGraph(from, values) };
}

/** A value that depends on weights alone, with all tensors that are equal to it. */
interface FrozenValue {
  readonly name: string;
  readonly tensors: readonly [Tensor, ...Tensor[]];
}

// Where what depends on weights alone meets what does not.
function frozenValues(from: GraphBuilder, roots: readonly Tensor[]): readonly FrozenValue[] {
  const context = new FoldContext();
  const keyOf = equalValues();
  const values = new Map<string, FrozenValue>();
  const seen = new Set<Tensor>();
  const freeze = (tensor: Tensor, name: string) => {
    if (seen.has(tensor) || !context.isWeightOnly(tensor) || !readsVariable(tensor)) return;
    seen.add(tensor);
    const key = keyOf(tensor);
    const known = values.get(key);
    values.set(key, known ? { ...known, tensors: [...known.tensors, tensor] } : { name, tensors: [tensor] });
  };
  const needed = reachable(roots);
  for (const node of from.main.nodes) {
    if (!needed.has(node) || node.outputs.some((output) => context.isWeightOnly(output))) continue;
    node.inputs.forEach((input, i) => {
      freeze(input, variableOf(input.node) ?? `${node.name}/weights${i === 1 ? '' : `_${i}`}`);
    });
  }
  return [...values.values()];
}

function reachable(roots: readonly Tensor[]): ReadonlySet<GraphNode> {
  const found = new Set<GraphNode>();
  const stack = roots.map(({ node }) => node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    stack.push(...node.inputs.map((tensor) => tensor.node));
  }
  return found;
}

function readsVariable({ node }: Tensor): boolean {
  return [...reachable(node.outputs)].some((other) => variableOf(other) !== undefined);
}

/** The name of the variable that a node reads. */
function variableOf({ op, inputs: [handle] }: GraphNode): string | undefined {
  return op === 'ReadVariableOp' ? handle?.node.name : undefined;
}

function finishingGraph(from: GraphBuilder, values: readonly FrozenValue[]): Finishing {
  const into = new GraphBuilder();
  const prefix = (name: string) => placeholder(into, name, { shape: [], dtype: 'string' });
  const expressions = values.map(({ tensors: [first] }) => first);
  const reads = [...reachable(expressions)].filter((node) => variableOf(node) !== undefined);
  const stored = reads.flatMap((node) => {
    const [name, value] = [variableOf(node), node.outputs[0]];
    return name && value ? [{ name, shape: staticShape(value.shape), dtype: value.dtype }] : [];
  });
  const restored = restoreTensors(into, prefix(finishingNames.trained), stored);
  const standIns = new Map(reads.map((node, i) => [node, [restored[i]]] as const));
  const finished = copyGraph({ from, roots: expressions, into, standIn: (node) => standIns.get(node) });
  const saved = values.map(({ name }, i) => ({ name, tensor: finished[i] ?? bug('a value was lost') }));
  const saving = saveTensors(into, prefix(finishingNames.finished), saved);
  const done = named(boolean(into, true), finishingNames.done, [saving]);
  return {
    graph: { builder: into, roots: [done.node], names: Object.values(finishingNames) },
    trained: stored.map(({ name }) => name),
  };
}
