// Which kernel of TensorFlow's CUDA build a node gets on a GPU, and what of its inputs and outputs lies in the memory of
// the host there: gpu-kernels.json is read from TensorFlow's own registry by scripts/tensorflow-gpu-kernels.js.
import type { GraphNode } from '../ir/tensor.ts';
import declarations from '../legality/operations.json' with { type: 'json' };
import registry from './gpu-kernels.json' with { type: 'json' };

/** One kernel; arguments are counted as TensorFlow declares them, a list of tensors as one. */
interface Kernel {
  readonly types: Readonly<Record<string, readonly string[]>>;
  readonly hostInputs?: readonly number[];
  readonly hostOutputs?: readonly number[];
}

interface Declared {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, { readonly kind: string; readonly default?: string }>>;
}

const kernels: Readonly<Record<string, readonly Kernel[]>> = registry.kernels;
const operations: Readonly<Record<string, Declared>> = declarations;

/** For each input and each output of a node whether the kernel wants it in the host's memory. */
export interface GpuKernel {
  readonly hostInputs: readonly boolean[];
  readonly hostOutputs: readonly boolean[];
}

/** Undefined where there is none for the node's types: then it stays on the CPU. */
export function gpuKernelOf(node: GraphNode): GpuKernel | undefined {
  const declared = operations[node.op];
  const kernel = kernels[node.op]?.find(({ types }) =>
    Object.entries(types).every(([name, allowed]) => allowed.includes(typeOf(node, declared, name) ?? '')),
  );
  if (declared === undefined || kernel === undefined) return undefined;
  const isHost = (args: readonly string[], count: number, host: readonly number[] = []) =>
    argumentsOf(node, args, count).map((argument) => host.includes(argument));
  return {
    hostInputs: isHost(declared.inputs, node.inputs.length, kernel.hostInputs),
    hostOutputs: isHost(declared.outputs, node.outputs.length, kernel.hostOutputs),
  };
}

function typeOf({ attributes }: GraphNode, declared: Declared | undefined, name: string): string | undefined {
  const attribute = attributes[name];
  return attribute?.kind === 'type' ? attribute.value : declared?.attributes[name]?.default;
}

/** The number of the argument that each tensor belongs to; `N*T` and `[Tin]` are lists: see `signature.ts`. */
function argumentsOf({ attributes }: GraphNode, args: readonly string[], count: number): readonly number[] {
  return args.flatMap((arg, number) => {
    const list = arg.startsWith('[') ? attributes[arg.slice(1, -1)] : attributes[arg.split('*')[0] ?? ''];
    if (list?.kind === 'types') return list.value.map(() => number);
    if (!arg.includes('*')) return [number];
    return Array.from({ length: list?.kind === 'int' ? list.value : count }, () => number);
  });
}
