// The stages of a run with their marks and times: as a list, or in one line where there is little room.

import { Box } from 'ink';
import type { Stage } from '../../runtime/contract/events.ts';
import { type RunState, type StageState, stageOrder, stageTime } from '../state/run-state.ts';
import { formatClock, formatDuration } from '../text/format.ts';
import { padEnd, padStart } from '../text/text.ts';
import type { Theme, Tone } from '../theme.ts';
import { Line, type Span } from './line.tsx';

export interface StagesProps {
  readonly state: RunState;
  readonly now: number;
  readonly theme: Theme;
  readonly width: number;
}

/** Columns of the list. */
export const stageListWidth = 24;
const nameWidth = 9;

export function StageList({ state, now, theme }: Omit<StagesProps, 'width'>) {
  return (
    <Box flexDirection="column" width={stageListWidth} flexShrink={0}>
      {stageOrder.map((name) => (
        <Line key={name} spans={row(name, state.stages[name], now, theme)} width={stageListWidth} theme={theme} />
      ))}
    </Box>
  );
}

function row(name: Stage, stage: StageState, now: number, theme: Theme): readonly Span[] {
  const time = padStart(timeOf(stage, now), stageListWidth - nameWidth - 2);
  return [markOf(stage, now, theme), [' '], [padEnd(name, nameWidth), nameTone[stage.status]], [time, 'faint']];
}

/** All marks, and the name and time of the stage that counts: `✓✓✓⠹···· train 12 min 41 s`. */
export function StageStrip({ state, now, theme, width }: StagesProps) {
  const marks = stageOrder.map((name) => markOf(state.stages[name], now, theme));
  const shown = stageOrder.findLast((name) => state.stages[name].status !== 'waiting');
  const stage = shown && state.stages[shown];
  const told: readonly Span[] = stage
    ? [['  '], [shown, nameTone[stage.status]], [`  ${timeOf(stage, now)}`, 'faint']]
    : [];
  return <Line spans={[...marks, ...told]} width={width} theme={theme} />;
}

const nameTone: Readonly<Record<StageState['status'], Tone>> = {
  waiting: 'faint',
  current: 'strong',
  done: 'plain',
  stopped: 'alert',
  failed: 'bad',
};

/** Milliseconds that a mark of the spinner stays. */
export const spinnerBeat = 250;

function markOf({ status }: StageState, now: number, { glyphs }: Theme): Span {
  switch (status) {
    case 'current':
      return [glyphs.spinner[Math.floor(now / spinnerBeat) % glyphs.spinner.length] ?? glyphs.waiting, 'accent'];
    case 'done':
      return [glyphs.done, 'good'];
    case 'stopped':
      return [glyphs.stopped, 'alert'];
    case 'failed':
      return [glyphs.failed, 'bad'];
    default:
      return [glyphs.waiting, 'faint'];
  }
}

function timeOf(stage: StageState, now: number): string {
  if (stage.status === 'waiting') return '';
  return stage.status === 'current' ? formatClock(stageTime(stage, now)) : formatDuration(stageTime(stage, now));
}
