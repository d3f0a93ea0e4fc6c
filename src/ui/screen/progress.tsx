// How far the current stage is: a bar, counts, and for the training its rate and the time left.
import { Box } from 'ink';
import type { Stage } from '../../runtime/contract/events.ts';
import { type RunState, rateOf, stageOrder, stageTime, timeLeft } from '../state/run-state.ts';
import { formatCount, formatDuration, formatRate, formatShare, formatTimeLeft, shareOf } from '../text/format.ts';
import { padStart } from '../text/text.ts';
import type { Theme } from '../theme.ts';
import { Line, type Span } from './line.tsx';

export interface ProgressProps {
  readonly state: RunState;
  readonly now: number;
  readonly width: number;
  readonly theme: Theme;
}

/** Rows that it takes, always, so that nothing below moves. */
export const progressRows = 2;
const widestBar = 72;
/** Of the percentage behind the bar. */
const shareWidth = 5;

const doing: Readonly<Record<Stage, string>> = {
  engine: 'opening TensorFlow',
  data: 'reading the images',
  compile: 'building the graph',
  train: 'training',
  export: 'writing the model',
  threshold: 'choosing the threshold on held-out images',
  evaluate: 'scoring the test images',
  report: 'writing the report',
};

export function Progress({ state, now, width, theme }: ProgressProps) {
  const { done, total } = extent(state);
  const share = total > 0 ? formatShare(done, total) : '';
  const barWidth = Math.max(0, Math.min(widestBar, width) - shareWidth);
  return (
    <Box flexDirection="column">
      <Line
        spans={[...bar(shareOf(done, total), barWidth, theme), [padStart(share, shareWidth)]]}
        width={width}
        theme={theme}
      />
      <Line spans={[[told(state, now, width, theme.glyphs.separator)]]} width={width} theme={theme} />
    </Box>
  );
}

/** Of the current stage; of the whole run where it has ended. */
function extent({ current, stages, step, steps, ending }: RunState): { readonly done: number; readonly total: number } {
  if (ending?.kind === 'done') return { done: 1, total: 1 };
  if (current === 'train' || current === undefined) return { done: step, total: steps };
  return stages[current];
}

function bar(share: number, width: number, { glyphs }: Theme): readonly Span[] {
  const halves = Math.floor(share * width * 2);
  const half = halves % 2 === 1 ? glyphs.barHalf : '';
  const filled = glyphs.barDone.repeat(halves >> 1) + half;
  return [
    [filled, 'accent'],
    [glyphs.barLeft.repeat(Math.max(0, width - filled.length)), 'faint'],
  ];
}

function told(state: RunState, now: number, width: number, separator: string): string {
  const { current, ending, stages } = state;
  if (ending?.kind === 'done')
    return `done in ${formatDuration(stageOrder.reduce((sum, name) => sum + stages[name].took, 0))}`;
  if (current === 'train' && stages.train.detail !== '') return stages.train.detail;
  if (current === 'train' || (current === undefined && state.step > 0)) return training(state, now, width, separator);
  if (current === undefined) return '';
  const { done, total, detail } = stages[current];
  if (detail !== '') return detail;
  return total > 0 ? `${doing[current]}: ${formatCount(done)} of ${formatCount(total)}` : doing[current];
}

// As many parts as fit whole: the time left matters more than the rate.
function training(state: RunState, now: number, width: number, separator: string): string {
  const steps = `step ${formatCount(state.step)} of ${formatCount(state.steps)}`;
  if (state.current === undefined) return steps;
  const rate = rateOf(state);
  const left = timeLeft(state, now);
  const rates = rate === undefined ? [] : [formatRate(rate)];
  const times = left === undefined ? [] : [`${formatTimeLeft(left)} left`];
  const total = stageTime(state.stages.train, now) + (left ?? 0);
  const ofAll = left === undefined ? [] : [`${formatTimeLeft(left)} left of ${formatTimeLeft(total)}`];
  const choices = [[steps, ...rates, ...ofAll], [steps, ...rates, ...times], [steps, ...times], [steps]].map((parts) =>
    parts.join(separator),
  );
  return choices.find((choice) => choice.length <= width) ?? steps;
}
