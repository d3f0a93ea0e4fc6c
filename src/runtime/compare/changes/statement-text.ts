// A statement in one line, of steps as they are written: `concat(d3, e3) -> up(2 * width)`.
import type { Statement } from './statement.ts';
import type { Step } from './step.ts';

export function textOf({ steps, result }: Statement): string {
  const shown = [...new Map(steps.map((step) => [step.block?.path ?? step.path, step.block ?? step])).values()];
  const outer = shown.filter((one) => !shown.some((other) => isWithin(one, other)));
  return outer.map(({ text }) => text).join(' -> ') || (result ?? 'nothing');
}

function isWithin({ span }: Pick<Step, 'span'>, { span: other }: Pick<Step, 'span'>): boolean {
  const isLonger = other.end - other.start > span.end - span.start;
  return isLonger && other.source === span.source && other.start <= span.start && span.end <= other.end;
}
