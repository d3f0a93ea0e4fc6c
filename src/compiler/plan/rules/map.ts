// The anomaly map: one channel, the size of the image, values from 0 to 1.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/source-file.ts';
import { type Model, type NetworkModel, valueNamed } from '../../../dsl/model/model.ts';
import { formatShape, type Tensor } from '../../../graph/ir/tensor.ts';
import { type Extent, isBounded, liesWithin } from '../../../ops/core/extent.ts';
import { outermost } from '../../emit/input-story.ts';
import type { NetworkValues } from '../../emit/objectives.ts';
import { type Extents, shownEnd } from '../extents.ts';

/** The values that losses can use: a map that is wrong is told once, not by every loss that it does not fit. */
export function withSoundMap(model: Model, values: NetworkValues, extents: Extents, reporter: Reporter): NetworkValues {
  const { network, value } = model.evaluate.map;
  const map = values.get(network)?.get(value);
  const owner = model.networks.find(({ name }) => name === network);
  if (map === undefined || owner === undefined || checkMap(map, owner, model, extents, reporter)) return values;
  const others = new Map(values.get(network));
  others.delete(value);
  return new Map(values).set(network, others);
}

function checkMap(map: Tensor, owner: NetworkModel, model: Model, extents: Extents, reporter: Reporter): boolean {
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
  const range = extents.ofValue(owner.name, value);
  if (!liesWithin(range, [0, 1])) reporter.report('map-range', span, { name: value }, { ...tellRange(range) });
  return true;
}

// A squashed value that was bounded already uses a part of 0..1 alone: what is bounded is scaled or cut off.
function tellRange(range: Extent): { readonly hint: string; readonly label?: string } {
  const { low, high } = range;
  if (low < 0 && !isBounded(range)) return { hint: 'end it with `-> sigmoid`' };
  const label = isBounded(range) ? `from ${shownEnd(low)} to ${shownEnd(high)}` : 'never below 0';
  const cut = 'end it with `-> clip(0..1)`';
  if (!isBounded(range)) return { hint: `${cut}, or with \`-> tanh\`, which leaves 0 at 0`, label };
  if (low >= 0) return { hint: `divide it by ${shownEnd(high)}, or ${cut}`, label };
  const shift = `add ${shownEnd(-low)} and divide by ${shownEnd(high - low)}`;
  const absolute = Math.max(-low, high) <= 1 && high > 0 ? ', with `-> abs` where the sign says nothing' : '';
  return { hint: `${shift}${absolute}, or ${cut}`, label };
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
