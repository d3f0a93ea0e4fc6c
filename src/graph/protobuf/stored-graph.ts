// Reads a saved_model.pb that may be anybody's, and says what in it no compiler of ours writes. TensorFlow runs whatever
// a graph holds, files included, so this is asked before anything is loaded.
import messages from '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js';
import { emittedOperations } from '../legality/emitted-operations.ts';
import { dtypeNumbers } from './graph-def.ts';

type Proto<K extends keyof typeof messages> = InstanceType<(typeof messages)[K]>;

export type StoredGraph =
  /** `bytes`: the same written anew, so that nothing is loaded that was not looked at. */
  | { readonly kind: 'ours'; readonly bytes: Uint8Array }
  /** `what`: a phrase that names it. */
  | { readonly kind: 'foreign'; readonly what: string }
  | { readonly kind: 'damaged' };

/** `fetched`: names of nodes that will be run; a graph without them is damaged. */
export function readStoredGraph(bytes: Uint8Array, fetched: readonly string[]): StoredGraph {
  const model = decode(bytes);
  if (model === undefined) return { kind: 'damaged' };
  const graphs = model.getMetaGraphsList();
  const what = graphs.map((meta) => foreignPart(meta, fetched)).find((found) => found !== undefined);
  if (what !== undefined) return { kind: 'foreign', what };
  if (graphs.length > 1) return { kind: 'foreign', what: `${graphs.length} graphs in one file` };
  const names = new Set((graphs[0]?.getGraphDef()?.getNodeList() ?? []).map((node) => node.getName()));
  if (!fetched.every((name) => names.has(name))) return { kind: 'damaged' };
  return { kind: 'ours', bytes: model.serializeBinary() };
}

function decode(bytes: Uint8Array): Proto<'SavedModel'> | undefined {
  try {
    return messages.SavedModel.deserializeBinary(bytes);
  } catch {
    // Cut off, or no such message at all: the parser says nothing that would help.
    return undefined;
  }
}

/** Operations that change something outside of the graph: in the main graph only, for saving and restoring. */
const reachesFiles: ReadonlySet<string> = new Set(['SaveV2', 'RestoreV2']);

function foreignPart(meta: Proto<'MetaGraphDef'>, fetched: readonly string[]): string | undefined {
  const nodes = meta.getGraphDef()?.getNodeList() ?? [];
  const functions = meta.getGraphDef()?.getLibrary()?.getFunctionList() ?? [];
  const names = new Set(functions.map((fn) => fn.getSignature()?.getName() ?? ''));
  const inFunctions = functions.flatMap((fn) => fn.getNodeDefList());
  const known = emittedOperations();
  const unknown = [...nodes, ...inFunctions].find((node) => !known.has(node.getOp()));
  if (unknown) return operation(unknown.getOp());
  const filing = inFunctions.find((node) => reachesFiles.has(node.getOp()));
  if (filing) return `${operation(filing.getOp())} in a function`;
  for (const node of [...nodes, ...inFunctions]) {
    const what = foreignAttribute(node.getAttrMap(), names);
    if (what !== undefined) return what;
  }
  return foreignSurroundings(meta, names, known) ?? foreignFileAccess(meta, nodes, fetched);
}

function operation(name: string): string {
  return `the operation \`${name}\``;
}

// Functions that are called must be among those that were looked at; a constant's content must be there.
function foreignAttribute(
  attributes: ReturnType<Proto<'NodeDef'>['getAttrMap']>,
  names: ReadonlySet<string>,
): string | undefined {
  let found: string | undefined;
  attributes.forEach((value) => {
    const [fn, list, tensor] = [value.getFunc(), value.getList(), value.getTensor()];
    for (const called of [...(fn ? [fn] : []), ...(list?.getFuncList() ?? [])]) {
      if (!names.has(called.getName())) found ??= `the function \`${called.getName()}\`, which it does not hold,`;
      else if (called.getAttrMap().getLength() > 0) found ??= `a call of \`${called.getName()}\` with attributes`;
    }
    for (const constant of [...(tensor ? [tensor] : []), ...(list?.getTensorList() ?? [])]) {
      if (!isWhole(constant)) found ??= 'a constant whose content does not fit its shape';
    }
  });
  return found;
}

// Of one value, for the types that our constants have.
const bytesOf: Readonly<Record<number, number>> = {
  [dtypeNumbers.float32]: 4,
  [dtypeNumbers.int32]: 4,
  [dtypeNumbers.uint8]: 1,
  [dtypeNumbers.int64]: 8,
  [dtypeNumbers.bool]: 1,
  [dtypeNumbers.uint64]: 8,
};

function isWhole(constant: Proto<'Tensor'>): boolean {
  const dims = constant.getTensorShape()?.getDimList() ?? [];
  const count = dims.reduce((product, dim) => product * dim.getSize(), 1);
  if (constant.getDtype() === dtypeNumbers.string) return constant.getStringValList().length === count;
  return constant.getTensorContent_asU8().length === count * (bytesOf[constant.getDtype()] ?? Number.NaN);
}

// What TensorFlow runs or reads by itself while it loads a model, and names that would hide an operation.
function foreignSurroundings(
  meta: Proto<'MetaGraphDef'>,
  names: ReadonlySet<string>,
  known: ReadonlySet<string>,
): string | undefined {
  const signatures: string[] = [];
  meta.getSignatureDefMap().forEach((_, name) => {
    signatures.push(name);
  });
  const signature = signatures.find((name) => name !== 'serving_default');
  if (signature !== undefined) return `the signature \`${signature}\``;
  if (meta.getCollectionDefMap().getLength() > 0) return 'a collection of operations to run while it is loaded';
  if (meta.getAssetFileDefList().length > 0) return 'asset files';
  if ((meta.getGraphDef()?.getLibrary()?.getGradientList() ?? []).length > 0) return 'gradients of functions';
  const hiding = [...names].find((name) => known.has(name));
  return hiding === undefined ? undefined : `a function that is named as the operation \`${hiding}\``;
}

// Variables are read from where the loader says, and nothing that is run writes.
function foreignFileAccess(
  meta: Proto<'MetaGraphDef'>,
  nodes: readonly Proto<'NodeDef'>[],
  fetched: readonly string[],
): string | undefined {
  const byName = new Map(nodes.map((node) => [node.getName(), node]));
  const elsewhere = nodes.find((node) => {
    const source = byName.get(nodeName(node.getInputList()[0] ?? ''));
    return reachesFiles.has(node.getOp()) && source?.getOp() !== 'Placeholder';
  });
  if (elsewhere) return `${operation(elsewhere.getOp())} on a file of its own choice`;
  const open = [...fetched, ...outputsOf(meta), meta.getSaverDef()?.getRestoreOpName() ?? ''];
  const seen = new Set<string>();
  while (open.length > 0) {
    const name = nodeName(open.pop() ?? '');
    if (seen.has(name)) continue;
    seen.add(name);
    const node = byName.get(name);
    if (node?.getOp() === 'SaveV2') return `${operation('SaveV2')} in what computes the map`;
    open.push(...(node?.getInputList() ?? []));
  }
  return undefined;
}

function outputsOf(meta: Proto<'MetaGraphDef'>): readonly string[] {
  const names: string[] = [];
  meta.getSignatureDefMap().forEach((signature) => {
    signature.getOutputsMap().forEach((info) => {
      names.push(info.getName());
    });
  });
  return names;
}

/** Of `node`, `node:1` and `^node`. */
function nodeName(input: string): string {
  return input.replace(/^\^/, '').replace(/:\d+$/, '');
}
