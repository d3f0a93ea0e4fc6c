// A finished graph as text, one node a line, for people and for golden files: the same graph gives the same text on every
// machine. Scopes are indented; a name without a slash is one of the same scope, others are written whole. Constants stand
// where they are used: a long one as its type and digest.
//
//   generator/e1/conv
//     Conv2D = Conv2D(generator/e1/concat/ConcatV2, ReadVariableOp) {padding: "SAME", …} : float32 6 x 32 x 32 x 8
//     BiasAdd = BiasAdd(Conv2D, ReadVariableOp_1) {data_format: "NHWC"} : float32 6 x 32 x 32 x 8
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { GraphFunction } from '../ir/builder.ts';
import { type FinishedGraph, neededFunctions, neededInside, neededNodes } from '../ir/needed.ts';
import {
  type Attribute,
  type ConstantData,
  formatShape,
  type GraphNode,
  type Tensor,
  type TensorType,
} from '../ir/tensor.ts';

/** What the roots need, the functions behind it; ends with a newline. */
export function printGraph({ builder, roots }: FinishedGraph): string {
  const nodes = neededNodes(builder.main.nodes, roots);
  const functions = neededFunctions(builder.functions, nodes);
  return `${[...printNodes(nodes), ...functions.flatMap((fn) => ['', ...printFunction(fn)])].join('\n')}\n`;
}

function printFunction(fn: GraphFunction): readonly string[] {
  const names = new Map(fn.parameters.map(({ node }, i) => [node, `arg${i}`]));
  const parameters = fn.parameters.map((tensor, i) => `arg${i}: ${printType(tensor)}`);
  const results = fn.results.map((tensor) => nameOf(tensor, undefined, names));
  return [
    `function ${fn.name}(${parameters.join(', ')}) -> (${results.join(', ')})`,
    ...printNodes(neededInside(fn), names).map((line) => `  ${line}`),
  ];
}

type Names = ReadonlyMap<GraphNode, string>;

function printNodes(nodes: readonly GraphNode[], names: Names = new Map()): readonly string[] {
  let open: string | undefined;
  return nodes.flatMap((node) => {
    if (constantOf(node)) return [];
    const scope = scopeOf(node);
    const head = scope === open || scope === '' ? [] : [scope];
    open = scope;
    return [...head, `${scope === '' ? '' : '  '}${printNode(node, scope, names)}`];
  });
}

function printNode(node: GraphNode, scope: string, names: Names): string {
  const inputs = [
    ...node.inputs.map((tensor) => nameOf(tensor, scope, names)),
    ...node.control.map((other) => `^${shortName(other, scope)}`),
  ];
  const attributes = Object.entries(node.attributes)
    .filter(([name, attribute]) => !isImplied(name, attribute))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, attribute]) => `${name}: ${printAttribute(attribute)}`);
  const types = node.outputs.map(printType);
  return [
    `${shortName(node, scope)} = ${node.op}${node.device === undefined ? '' : `@${node.device}`}${inputs.length === 0 ? '' : `(${inputs.join(', ')})`}`,
    attributes.length === 0 ? '' : ` {${attributes.join(', ')}}`,
    types.length === 0 ? '' : ` : ${types.join(', ')}`,
  ].join('');
}

// The element type, which the types of outputs and inputs tell; a name that is not given.
function isImplied(name: string, { value }: Attribute): boolean {
  return name === 'T' || name === 'shared_name' || value === '';
}

function nameOf({ node, index }: Tensor, scope: string | undefined, names: Names): string {
  const constant = constantOf(node);
  if (constant) return printConstant(constant);
  const name = names.get(node) ?? shortName(node, scope);
  return index === 0 ? name : `${name}:${index}`;
}

function shortName(node: GraphNode, scope: string | undefined): string {
  return scopeOf(node) === scope && scope !== '' ? node.name.slice(node.name.lastIndexOf('/') + 1) : node.name;
}

function scopeOf({ name }: GraphNode): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}

function printType({ dtype, shape }: TensorType): string {
  return dtype === 'resource' ? dtype : `${dtype} ${formatShape(shape)}`;
}

function printAttribute(attribute: Attribute): string {
  switch (attribute.kind) {
    case 'shape':
      return formatShape(attribute.value);
    case 'shapes':
      return `[${attribute.value.map(formatShape).join(', ')}]`;
    case 'tensor':
      return printConstant(attribute.value);
    case 'string':
      return JSON.stringify(attribute.value);
    case 'ints':
    case 'types':
    case 'functions':
      return `[${attribute.value.join(', ')}]`;
    default:
      return String(attribute.value);
  }
}

/** The most numbers of a constant that are written out; a longer one is told by its digest. */
const mostNumbers = 16;

function constantOf({ op, attributes: { value } }: GraphNode): ConstantData | undefined {
  return op === 'Const' && value?.kind === 'tensor' ? value.value : undefined;
}

/** `2`, `[4, 64, 64, 3]`, `float32 64 x 64 sha256:…`; the shape of a short list with more axes stands before it. */
function printConstant(data: ConstantData): string {
  const values = data.dtype === 'string' ? data.strings.map((text) => JSON.stringify(text)) : numbersOf(data);
  if (values.length > mostNumbers) {
    const content = data.dtype === 'string' ? utf8ToBytes(values.join()) : data.bytes;
    const hash = bytesToHex(sha256(content)).slice(0, 12);
    return `${data.dtype} ${formatShape(data.shape)} sha256:${hash}`;
  }
  if (data.shape.length === 0) return values.join();
  return `${data.shape.length === 1 ? '' : `${formatShape(data.shape)} `}[${values.join(', ')}]`;
}

function numbersOf({ dtype, bytes }: Exclude<ConstantData, { dtype: 'string' }>): readonly string[] {
  const { buffer } = bytes.slice();
  switch (dtype) {
    case 'float32':
      return Array.from(new Float32Array(buffer), String);
    case 'int32':
      return Array.from(new Int32Array(buffer), String);
    case 'int64':
      return Array.from(new BigInt64Array(buffer), String);
    case 'uint64':
      return Array.from(new BigUint64Array(buffer), String);
    default:
      return Array.from(bytes, String);
  }
}
