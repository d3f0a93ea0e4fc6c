// What is compared with images must be able to reach them, and mean the same by black and white: `tanh` gives -1..1,
// `sigmoid` 0..1.
import { insideBlocks, type Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Flow } from '../../../dsl/model/model.ts';
import type { FlowReference, OperationCall } from '../../../ops/core/call.ts';
import { type Extent, isBounded, liesWithin } from '../../../ops/core/extent.ts';
import { outermost } from '../../emit/input-story.ts';
import { shownEnd } from '../extents.ts';
import type { Planned } from '../planned.ts';

type Range = readonly [low: number, high: number];

export function checkImageRange({ model, objectives, extents }: Planned, reporter: Reporter): void {
  const { range } = model.data;
  // Parts whose shapes do not fit have been reported.
  for (const { term, part } of objectives.parts) {
    const { call } = part;
    if (!call.inputs.some((input) => isImage(input))) continue;
    const found = extents.ofInputs(call.inputs, term.flow);
    call.inputs.forEach((input, i) => {
      const own = found[i];
      if (own === undefined || input.from === 'given' || fits(own, range)) return;
      const related = call.callers.length > 0 ? insideBlocks([call.span]) : [];
      const span = call.callers.length > 0 ? outermost(call) : (call.mentions?.[i] ?? call.span);
      const activation = describe(own, makerOf(input, term.flow, model));
      const parameters = { activation, range: `${range[0]}..${range[1]}` };
      reporter.report('image-range', span, parameters, { hint: hintFor(own, range), related });
    });
  }
}

function isImage(input: FlowReference): boolean {
  return input.from === 'given' && (input.name === 'image' || input.name === 'seen');
}

// What misses a small part of the range, such as `clip(0.01..0.99)`, is meant so; what goes beyond it may be cut off later,
// unless it is exactly the other range of images.
function fits(own: Extent, [black, white]: Range): boolean {
  const slack = 0.05 * (white - black);
  const reaches = own.low <= black + slack && own.high >= white - slack;
  return reaches && !(black === 0 && isBounded(own) && isRange(own, [-1, 1]));
}

function isRange(own: Extent, [low, high]: Range): boolean {
  return liesWithin(own, [low, high]) && liesWithin({ low, high }, [own.low, own.high]);
}

function describe(own: Extent, maker: OperationCall | undefined): string {
  const name = maker?.name === 'tanh' || maker?.name === 'sigmoid' ? `\`${maker.name}\`` : 'value';
  if (isBounded(own)) return `a ${name}, from ${shownEnd(own.low)} to ${shownEnd(own.high)},`;
  return own.low === Number.NEGATIVE_INFINITY
    ? `a ${name} that is never above ${shownEnd(own.high)}`
    : `a ${name} that is never below ${shownEnd(own.low)}`;
}

function hintFor(own: Extent, [black]: Range): string {
  const isSymmetric = isRange(own, [-1, 1]);
  if (black === 0 && isSymmetric) return 'write `in -1..1` in `data`, or end the reconstruction with `sigmoid`';
  if (black !== 0 && isRange(own, [0, 1])) return 'write `in 0..1` in `data`, or end the reconstruction with `tanh`';
  return `end the reconstruction with \`${black === 0 ? 'sigmoid' : 'tanh'}\`, or with a \`conv\` alone`;
}

function makerOf(input: FlowReference, flow: Flow, { networks }: Planned['model']): OperationCall | undefined {
  if (input.from === 'node') return flow.nodes[input.node]?.call;
  if (input.from !== 'network') return undefined;
  const owner = networks.find(({ name }) => name === input.network);
  const reference = owner?.values.find(({ name }) => name === input.value)?.reference;
  return reference?.from === 'node' ? owner?.flow.nodes[reference.node]?.call : undefined;
}
