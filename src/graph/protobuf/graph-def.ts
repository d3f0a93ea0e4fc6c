// Writes a graph in TensorFlow's own form, a GraphDef: what the given nodes need and nothing else.
import messages from '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js';
import { bug } from '../../diagnostics/outside-error.ts';
import type { GraphBuilder, GraphFunction } from '../ir/builder.ts';
import { neededFunctions, neededInside, neededNodes } from '../ir/needed.ts';
import type { Attribute, ConstantData, DType, GraphNode, Shape, Tensor } from '../ir/tensor.ts';

type Proto<K extends keyof typeof messages> = InstanceType<(typeof messages)[K]>;

/** TensorFlow's numbers of the element types. */
export const dtypeNumbers: { readonly [K in DType]: number } = {
  float32: 1,
  int32: 3,
  uint8: 4,
  string: 7,
  int64: 9,
  bool: 10,
  resource: 20,
  uint64: 23,
};

// The producer version of TensorFlow 2.19, which the engine pins.
const producer = 2129;

/** The GraphDef of everything that `roots` depend on. */
export function graphDef(builder: GraphBuilder, roots: readonly GraphNode[]): Proto<'GraphDef'> {
  const nodes = neededNodes(builder.main.nodes, roots);
  const functions = neededFunctions(builder.functions, nodes);
  const graph = new messages.GraphDef();
  graph.setNodeList(nodes.map((node) => nodeDef(node, nameInGraph)));
  const library = new messages.FunctionDefLibrary();
  library.setFunctionList(functions.map(functionDef));
  graph.setLibrary(library);
  const versions = new messages.VersionDef();
  versions.setProducer(producer);
  graph.setVersions(versions);
  return graph;
}

/** `name` for the first output of a node, `name:k` for the others. */
function nameInGraph({ node, index }: Tensor): string {
  return index === 0 ? node.name : `${node.name}:${index}`;
}

export function shapeDef(shape: Shape): Proto<'TensorShape'> {
  const message = new messages.TensorShape();
  for (const size of shape) {
    const dim = new messages.TensorShape.Dim();
    dim.setSize(size ?? -1);
    message.addDim(dim);
  }
  return message;
}

function nodeDef(node: GraphNode, nameOf: (tensor: Tensor) => string): Proto<'NodeDef'> {
  const message = new messages.NodeDef();
  message.setName(node.name);
  message.setOp(node.op);
  if (node.device === 'cpu') message.setDevice('/device:CPU:0');
  message.setInputList([...node.inputs.map(nameOf), ...node.control.map(({ name }) => `^${name}`)]);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    message.getAttrMap().set(name, attrValue(attribute));
  }
  return message;
}

// Inside a function, arguments go by their names and outputs of nodes by the names of the operation's outputs.
function functionDef(fn: GraphFunction): Proto<'FunctionDef'> {
  const parameterNames = new Map(fn.parameters.map((tensor, i) => [tensor.node, `arg${i}`]));
  const nameOf = (tensor: Tensor) => parameterNames.get(tensor.node) ?? nameInFunction(tensor);
  const signature = new messages.OpDef();
  signature.setName(fn.name);
  const message = new messages.FunctionDef();
  fn.parameters.forEach((tensor, i) => {
    signature.addInputArg(argDef(`arg${i}`, tensor.dtype));
  });
  fn.results.forEach((tensor, i) => {
    signature.addOutputArg(argDef(`result${i}`, tensor.dtype));
    message.getRetMap().set(`result${i}`, nameOf(tensor));
  });
  message.setSignature(signature);
  message.setNodeDefList(neededInside(fn).map((node) => nodeDef(node, nameOf)));
  return message;
}

function nameInFunction({ node, index }: Tensor): string {
  if ('list' in node.outputNames) return `${node.name}:${node.outputNames.list}:${index}`;
  return `${node.name}:${node.outputNames[index] ?? bug(`${node.op} has no output ${index}`)}:0`;
}

function argDef(name: string, dtype: DType): InstanceType<(typeof messages.OpDef)['ArgDef']> {
  const arg = new messages.OpDef.ArgDef();
  arg.setName(name);
  arg.setType(dtypeNumbers[dtype]);
  return arg;
}

function attrValue(attribute: Attribute): Proto<'AttrValue'> {
  const message = new messages.AttrValue();
  switch (attribute.kind) {
    case 'type':
      message.setType(dtypeNumbers[attribute.value]);
      return message;
    case 'int':
      message.setI(attribute.value);
      return message;
    case 'float':
      message.setF(attribute.value);
      return message;
    case 'bool':
      message.setB(attribute.value);
      return message;
    case 'string':
      message.setS(new TextEncoder().encode(attribute.value));
      return message;
    case 'shape':
      message.setShape(shapeDef(attribute.value));
      return message;
    case 'tensor':
      message.setTensor(tensorDef(attribute.value));
      return message;
    case 'function':
      message.setFunc(functionName(attribute.value));
      return message;
    default:
      message.setList(listValue(attribute));
      return message;
  }
}

type ListAttribute = Extract<Attribute, { kind: 'ints' | 'types' | 'shapes' | 'functions' }>;

function listValue(attribute: ListAttribute): InstanceType<(typeof messages.AttrValue)['ListValue']> {
  const list = new messages.AttrValue.ListValue();
  if (attribute.kind === 'ints') list.setIList(attribute.value);
  else if (attribute.kind === 'types') list.setTypeList(attribute.value.map((dtype) => dtypeNumbers[dtype]));
  else if (attribute.kind === 'shapes') list.setShapeList(attribute.value.map(shapeDef));
  else list.setFuncList(attribute.value.map(functionName));
  return list;
}

function functionName(name: string): Proto<'NameAttrList'> {
  const message = new messages.NameAttrList();
  message.setName(name);
  return message;
}

function tensorDef(data: ConstantData): Proto<'Tensor'> {
  const message = new messages.Tensor();
  message.setDtype(dtypeNumbers[data.dtype]);
  message.setTensorShape(shapeDef(data.shape));
  if (data.dtype === 'string') message.setStringValList(data.strings.map((text) => new TextEncoder().encode(text)));
  else message.setTensorContent(data.bytes);
  return message;
}
