// Branches, loops and maps over samples inside one another, two deep in every pairing, with captures from every level.
import { describe, expect, it } from 'vitest';
import { ifElse, mapSamples, switchCase, whileLoop } from '../../src/graph/ir/control-flow.ts';
import type { Tensor } from '../../src/graph/ir/tensor.ts';
import { add } from '../../src/graph/primitives/add.ts';
import { less } from '../../src/graph/primitives/less.ts';
import { mul } from '../../src/graph/primitives/mul.ts';
import { neg } from '../../src/graph/primitives/neg.ts';
import { sub } from '../../src/graph/primitives/sub.ts';
import { float32s, random } from './primitives/samples.ts';
import { at, first, Sheet } from './primitives/sheet.ts';

interface Form {
  readonly name: string;
  /** How often it applies its function. */
  readonly times: number;
  apply(sheet: Sheet, x: Tensor, f: (x: Tensor) => Tensor): Tensor;
}

const forms: readonly Form[] = [
  {
    name: 'switchCase',
    times: 1,
    apply: (sheet, x, f) => first(switchCase(sheet.index(1), [() => [neg(x)], () => [f(x)], () => [x]])),
  },
  {
    name: 'ifElse',
    times: 1,
    apply: (sheet, x, f) => {
      const [then, otherwise] = [() => [f(x)], () => [neg(x)]];
      return first(ifElse(sheet.yes(true), then, otherwise));
    },
  },
  {
    name: 'whileLoop',
    times: 2,
    apply: (sheet, x, f) => {
      const limit = sheet.index(2);
      const step = (state: readonly Tensor[]) => [add(first(state), 1), f(at(state, 1))];
      const end = whileLoop([sheet.index(0), x], (state) => less(first(state), limit), step);
      return at(end, 1);
    },
  },
  {
    name: 'mapSamples',
    times: 1,
    apply: (_, x, f) => first(mapSamples([x], (sample) => [f(first(sample))])),
  },
];
const nestings = forms.flatMap((outer) => forms.map((inner) => ({ inner, outer })));

describe.each(nestings)('$inner.name in $outer.name', ({ inner, outer }) => {
  it('captures from every level', () => {
    const sheet = new Sheet();
    const data = Array.from({ length: 8 }, random('nesting'));
    const [factor, offset] = [sheet.scalar(1.5), sheet.scalar(-0.25)];
    const result = outer.apply(sheet, sheet.input(float32s([2, 2, 2], data)), (x) => {
      const shifted = add(x, offset);
      const scale = mul(factor, 2);
      return inner.apply(sheet, shifted, (y) => sub(mul(y, factor), scale));
    });
    expect(result.shape).toEqual([2, 2, 2]);
    const [run] = sheet.run([result]);
    expect(run?.shape).toEqual([2, 2, 2]);
    // All of it works element by element, so numbers can follow.
    const expected = data.map((start) =>
      repeated(outer.times, start, (x) => repeated(inner.times, x - 0.25, (y) => y * 1.5 - 3)),
    );
    expected.forEach((value, i) => {
      expect(run?.data[i]).toBeCloseTo(value, 4);
    });
  });
});

function repeated(times: number, start: number, f: (value: number) => number): number {
  let value = start;
  for (let i = 0; i < times; i++) value = f(value);
  return value;
}
