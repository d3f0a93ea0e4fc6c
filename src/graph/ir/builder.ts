// Builds graphs: the main one and the bodies of its functions (a branch, a loop, the work on one
// sample). A primitive that is called inside a body joins that body; what it uses from outside
// becomes an argument of the function by itself.
import { bug } from '../../diagnostics/outside-error.ts';
import { encodeConstant } from './constant.ts';
import type {
  Attributes,
  ConstantData,
  GradientMaker,
  GraphNode,
  NodeGradient,
  OutputNames,
  ShapeRule,
  Tensor,
  TensorType,
} from './tensor.ts';

/** What a primitive hands over to become a node. */
export interface NodeRequest {
  readonly op: string;
  /** Exactly this, whatever scope is open, and only once; default: the scopes and the operation. */
  readonly name?: string;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
  readonly outputs: readonly TensorType[];
  readonly outputNames: OutputNames;
  readonly control?: readonly GraphNode[];
  readonly device?: 'cpu' | undefined;
  readonly infer?: ShapeRule | undefined;
  readonly gradient?: GradientMaker | undefined;
}

/** A body with its arguments: `captures` are tensors of the graph outside that it uses. */
export interface FunctionBody {
  readonly graph: Graph;
  readonly parameters: readonly Tensor[];
  readonly results: readonly Tensor[];
}

export interface GraphFunction {
  readonly name: string;
  readonly parameters: readonly Tensor[];
  readonly results: readonly Tensor[];
  readonly nodes: readonly GraphNode[];
}

/** One graph: the main one, or the body of a function. */
export class Graph {
  readonly nodes: GraphNode[] = [];
  /** Outer tensor to the argument that stands for it here, in order of first use. */
  readonly captures = new Map<Tensor, Tensor>();
  readonly #names = new Map<string, number>();
  readonly #constants = new Map<string, Tensor>();

  constructor(
    readonly builder: GraphBuilder,
    readonly parent: Graph | undefined,
  ) {}

  add(request: NodeRequest): GraphNode {
    const inputs = request.inputs.map((tensor) => this.localize(tensor));
    const name =
      request.name === undefined ? this.#uniqueName(this.builder.path(request.op)) : this.#claim(request.name);
    const node = new MadeNode(name, request, inputs, this);
    this.nodes.push(node);
    return node;
  }

  /** The tensor itself, or the argument through which a tensor of an outer graph arrives. */
  localize(tensor: Tensor): Tensor {
    if (tensor.node.graph === this) return tensor;
    const known = this.captures.get(tensor);
    if (known) return known;
    if (this.parent === undefined) bug(`${tensor.node.name} belongs to a function that is closed`);
    const data = tensor.node.attributes.value;
    if (tensor.node.op === 'Const' && data?.kind === 'tensor') return this.constant(data.value);
    const outer = this.parent.localize(tensor);
    const argument = this.argument(tensor);
    this.captures.set(tensor, argument);
    if (outer !== tensor) this.captures.set(outer, argument);
    return argument;
  }

  argument(type: TensorType): Tensor {
    return firstOutput(
      this.add({
        op: '_Arg',
        inputs: [],
        attributes: {},
        outputs: [{ shape: type.shape, dtype: type.dtype }],
        outputNames: [],
      }),
    );
  }

  /** Equal constants of one graph are one node. */
  constant(data: ConstantData): Tensor {
    const key = encodeConstant(data);
    const known = this.#constants.get(key);
    if (known) return known;
    const node = this.add({
      op: 'Const',
      inputs: [],
      attributes: { dtype: { kind: 'type', value: data.dtype }, value: { kind: 'tensor', value: data } },
      outputs: [{ shape: data.shape, dtype: data.dtype }],
      outputNames: ['output'],
    });
    const tensor = firstOutput(node);
    this.#constants.set(key, tensor);
    return tensor;
  }

  #uniqueName(path: string): string {
    const count = this.#names.get(path) ?? 0;
    this.#names.set(path, count + 1);
    return count === 0 ? path : this.#uniqueName(`${path}_${count}`);
  }

  // A name that callers feed or fetch by: another one would be fed in its place.
  #claim(name: string): string {
    if (this.#names.has(name)) bug(`two nodes are named ${name}`);
    return this.#uniqueName(name);
  }
}

// A class and no literal: a getter in a literal is made anew for each node, which takes more than all the rest of it.
class MadeNode implements GraphNode {
  readonly op: string;
  readonly control: readonly GraphNode[];
  readonly device: GraphNode['device'];
  readonly attributes: Attributes;
  readonly outputs: readonly Tensor[];
  readonly outputNames: OutputNames;
  readonly infer: ShapeRule | undefined;
  readonly makeGradient: GradientMaker | undefined;
  readonly cause: GraphNode | undefined;

  constructor(
    readonly name: string,
    { op, control, device, attributes, outputs, outputNames, infer, gradient }: NodeRequest,
    readonly inputs: readonly Tensor[],
    readonly graph: Graph,
  ) {
    this.op = op;
    this.control = control ?? [];
    this.device = device;
    this.attributes = attributes;
    this.outputs = outputs.map(({ shape, dtype }, index) => ({ shape, dtype, node: this, index }));
    this.outputNames = outputNames;
    this.infer = infer;
    this.makeGradient = gradient;
    this.cause = graph.builder.cause;
  }

  get gradient(): NodeGradient | undefined {
    return this.makeGradient?.(this);
  }
}

/** The main graph, its functions, and where new nodes go. */
export class GraphBuilder {
  readonly functions: GraphFunction[] = [];
  readonly main: Graph;
  #current: Graph;
  /** Of the open scopes, as names of nodes begin: `generator/e1/`. */
  #prefix = '';
  readonly #legalNames = new Map<string, string>();
  #cause: GraphNode | undefined;

  /** `runs`: false where only its shapes are looked at; then what costs time and changes none of them is left out. */
  constructor(readonly runs = true) {
    this.main = new Graph(this, undefined);
    this.#current = this.main;
  }

  get current(): Graph {
    return this.#current;
  }

  /** Names the nodes that `build` makes `NAME/…`. */
  scope<T>(name: string, build: () => T): T {
    const outer = this.#prefix;
    for (const part of name.split('/')) if (part !== '') this.#prefix += `${this.#legalName(part)}/`;
    try {
      return build();
    } finally {
      this.#prefix = outer;
    }
  }

  /** See `GraphNode.cause`: of the nodes that are made now. */
  get cause(): GraphNode | undefined {
    return this.#cause;
  }

  /** What `build` makes is part of the gradient of `cause`. */
  causedBy<T>(cause: GraphNode, build: () => T): T {
    const outer = this.#cause;
    this.#cause = cause;
    try {
      return build();
    } finally {
      this.#cause = outer;
    }
  }

  path(name: string): string {
    return this.#prefix + this.#legalName(name);
  }

  // A few names of operations are those of most nodes.
  #legalName(part: string): string {
    const known = this.#legalNames.get(part);
    if (known !== undefined) return known;
    const legal = legalName(part);
    this.#legalNames.set(part, legal);
    return legal;
  }

  /** Builds a function body; the caller closes it with `define` once all bodies of its kind exist. */
  body(parameters: readonly TensorType[], build: (parameters: readonly Tensor[]) => readonly Tensor[]): FunctionBody {
    const outer = this.#current;
    const graph = new Graph(this, outer);
    this.#current = graph;
    try {
      const args = parameters.map((type) => graph.argument(type));
      const results = build(args).map((tensor) => graph.localize(tensor));
      return { graph, parameters: args, results };
    } finally {
      this.#current = outer;
    }
  }

  /** Turns a body into a function with the given order of arguments; returns its name. */
  define(label: string, body: FunctionBody, captures: readonly Tensor[], returnsCaptures = false): string {
    const captured = captures.map((tensor) => body.graph.localize(tensor));
    const name = `${this.path(label).replaceAll(/[^A-Za-z0-9_]/g, '_')}_${this.functions.length}`;
    this.functions.push({
      name,
      parameters: [...body.parameters, ...captured],
      results: returnsCaptures ? [...body.results, ...captured] : body.results,
      nodes: body.graph.nodes,
    });
    return name;
  }
}

/** The builder that made a tensor's graph. */
export function builderOf(tensor: Tensor): GraphBuilder {
  if (tensor.node.graph instanceof Graph) return tensor.node.graph.builder;
  return bug('a tensor without a graph');
}

/** The first (often only) output of a node. */
export function firstOutput(node: GraphNode): Tensor {
  return node.outputs[0] ?? bug(`${node.op} has no output`);
}

/** Everything that one of the bodies takes from outside: the common arguments of a branch or loop. */
export function unionOfCaptures(bodies: readonly FunctionBody[], parent: Graph): readonly Tensor[] {
  const union = new Set<Tensor>();
  for (const body of bodies) {
    for (const outer of body.graph.captures.keys()) union.add(parent.localize(outer));
  }
  return [...union];
}

/** A part of a name as TensorFlow takes it. */
export function legalName(part: string): string {
  if (/^[A-Za-z0-9.][A-Za-z0-9_.-]*$/.test(part)) return part;
  const legal = part.replaceAll(/[^A-Za-z0-9_.-]/g, '_');
  return /^[A-Za-z0-9.]/.test(legal) ? legal : `x${legal}`;
}
