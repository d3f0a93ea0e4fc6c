// How far a value looks: the rows (or columns) of an input that one row of an output depends on, followed
// backwards through every node from its windows, strides and dilations.

import type { GraphNode, Tensor } from '../ir/tensor.ts';
import { type Look, lookOf } from './looks.ts';

export interface ReceptiveField {
  /** Sides of the largest window, in pixels of the input. It may reach over the border, into padding. */
  readonly height: number;
  readonly width: number;
  /** Some path leads through an average or the like over a whole side: then all of the image matters a little. */
  readonly whole: boolean;
}

/** What `output` (n x h x w x c) sees of `input` (likewise); undefined where it sees nothing. */
export function receptiveField(output: Tensor, input: Tensor): ReceptiveField | undefined {
  const order = nodesBehind(output);
  const rows = widest(output, input, order, 1);
  const columns = widest(output, input, order, 2);
  if (rows === undefined || columns === undefined) return undefined;
  return { height: rows.size, width: columns.size, whole: rows.whole || columns.whole };
}

/** Rows from `low` to `high` along an axis; a tensor may be needed along several paths. */
interface Rows {
  readonly axis: number;
  readonly low: number;
  readonly high: number;
}

/** `whole`: every row, since the axis is gone. */
type Needed = Rows | 'whole' | undefined;

type Rule = (output: Tensor, input: Tensor, rows: Rows, node: GraphNode) => Needed;

// The window differs from pixel to pixel where strides are undone again: the widest of some neighbours.
const neighbours = 64;

function widest(output: Tensor, input: Tensor, order: readonly GraphNode[], axis: number) {
  const start = Math.floor((output.shape[axis] ?? 0) / 2);
  let size = 0;
  let whole = false;
  for (let row = start; row < start + Math.min(neighbours, output.shape[axis] ?? 0); row++) {
    const found = trace(output, input, order, { axis, low: row, high: row });
    whole ||= found.whole;
    if (found.rows) size = Math.max(size, found.rows.high - found.rows.low + 1);
  }
  return size === 0 && !whole ? undefined : { size, whole };
}

// `order` has users before what they use.
function trace(output: Tensor, input: Tensor, order: readonly GraphNode[], start: Rows) {
  const needed = new Map<Tensor, Rows>([[output, start]]);
  const whole = new Set<Tensor>();
  for (const node of order) {
    if (node === input.node) continue;
    for (const made of node.outputs) {
      const rows = needed.get(made);
      for (const used of node.inputs) {
        if (whole.has(made)) whole.add(used);
        const found = rows && lookThrough(node, made, used, rows);
        if (found === 'whole') whole.add(used);
        else if (found) needed.set(used, joined(needed.get(used), found));
      }
    }
  }
  return { rows: needed.get(input), whole: whole.has(input) };
}

function joined(a: Rows | undefined, b: Rows): Rows {
  return a === undefined ? b : { axis: b.axis, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

function lookThrough(node: GraphNode, output: Tensor, input: Tensor, rows: Rows): Needed {
  if (isFixed(input) || output.index > 0) return undefined;
  return rules[lookOf(node)](output, input, rows, node);
}

// Weights and constants look at no image.
function isFixed({ node }: Tensor): boolean {
  return node.op === 'Const' || node.op === 'ReadVariableOp';
}

function nodesBehind(output: Tensor): readonly GraphNode[] {
  const order: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  const stack: { readonly node: GraphNode; readonly entered: boolean }[] = [{ node: output.node, entered: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.entered) order.push(top.node);
    else if (!seen.has(top.node)) {
      seen.add(top.node);
      stack.push({ node: top.node, entered: true });
      for (const { node } of top.node.inputs) stack.push({ node, entered: false });
    }
  }
  return order.toReversed();
}

const rules: { readonly [K in Look]: Rule } = {
  same: sameRows,
  window: ({ shape }, input, { axis, low, high }, node) => {
    const { stride, reach } = windowOf(node, axis);
    const before = paddingBefore(node, input.shape[axis] ?? 0, shape[axis] ?? 0, stride, reach);
    return { axis, low: low * stride - before, high: high * stride - before + reach - 1 };
  },
  spread: (output, input, { axis, low, high }, node) => {
    if (input !== node.inputs[2]) return undefined;
    const { stride, reach } = windowOf(node, axis);
    const before = paddingBefore(node, output.shape[axis] ?? 0, input.shape[axis] ?? 0, stride, reach);
    return {
      axis,
      low: Math.ceil((low + before - reach + 1) / stride),
      high: Math.floor((high + before) / stride),
    };
  },
  resize: ({ shape }, input, { axis, low, high }, node) => {
    const scale = (input.shape[axis] ?? 1) / (shape[axis] ?? 1);
    const around = { ResizeNearestNeighbor: 0, ResizeBilinear: 1, ResizeBicubic: 2 }[node.op] ?? 0;
    const at = (row: number) => (row + 0.5) * scale - 0.5;
    if (around === 0) return { axis, low: Math.floor((low + 0.5) * scale), high: Math.floor((high + 0.5) * scale) };
    return { axis, low: Math.floor(at(low)) - around + 1, high: Math.floor(at(high)) + around };
  },
  reduce: (_, input, rows, node) => {
    const reduced = constantNumbers(node.inputs[1]).map((axis) => (axis < 0 ? axis + input.shape.length : axis));
    const kept = input.shape.flatMap((__, axis) => (reduced.includes(axis) ? [] : [axis]));
    const keepsRank = node.outputs[0]?.shape.length === input.shape.length;
    const axis = keepsRank ? rows.axis : kept[rows.axis];
    return axis === undefined || reduced.includes(axis) ? 'whole' : { ...rows, axis };
  },
  reshape: ({ shape }, input, rows) => {
    const before = sizeBefore(shape, rows.axis);
    const axis = input.shape.findIndex((size, i) => size === shape[rows.axis] && sizeBefore(input.shape, i) === before);
    return axis < 0 ? 'whole' : { ...rows, axis };
  },
  transpose: (_, __, rows, node) => {
    const axis = constantNumbers(node.inputs[1])[rows.axis];
    return axis === undefined ? 'whole' : { ...rows, axis };
  },
  slice: (_, __, { axis, low, high }, node) => {
    const start = constantNumbers(node.inputs[1])[axis];
    return start === undefined ? 'whole' : { axis, low: low + start, high: high + start };
  },
  pad: (_, __, { axis, low, high }, node) => {
    const before = constantNumbers(node.inputs[1])[axis * 2] ?? 0;
    return { axis, low: low - before, high: high - before };
  },
  all: () => 'whole',
  none: () => undefined,
};

// One row for one row; an input of one row is repeated, one of fewer axes lacks the first ones.
function sameRows(output: Tensor, input: Tensor, { axis, low, high }: Rows): Needed {
  const own = axis - output.shape.length + input.shape.length;
  const size = input.shape[own];
  if (own < 0 || size === undefined) return 'whole';
  if (size === 1 && output.shape[axis] !== 1) return { axis: own, low: 0, high: 0 };
  return size === output.shape[axis] ? { axis: own, low, high } : 'whole';
}

function windowOf({ attributes, inputs }: GraphNode, axis: number) {
  const at = (name: string) => {
    const list = attributes[name];
    return list?.kind === 'ints' ? list.value[axis] : undefined;
  };
  const taps = at('ksize') ?? inputs[1]?.shape[axis - 1] ?? 1;
  return { stride: at('strides') ?? 1, reach: (taps - 1) * (at('dilations') ?? 1) + 1 };
}

// TensorFlow's SAME: what is missing, the smaller half before. VALID: nothing.
function paddingBefore({ attributes }: GraphNode, size: number, windows: number, stride: number, reach: number) {
  const { padding } = attributes;
  if (padding?.kind !== 'string' || padding.value !== 'SAME') return 0;
  return Math.floor(Math.max(0, (windows - 1) * stride + reach - size) / 2);
}

function constantNumbers(tensor: Tensor | undefined): readonly number[] {
  const value = tensor?.node.attributes.value;
  if (value?.kind !== 'tensor' || value.value.dtype !== 'int32') return [];
  const { bytes } = value.value;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getInt32(i * 4, true));
}

function sizeBefore(shape: Tensor['shape'], axis: number): number {
  return shape.slice(0, axis).reduce<number>((product, size) => product * (size ?? 1), 1);
}
