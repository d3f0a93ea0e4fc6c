// The largest element over axes; where several are equal, they share the gradient.
import { callReduction, expanded, reduction } from '../rules/reduction.ts';
import { cast } from './cast.ts';
import { div } from './div.ts';
import { equal } from './equal.ts';
import { mul } from './mul.ts';
import { sum } from './sum.ts';

export const Max = reduction('Max', (flow) => {
  const ties = cast(equal(flow.inputs[0], expanded(flow, flow.y)), 'float32');
  const shares = div(ties, sum(ties, { axes: flow.parameters.axes, keepDims: true }));
  return [mul(shares, expanded(flow, flow.dy))];
});
export const max = callReduction(Max);
