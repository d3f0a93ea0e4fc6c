// How long the whole training will take on this machine, by what was measured on it before.
import type { ExpectedTraining } from '../../../api/runs.ts';
import { formatCount, formatTimeLeft } from '../../../ui/text/format.ts';
import { foldedText, formatAmount } from '../../shell/columns.ts';

export interface PlannedTraining {
  readonly steps: number;
  /** Undefined where nothing was measured here. */
  readonly expected: ExpectedTraining | undefined;
}

/** One line, or several where it is folded; `pipeline`: as the command line names it. */
export function trainingText({ steps, expected }: PlannedTraining, pipeline: string, width: number): string {
  const all = `the whole training of ${formatCount(steps)} step${steps === 1 ? '' : 's'}`;
  const text =
    expected === undefined
      ? `${all}: how long it takes here, \`anoseg bench ${pipeline}\` tells`
      : `${all} takes about ${timeText(expected.seconds)} here, ${sourceText(expected)}; without reading images, threshold and evaluation`;
  return `\n${foldedText(text, width, '  ').join('\n')}\n`;
}

/** An estimate is never nothing. */
export function timeText(seconds: number): string {
  return seconds < 1 ? 'a second or less' : formatTimeLeft(seconds * 1000);
}

function sourceText({ from, isMeasured, isRough }: ExpectedTraining): string {
  const { pipeline, threads, device, time } = from;
  const where = device === 'gpu' ? 'on the GPU' : `on ${formatCount(threads)} thread${threads === 1 ? '' : 's'}`;
  const when = `${pipeline} ${where}, ${time.slice(0, 10)}`;
  if (isRough) return `roughly, from a short or unknown measure (${when}); \`anoseg bench\` measures it`;
  if (isMeasured) return `as measured (${when})`;
  return `reckoned from ${formatAmount(rateOf(from))} multiply-adds a second (${when}); \`anoseg bench\` measures it`;
}

export function trainingDocument({ steps, expected }: PlannedTraining) {
  const from = expected?.from;
  return {
    steps,
    expected_seconds: expected === undefined ? null : Math.round(expected.seconds * 1000) / 1000,
    measured: expected?.isMeasured ?? false,
    rough: expected?.isRough ?? false,
    from: from
      ? {
          pipeline: from.pipeline,
          time: from.time,
          threads: from.threads,
          device: from.device,
          step_ms: from.step_ms,
          multiply_adds_per_second: Math.round(rateOf(from)),
        }
      : null,
  };
}

function rateOf({ multiply_adds, step_ms }: ExpectedTraining['from']): number {
  return (1000 * multiply_adds) / step_ms;
}
