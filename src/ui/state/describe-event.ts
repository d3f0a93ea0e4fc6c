// One event in plain lines, or in none: training and other progress are told seldom, so that a log of days
// stays readable. Pure, like the fold that it stands beside.
import type { RunEvent, Stage } from '../../runtime/contract/events.ts';
import {
  formatCount,
  formatDuration,
  formatFigure,
  formatLoss,
  formatRate,
  formatShare,
  formatTimeLeft,
  shortDigest,
} from '../text/format.ts';
import { clean } from '../text/text.ts';
import { keepTexts } from './keep-text.ts';
import { type RunState, rateOf, timeLeft } from './run-state.ts';
import { stopText } from './stop-text.ts';

/** What of the progress was told last. */
export interface Told {
  readonly stage: Stage | undefined;
  readonly time: number;
  /** Share of the stage, 0 to 1. */
  readonly share: number;
  readonly detail: string;
  /** The same of the last save that was told. */
  readonly savedTime: number;
  readonly savedShare: number;
  /** And of the last measurement of the weights. */
  readonly measuredTime: number;
  readonly measuredShare: number;
}

export const toldNothing: Told = {
  stage: undefined,
  time: Number.NEGATIVE_INFINITY,
  share: Number.NEGATIVE_INFINITY,
  detail: '',
  savedTime: Number.NEGATIVE_INFINITY,
  savedShare: Number.NEGATIVE_INFINITY,
  measuredTime: Number.NEGATIVE_INFINITY,
  measuredShare: Number.NEGATIVE_INFINITY,
};

/** Milliseconds, and share of the stage, that must both have passed. */
const tellAfter = 10_000;
const tellShare = 0.05;

export interface EventInContext {
  readonly event: RunEvent;
  /** The pictures before and after the event. */
  readonly before: RunState;
  readonly after: RunState;
  readonly told: Told;
  readonly now: number;
}

export interface Description {
  readonly lines: readonly string[];
  readonly told: Told;
}

export function describeEvent(context: EventInContext): Description {
  const { event, before, after, told } = context;
  const only = (...lines: readonly string[]): Description => ({ lines, told });
  switch (event.event) {
    case 'start':
      return only(describeStart(after));
    case 'stage':
      return before.current === event.stage ? only() : only(...stageDone(before, after), `${event.stage} begins`);
    case 'progress':
      return describeProgress(event, context);
    case 'step':
      return describeStep(context);
    case 'checkpoint':
      return describeSave(event.step, context);
    case 'validation':
      return describeValidation(event, context);
    case 'kept':
      return only(describeKept(event));
    case 'stopped':
    case 'killed':
      return only(...describeStop(after));
    case 'done':
      return only(...stageDone(before, after));
    // Told by the view, on standard error.
    case 'failed':
    case 'warning':
      return only();
    default:
      event satisfies never;
      return only();
  }
}

function describeStop(state: RunState): readonly string[] {
  const { ending } = state;
  if (ending?.kind !== 'stopped' && ending?.kind !== 'killed') return [];
  const { said, lead, command } = stopText(ending, state);
  return [said, command === '' ? lead : `${lead}: ${command}`];
}

function describeStart({ name, run, digest, from, steps }: RunState): string {
  const extent =
    from > 0 ? `goes on at step ${formatCount(from)} of ${formatCount(steps)}` : `${formatCount(steps)} steps`;
  return `${name} (${shortDigest(digest)}) in ${run}: ${extent}`;
}

function stageDone({ current }: RunState, after: RunState): readonly string[] {
  return current === undefined ? [] : [`${current} done in ${formatDuration(after.stages[current].took)}`];
}

function describeProgress(
  { stage }: Extract<RunEvent, { event: 'progress' }>,
  { after, told, now }: EventInContext,
): Description {
  const { done, total, detail } = after.stages[stage];
  // What is measured in training is told when it is known.
  if (stage === 'train' && detail !== '') return { lines: [], told };
  const share = total > 0 ? done / total : 0;
  const isNew = told.stage !== stage;
  const isDue = now - told.time >= tellAfter && (share - told.share >= tellShare || detail !== told.detail);
  // What a stage does first is worth a line where it says so; its first count is not.
  if (isNew && detail === '') return { lines: [], told: { ...told, stage, time: now, share, detail } };
  if (!isNew && !isDue) return { lines: [], told };
  const extent =
    total > 0 ? (detail === '' ? `${formatCount(done)} of ${formatCount(total)}` : `${formatShare(done, total)}`) : '';
  return {
    lines: [`${stage}: ${[detail, extent].filter((part) => part !== '').join(' ')}`],
    told: { ...told, stage, time: now, share, detail },
  };
}

function describeStep({ after, told, now }: EventInContext): Description {
  const share = after.steps > 0 ? after.step / after.steps : 1;
  const isLast = after.step >= after.steps;
  const isNew = told.stage !== 'train';
  const isDue = now - told.time >= tellAfter && share - told.share >= tellShare;
  if (!(isNew || isDue || isLast)) return { lines: [], told };
  return { lines: [trainingLine(after, now)], told: { ...told, stage: 'train', time: now, share, detail: '' } };
}

function trainingLine(state: RunState, now: number): string {
  const { step, steps, losses } = state;
  const rate = rateOf(state);
  const left = timeLeft(state, now);
  const parts = [
    `train: step ${formatCount(step)} of ${formatCount(steps)} (${formatShare(step, steps)})`,
    ...(rate === undefined ? [] : [formatRate(rate)]),
    ...(left === undefined || step >= steps ? [] : [`${formatTimeLeft(left)} left`]),
    ...losses.flatMap(({ name, value }) => (value === undefined ? [] : [`${name} ${formatLoss(value)}`])),
  ];
  return parts.join(', ');
}

// As seldom as saves, but for the last one before training stops early.
function describeValidation(
  { step }: Extract<RunEvent, { event: 'validation' }>,
  { after: { keep, steps }, told, now }: EventInContext,
): Description {
  const share = steps > 0 ? step / steps : 1;
  const isDue = now - told.measuredTime >= tellAfter && share - told.measuredShare >= tellShare;
  if (keep === undefined || !(isDue || keep.left === 0)) return { lines: [], told };
  const line = `train: ${keepTexts(keep)[0] ?? ''}`;
  return { lines: [line], told: { ...told, measuredTime: now, measuredShare: share } };
}

function describeKept({ step, metric, value, stopped_early }: Extract<RunEvent, { event: 'kept' }>): string {
  const figure = value === null ? '' : `, ${clean(metric)} ${formatFigure(value, '')}`;
  return `train: keeps the weights of step ${formatCount(step)}${figure}${stopped_early ? '; stopped early' : ''}`;
}

function describeSave(step: number, { after, told, now }: EventInContext): Description {
  const share = after.steps > 0 ? step / after.steps : 1;
  const isDue = now - told.savedTime >= tellAfter && share - told.savedShare >= tellShare;
  if (!isDue) return { lines: [], told };
  return { lines: [`train: saved at step ${formatCount(step)}`], told: { ...told, savedTime: now, savedShare: share } };
}
