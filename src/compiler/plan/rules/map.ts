// The anomaly map: one channel, the size of the image, values from 0 to 1.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/source-file.ts';
import { type Model, type NetworkModel, valueNamed } from '../../../dsl/model/model.ts';
import { formatShape, type Tensor } from '../../../graph/ir/tensor.ts';
import { outermost } from '../../emit/input-story.ts';
import type { NetworkValues } from '../../emit/objectives.ts';

/** The values that losses can use: a map that is wrong is told once, not by every loss that it does not fit. */
export function withSoundMap(model: Model, values: NetworkValues, reporter: Reporter): NetworkValues {
  const { network, value } = model.evaluate.map;
  const map = values.get(network)?.get(value);
  const owner = model.networks.find(({ name }) => name === network);
  if (map === undefined || owner === undefined || checkMap(map, owner, model, reporter)) return values;
  const others = new Map(values.get(network));
  others.delete(value);
  return new Map(values).set(network, others);
}

function checkMap(map: Tensor, owner: NetworkModel, model: Model, reporter: Reporter): boolean {
  const { value } = model.evaluate.map;
  const span = makerOf(value, owner);
  const { height, width } = model.data;
  const [, h, w, c] = map.shape;
  if (h !== height || w !== width || c !== 1) {
    const expected = formatShape([height, width, 1]);
    const shape = formatShape(map.shape.slice(1));
    reporter.report('map-shape', span, { name: value, shape, expected }, { hint: hintFor(map, height, width) });
    return false;
  }
  if (!new Shares().has(map)) reporter.report('map-range', span, { name: value }, { hint: 'end it with `-> sigmoid`' });
  return true;
}

function makerOf(value: string, network: NetworkModel): Span {
  const { flow, span } = network;
  const reference = valueNamed(network, value);
  const maker = reference?.from === 'node' ? flow.nodes[reference.node]?.call : undefined;
  return maker ? outermost(maker) : span;
}

function hintFor({ shape: [, h, w] }: Tensor, height: number, width: number): string {
  if (h === height && w === width) return 'end it with `-> conv(1) -> sigmoid`';
  const factor = height / (h ?? 1);
  const isWhole = Number.isInteger(factor) && factor > 1 && factor === width / (w ?? 1);
  return isWhole ? `it is ${factor} times too small: upsample it` : 'bring it to the size of the image';
}

/** Which tensors surely lie from 0 to 1 everywhere. */
class Shares {
  readonly #known = new Map<Tensor, boolean>();

  has(tensor: Tensor, depth = 0): boolean {
    // Beyond that a chain is too long to be followed: it is not surely a share.
    if (depth > 200) return false;
    const known = this.#known.get(tensor);
    if (known !== undefined) return known;
    const found = this.#follows(tensor, depth + 1);
    this.#known.set(tensor, found);
    return found;
  }

  #follows(tensor: Tensor, depth: number): boolean {
    const { op, inputs } = tensor.node;
    const [a, b] = inputs;
    if (bounded.has(op)) return true;
    if (passing.has(op)) return a !== undefined && this.has(a, depth);
    if (combining.has(op)) return inputs.filter(({ dtype }) => dtype === 'float32').every((x) => this.has(x, depth));
    // 1 - x, and clipping: Minimum(Maximum(x, 0), 1).
    if (op === 'Sub') return constantOf(a) === 1 && b !== undefined && this.has(b, depth);
    if (op === 'Minimum') {
      const isClipped = a?.node.op === 'Maximum' && constantOf(b) === 1 && constantOf(a.node.inputs[1]) === 0;
      return isClipped || (a !== undefined && b !== undefined && this.has(a, depth) && this.has(b, depth));
    }
    const constant = constantOf(tensor);
    return constant !== undefined && constant >= 0 && constant <= 1;
  }
}

const bounded: ReadonlySet<string> = new Set(['Sigmoid', 'Softmax']);
const passing: ReadonlySet<string> = new Set([
  'Identity',
  'StopGradient',
  'ResizeBilinear',
  'ResizeNearestNeighbor',
  'Mean',
  'Max',
  'Min',
  'MaxPool',
  'AvgPool',
  'Slice',
  'Square',
  'Sqrt',
]);
const combining: ReadonlySet<string> = new Set(['Mul', 'ConcatV2', 'Maximum']);

function constantOf(tensor: Tensor | undefined): number | undefined {
  const node = tensor?.node.op === 'Reshape' ? tensor.node.inputs[0]?.node : tensor?.node;
  const value = node?.attributes.value;
  if (node?.op !== 'Const' || value?.kind !== 'tensor') return undefined;
  if (value.value.dtype !== 'float32' || value.value.bytes.length !== 4) return undefined;
  return new DataView(value.value.bytes.buffer, value.value.bytes.byteOffset).getFloat32(0, true);
}
