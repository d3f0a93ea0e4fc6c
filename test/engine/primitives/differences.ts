// Central finite differences, the judge of every gradient rule. The sums are taken here in double precision, so that
// only the kernels' own rounding is left. All examples of a graph are moved in step, one element each at a time.
import type { Fetched } from '../../../src/runtime/session/session.ts';
import type { Sample, Values } from './example.ts';
import { sizeOf } from './samples.ts';
import { type Feeds, feedOf, type Opened } from './session.ts';
import type { Derivative, Weighted, Wired } from './wiring.ts';

/** Differences by each differentiated input, in the order of `wrt`: of the outputs, and of their gradients. */
export interface Differences {
  readonly first: readonly Values[];
  readonly second: readonly Values[];
}

type Differentiated = Wired & { readonly derivative: Derivative };

const step = 5e-3;

/** The differences of each example that has a derivative. `feeds`: what is fed beside the moved inputs. */
export function takeDifferences(
  session: Opened,
  wired: readonly Wired[],
  feeds: Feeds,
): ReadonlyMap<Wired, Differences> {
  const moved = wired.filter(hasDerivative);
  const slopes = moved.map(({ derivative }) => ({ first: blank(derivative.first), second: blank(derivative.first) }));
  const longest = Math.max(0, ...moved.map(countElements));
  for (let element = 0; element < longest; element++) {
    const above = evaluate(session, moved, shifted(moved, element, step, feeds));
    const below = evaluate(session, moved, shifted(moved, element, -step, feeds));
    moved.forEach(({ example, derivative: { wrt } }, i) => {
      const place = locate(example.inputs, wrt, element);
      if (place === undefined) return;
      const width = place.at(step) - place.at(-step);
      store(slopes[i]?.first[place.input], place.index, ((above[i]?.first ?? 0) - (below[i]?.first ?? 0)) / width);
      store(slopes[i]?.second[place.input], place.index, ((above[i]?.second ?? 0) - (below[i]?.second ?? 0)) / width);
    });
  }
  return new Map(moved.map((entry, i) => [entry, slopes[i] ?? { first: [], second: [] }]));
}

interface Sums {
  readonly first: number;
  readonly second: number;
}

function evaluate(session: Opened, moved: readonly Differentiated[], feeds: Feeds): readonly Sums[] {
  const tensors = moved.flatMap(({ derivative: { flowing, first } }) => [...flowing, ...first]);
  const fetched = session.fetch(
    feeds,
    tensors.map(({ tensor }) => tensor),
  );
  let next = 0;
  const take = (list: readonly Weighted[]): number => {
    const start = next;
    next += list.length;
    return list.reduce((total, { weights }, i) => total + dot(fetched[start + i], weights), 0);
  };
  return moved.map(({ derivative }) => ({ first: take(derivative.flowing), second: take(derivative.first) }));
}

/** Where one counted element lies: which of the differentiated inputs, where in it, and its value moved. */
interface Place {
  readonly input: number;
  readonly index: number;
  at(offset: number): number;
}

function locate(inputs: readonly Sample[], wrt: readonly number[], element: number): Place | undefined {
  let index = element;
  for (const [input, number] of wrt.entries()) {
    const sample = inputs[number];
    if (sample === undefined) return undefined;
    const here = index;
    if (here < sample.data.length)
      return { input, index: here, at: (by) => Math.fround((sample.data[here] ?? 0) + by) };
    index -= sample.data.length;
  }
  return undefined;
}

function shifted(moved: readonly Differentiated[], element: number, by: number, feeds: Feeds): Feeds {
  const changed = { ...feeds };
  for (const { example, names, derivative } of moved) {
    const place = locate(example.inputs, derivative.wrt, element);
    example.inputs.forEach((sample, i) => {
      const data = Float64Array.from(sample.data);
      if (place !== undefined && derivative.wrt[place.input] === i) data[place.index] = place.at(by);
      changed[names[i] ?? ''] = feedOf({ ...sample, data });
    });
  }
  return changed;
}

function countElements({ example, derivative }: Differentiated): number {
  return derivative.wrt.reduce((count, i) => count + (example.inputs[i]?.data.length ?? 0), 0);
}

function hasDerivative(wired: Wired): wired is Differentiated {
  return wired.derivative !== undefined;
}

function blank(list: readonly Weighted[]): readonly { shape: readonly number[]; data: Float64Array }[] {
  return list.map(({ weights: { shape } }) => ({ shape, data: new Float64Array(sizeOf(shape)) }));
}

function store(slope: { data: Float64Array } | undefined, index: number, value: number): void {
  if (slope !== undefined) slope.data[index] = value;
}

function dot(fetched: Fetched | undefined, weights: Values): number {
  let total = 0;
  for (let i = 0; i < weights.data.length; i++) total += (fetched?.data[i] ?? Number.NaN) * (weights.data[i] ?? 0);
  return total;
}
