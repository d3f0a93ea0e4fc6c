// Whether a finished graph is one that TensorFlow can take and that means what its builder says: every input exists and
// is made before it is used, types and shapes agree, every function fits its callers, every name that callers feed and
// fetch by is there; and, where the graph is one to load, every variable gets a value. Run after emission, after simplification and after folding, in tests and by
// the doctor: what it finds is a bug of ours, never of a user.
import type { GraphFunction } from '../ir/builder.ts';
import { type FinishedGraph, functionsOf, neededFunctions, neededInside, neededNodes } from '../ir/needed.ts';
import { formatShape, type GraphNode, sameShape, type Tensor } from '../ir/tensor.ts';
import { signatureFaults } from './signature.ts';

export interface GraphFault {
  /** Name of the node, behind that of its function. */
  readonly node: string;
  readonly fault: string;
}

/** Everything that is wrong, in the order of the nodes; empty for a legal graph. */
export function graphFaults({ builder, roots, names }: FinishedGraph): readonly GraphFault[] {
  const main = neededNodes(builder.main.nodes, roots);
  const called = neededFunctions(builder.functions, main);
  const functions = new Map(called.map((fn) => [fn.name, fn]));
  const inMain = main.flatMap((node) => faultsOf(node.name, node, functions));
  const inFunctions = called.flatMap((fn) => [
    ...orderFaults(fn.nodes, `${fn.name}/`),
    ...neededInside(fn).flatMap((node) => faultsOf(`${fn.name}/${node.name}`, node, functions)),
  ]);
  return [...orderFaults(builder.main.nodes, ''), ...inMain, ...inFunctions, ...nameFaults(main, names)];
}

type Functions = ReadonlyMap<string, GraphFunction>;

function faultsOf(name: string, node: GraphNode, functions: Functions): readonly GraphFault[] {
  return [...signatureFaults(node), ...shapeFaults(node), ...functionFaults(node, functions)].map((fault) => ({
    node: name,
    fault,
  }));
}

// Inputs before their users, all of one graph: then there is no circle, but for loops, which are functions.
function orderFaults(nodes: readonly GraphNode[], prefix: string): readonly GraphFault[] {
  const made = new Set<GraphNode>();
  const names = new Set<string>();
  const faults: GraphFault[] = [];
  for (const node of nodes) {
    const tell = (fault: string) => faults.push({ node: `${prefix}${node.name}`, fault });
    if (names.has(node.name)) tell('another node has this name');
    for (const { node: input, index } of node.inputs) {
      if (!made.has(input)) tell(`its input ${input.name} is not made before it in this graph`);
      else if (input.outputs[index] === undefined) tell(`its input ${input.name} has no output ${index}`);
    }
    for (const other of node.control)
      if (!made.has(other)) tell(`it waits for ${other.name}, which is not made before it`);
    made.add(node);
    names.add(node.name);
  }
  return faults;
}

function shapeFaults(node: GraphNode): readonly string[] {
  const inferred = node.infer?.(node.inputs);
  if (inferred === undefined) return [];
  if (inferred.length !== node.outputs.length) return [`${node.outputs.length} outputs instead of ${inferred.length}`];
  return node.outputs.flatMap(({ shape, dtype }, i) => {
    const expected = inferred[i];
    if (expected === undefined || (sameShape(shape, expected.shape) && dtype === expected.dtype)) return [];
    return [
      `output ${i} is ${dtype} ${formatShape(shape)}, though its inputs make it ${expected.dtype} ${formatShape(expected.shape)}`,
    ];
  });
}

function functionFaults(node: GraphNode, functions: Functions): readonly string[] {
  return functionsOf(node).flatMap((name) => {
    const fn = functions.get(name);
    return fn === undefined ? [`there is no function ${name}`] : argumentFaults(node, fn);
  });
}

// What a caller hands over: all but the index of a case and the condition of a branch; a map hands over single samples.
function argumentFaults(node: GraphNode, { name, parameters }: GraphFunction): readonly string[] {
  const given = node.op === 'StatelessCase' || node.op === 'StatelessIf' ? node.inputs.slice(1) : node.inputs;
  if (given.length !== parameters.length) return [`${name} takes ${parameters.length} arguments, not ${given.length}`];
  const batched = node.attributes.Targuments;
  const samples = node.op === 'MapDefun' && batched?.kind === 'types' ? batched.value.length : 0;
  return given.flatMap((tensor, i) => {
    const parameter = parameters[i];
    const shape = i < samples ? tensor.shape.slice(1) : tensor.shape;
    if (parameter === undefined || (parameter.dtype === tensor.dtype && sameShape(parameter.shape, shape))) return [];
    return [
      `argument ${i} of ${name} is ${parameter.dtype} ${formatShape(parameter.shape)}, not ${tensor.dtype} ${formatShape(shape)}`,
    ];
  });
}

/** Variables of a graph that is to be loaded and that no node ever gives a value. */
export function variableFaults({ builder, roots }: FinishedGraph): readonly GraphFault[] {
  const nodes = neededNodes(builder.main.nodes, roots);
  const filled = new Set<Tensor | undefined>(
    nodes.filter(({ op }) => op === 'AssignVariableOp').map(({ inputs: [handle] }) => handle),
  );
  return nodes
    .filter(({ op, outputs: [handle] }) => op === 'VarHandleOp' && !filled.has(handle))
    .map(({ name }) => ({ node: name, fault: 'nothing gives this variable a value' }));
}

function nameFaults(nodes: readonly GraphNode[], names: readonly string[]): readonly GraphFault[] {
  const known = new Set(nodes.map(({ name }) => name));
  return names
    .filter((name) => !known.has(name))
    .map((name) => ({ node: name, fault: 'it is fed or fetched, and is not there' }));
}
