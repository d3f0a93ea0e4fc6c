// What is compared with images must be able to reach them: `tanh` gives -1..1, `sigmoid` 0..1.
import { insideBlocks, type Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Flow } from '../../../dsl/model/model.ts';
import type { Tensor } from '../../../graph/ir/tensor.ts';
import type { FlowReference } from '../../../ops/core/call.ts';
import { outermost } from '../../emit/input-story.ts';
import type { Planned } from '../planned.ts';

export function checkImageRange(planned: Planned, reporter: Reporter): void {
  const fromZero = planned.model.data.range[0] === 0;
  const wrong = fromZero ? 'Tanh' : 'Sigmoid';
  // Parts whose shapes do not fit have been reported.
  for (const { term, part } of planned.objectives.parts) {
    const { call } = part;
    if (!call.inputs.some((input) => input.from === 'given' && input.name !== 'mask')) continue;
    call.inputs.forEach((input, i) => {
      if (tensorOf(input, term.flow, planned)?.node.op !== wrong) return;
      const related = call.callers.length > 0 ? insideBlocks([call.span]) : [];
      const span = call.callers.length > 0 ? outermost(call) : (call.mentions?.[i] ?? call.span);
      const parameters = fromZero
        ? { activation: 'a `tanh`, from -1 to 1,', range: '0..1' }
        : { activation: 'a `sigmoid`, from 0 to 1,', range: '-1..1' };
      reporter.report('image-range', span, parameters, { hint: fromZero ? hints.tanh : hints.sigmoid, related });
    });
  }
}

const hints = {
  tanh: 'write `in -1..1` in `data`, or end the reconstruction with `sigmoid`',
  sigmoid: 'write `in 0..1` in `data`, or end the reconstruction with `tanh`',
} as const;

function tensorOf(input: FlowReference, flow: Flow, { values, results }: Planned): Tensor | undefined {
  if (input.from === 'network') return values.get(input.network)?.get(input.value);
  const path = input.from === 'node' ? flow.nodes[input.node]?.call.path : undefined;
  return path === undefined ? undefined : results.get(path);
}
