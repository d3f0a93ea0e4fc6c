// Which combinations to check where there are more than anybody waits for: repeats are the same but for their own values.
import { type Axis, combinationsInOrder, countCombinations } from './combinations.ts';

/** Combinations in which all is met that the pipeline could find wrong; beyond `most` of them, each value is met once, and of many values those at the ends. */
export function tellingCombinations<V>(axes: readonly Axis<V>[], most: number): readonly (readonly V[])[] {
  const fixing = (isFixed: (axis: Axis<V>) => boolean) =>
    axes.map((axis) => (isFixed(axis) ? { ...axis, values: axis.values.slice(0, 1) } : axis));
  const several = [fixing(({ role }) => role === 'repeated'), fixing(({ role }) => role !== 'repeated')];
  const isFew = several.every((some) => countCombinations(some) <= most);
  const alone = (axis: Axis<V>) => fixing((other) => other !== axis).map((one) => endsOf(one));
  const chosen = isFew ? several : axes.map(alone);
  // In the order in which they are written.
  return chosen.flatMap((some) => combinationsInOrder(some.map(({ values }) => ({ role: 'other', values }))));
}

/** Of one parameter. */
const mostValues = 20;

// The ends are the first to be out of bounds.
function endsOf<V>(axis: Axis<V>): Axis<V> {
  const { values } = axis;
  const half = mostValues / 2;
  return values.length <= mostValues ? axis : { ...axis, values: [...values.slice(0, half), ...values.slice(-half)] };
}
