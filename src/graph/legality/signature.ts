// The types that TensorFlow's own declaration of an operation allows a node: operations.json is read from TensorFlow by
// scripts/tensorflow-operations.js, so that this is held against something that the primitives do not know.
import type { Attribute, DType, GraphNode } from '../ir/tensor.ts';
import table from './operations.json' with { type: 'json' };

interface Declared {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, DeclaredAttribute>>;
}

interface DeclaredAttribute {
  readonly kind: string;
  readonly required?: boolean;
  readonly default?: string;
  readonly allowed?: readonly string[];
}

const operations: Readonly<Record<string, Declared>> = table;

/** What is wrong with a node's attributes and with the types of what goes in and out; empty where nothing is. */
export function signatureFaults(node: GraphNode): readonly string[] {
  const declared = operations[node.op];
  if (declared === undefined) return [`TensorFlow's operation ${node.op} is not in operations.json`];
  const faults = attributeFaults(node, declared);
  if (faults.length > 0) return faults;
  return [
    ...typeFaults(node, 'input', declared, declared.inputs, node.inputs),
    ...typeFaults(node, 'output', declared, declared.outputs, node.outputs),
  ];
}

/** TensorFlow's kinds of attributes by ours. */
const kinds: { readonly [K in Attribute['kind']]: string } = {
  type: 'type',
  int: 'int',
  float: 'float',
  bool: 'bool',
  string: 'string',
  shape: 'shape',
  ints: 'list(int)',
  types: 'list(type)',
  shapes: 'list(shape)',
  tensor: 'tensor',
  function: 'func',
  functions: 'list(func)',
};

function attributeFaults({ attributes }: GraphNode, declared: Declared): readonly string[] {
  const missing = Object.entries(declared.attributes)
    .filter(([name, { required }]) => required === true && attributes[name] === undefined)
    .map(([name]) => `the attribute ${name} is missing`);
  const wrong = Object.entries(attributes).flatMap(([name, attribute]) => {
    const known = declared.attributes[name];
    if (known === undefined) return [`there is no attribute ${name}`];
    if (known.kind !== kinds[attribute.kind])
      return [`the attribute ${name} is a ${known.kind}, not a ${kinds[attribute.kind]}`];
    const types = attribute.kind === 'type' ? [attribute.value] : attribute.kind === 'types' ? attribute.value : [];
    return types
      .filter((type) => known.allowed !== undefined && !known.allowed.includes(type))
      .map((type) => `the attribute ${name} must not be ${type}`);
  });
  return [...missing, ...wrong];
}

function typeFaults(
  node: GraphNode,
  side: string,
  declared: Declared,
  args: readonly string[],
  tensors: readonly { readonly dtype: DType }[],
): readonly string[] {
  const expected = expectedTypes(node, declared, args, tensors.length);
  if (expected.length !== tensors.length) return [`${tensors.length} ${side}s instead of ${expected.length}`];
  return tensors.flatMap(({ dtype }, i) =>
    expected[i] === dtype ? [] : [`${side} ${i} is ${dtype}, not ${expected[i]}`],
  );
}

// `T`, `=int32`, `N*T`, `[Tin]`: see scripts/tensorflow-operations.js. A count that no attribute tells is what is there.
function expectedTypes(
  { attributes }: GraphNode,
  declared: Declared,
  args: readonly string[],
  length: number,
): readonly (string | undefined)[] {
  const typeOf = (name: string) => {
    if (name.startsWith('=')) return name.slice(1);
    const attribute = attributes[name];
    return attribute?.kind === 'type' ? attribute.value : declared.attributes[name]?.default;
  };
  return args.flatMap((arg): readonly (string | undefined)[] => {
    if (arg.startsWith('[')) {
      const list = attributes[arg.slice(1, -1)];
      return list?.kind === 'types' ? list.value : [];
    }
    const [count, type] = arg.includes('*') ? arg.split('*') : [undefined, arg];
    if (count === undefined) return [typeOf(type ?? '')];
    const number = attributes[count];
    return Array.from({ length: number?.kind === 'int' ? number.value : length }, () => typeOf(type ?? ''));
  });
}
