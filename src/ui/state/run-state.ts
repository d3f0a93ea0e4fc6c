// The events of a run, folded into a picture of where it stands. Pure: time comes with each event, in
// milliseconds from any origin. Every list in it is bounded, however long the training.
import type { EarlierStep, KeepStanding, RunEvent, RunMetrics, Stage } from '../../runtime/contract/events.ts';
import { clean } from '../text/text.ts';
import { addValue, emptyHistory, type History } from './history.ts';
import { addMark, type Mark, stepsPerSecond } from './rate.ts';

/** In the order in which a run goes through them. */
export const stageOrder: readonly Stage[] = [
  'engine',
  'data',
  'compile',
  'train',
  'export',
  'threshold',
  'evaluate',
  'report',
];

export interface StageState {
  readonly status: 'waiting' | 'current' | 'done' | 'stopped' | 'failed';
  readonly begun: number;
  /** Milliseconds, once it is over. */
  readonly took: number;
  readonly done: number;
  /** 0 where it is not known. */
  readonly total: number;
  readonly detail: string;
}

export interface LossState {
  readonly name: string;
  /** The last one told; undefined before the first. */
  readonly value: number | undefined;
  readonly history: History;
}

export interface KeepInfo {
  readonly metric: string;
  /** Steps between two measurements; 0 where it is not known. */
  readonly every: number;
  /** The last one; undefined before the first, and where the figure is not defined. */
  readonly value: number | undefined;
  readonly best: { readonly step: number; readonly value: number } | undefined;
  /** Measurements without a better one until training stops; undefined where it never does. */
  readonly left: number | undefined;
}

export type Ending =
  | { readonly kind: 'done'; readonly metrics: RunMetrics }
  | { readonly kind: 'stopped'; readonly step: number; readonly resumable: boolean }
  | { readonly kind: 'killed'; readonly step: number; readonly saved: number; readonly resumable: boolean }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint: string };

export interface RunState {
  /** The command that goes on with all of which the run is a part; undefined where it is one by itself. */
  readonly wayOn?: string | undefined;
  /** The run folder; empty before the run has begun. */
  readonly run: string;
  readonly name: string;
  readonly digest: string;
  readonly steps: number;
  /** Where this process began. */
  readonly from: number;
  /** Steps done. */
  readonly step: number;
  /** Of the last steps told; 0 before. */
  readonly stepMs: number;
  readonly marks: readonly Mark[];
  readonly stages: Readonly<Record<Stage, StageState>>;
  readonly current: Stage | undefined;
  readonly losses: readonly LossState[];
  readonly report: readonly string[];
  readonly checkpoint: { readonly step: number; readonly time: number } | undefined;
  /** Where the best weights are kept, what is known of them. */
  readonly keep: KeepInfo | undefined;
  /** The last few. */
  readonly warnings: readonly string[];
  readonly warningCount: number;
  /** A stop was asked for and has not happened yet. */
  readonly stopping: boolean;
  readonly ending: Ending | undefined;
}

/** Warnings kept; all are counted. */
export const warningLimit = 5;
/** More losses than any pipeline has. */
const lossLimit = 64;

const waiting: StageState = { status: 'waiting', begun: 0, took: 0, done: 0, total: 0, detail: '' };

export const initialState: RunState = {
  run: '',
  name: '',
  digest: '',
  steps: 0,
  from: 0,
  step: 0,
  stepMs: 0,
  marks: [],
  stages: {
    engine: waiting,
    data: waiting,
    compile: waiting,
    train: waiting,
    export: waiting,
    threshold: waiting,
    evaluate: waiting,
    report: waiting,
  },
  current: undefined,
  losses: [],
  report: [],
  checkpoint: undefined,
  keep: undefined,
  warnings: [],
  warningCount: 0,
  stopping: false,
  ending: undefined,
};

/** Events in any order make some picture; none throws. */
export function foldEvent(state: RunState, event: RunEvent, now: number): RunState {
  switch (event.event) {
    case 'start':
      return start(state, event);
    case 'stage':
      return beginStage(state, event.stage, now);
    case 'progress':
      return progress(state, event, now);
    case 'step':
      return step(state, event, now);
    case 'checkpoint':
      return { ...state, checkpoint: { step: event.step, time: now } };
    case 'validation':
      return { ...state, keep: standing(event, state.keep?.every ?? 0, event.value) };
    case 'kept':
      return state;
    case 'warning':
      return warn(state, clean(event.message));
    case 'stopped':
      return end({ ...state, run: clean(event.run), step: event.step }, 'stopped', now, {
        kind: 'stopped',
        step: event.step,
        resumable: event.resumable ?? true,
      });
    case 'killed':
      return end({ ...state, run: clean(event.run) }, 'stopped', now, {
        kind: 'killed',
        step: event.step,
        saved: event.saved,
        resumable: event.resumable,
      });
    case 'failed':
      return end(state, 'failed', now, {
        kind: 'failed',
        code: event.code,
        message: clean(event.message),
        hint: clean(event.hint),
      });
    case 'done':
      return end({ ...state, run: clean(event.run) }, 'done', now, { kind: 'done', metrics: event.metrics });
    default:
      // From a newer engine: nothing that could be shown.
      event satisfies never;
      return state;
  }
}

/** What the view shows between a request to stop and the stop. */
export function requestStop(state: RunState): RunState {
  return { ...state, stopping: state.ending === undefined };
}

type EventOf<K extends RunEvent['event']> = Extract<RunEvent, { event: K }>;

// What happened before the first start, getting the engine mostly, belongs to the run.
function start(state: RunState, event: EventOf<'start'>): RunState {
  const base = state.run === '' && state.ending === undefined ? state : { ...initialState, wayOn: state.wayOn };
  return {
    ...base,
    run: clean(event.run),
    name: clean(event.name),
    digest: clean(event.digest),
    steps: event.steps,
    from: event.from,
    step: event.from,
    losses: event.losses
      .slice(0, lossLimit)
      .map((name) => ({ name: clean(name), value: undefined, history: emptyHistory })),
    report: event.report.map(clean),
    keep: event.keep && standing(event.keep, event.keep.every, null),
  };
}

function standing({ metric, best, left }: KeepStanding, every: number, value: number | null): KeepInfo {
  return { metric: clean(metric), every, value: value ?? undefined, best: best ?? undefined, left: left ?? undefined };
}

function beginStage(state: RunState, stage: Stage, now: number): RunState {
  if (state.current === stage) return state;
  const closed = closeStage(state, 'done', now);
  const stages = { ...closed.stages, [stage]: { ...waiting, status: 'current' as const, begun: now } };
  return { ...closed, stages, current: stage, marks: stage === 'train' ? [] : closed.marks };
}

function closeStage(state: RunState, status: 'done' | 'stopped' | 'failed', now: number): RunState {
  const { current, stages } = state;
  if (current === undefined) return state;
  const stage = stages[current];
  return {
    ...state,
    current: undefined,
    stages: { ...stages, [current]: { ...stage, status, took: Math.max(0, now - stage.begun) } },
  };
}

function end(state: RunState, status: 'done' | 'stopped' | 'failed', now: number, ending: Ending): RunState {
  return { ...closeStage(state, status, now), stopping: false, ending };
}

/** The picture of a view that is closed: nothing goes on in it. */
export function settle(state: RunState, now: number): RunState {
  return { ...closeStage(state, 'stopped', now), stopping: false };
}

function progress(state: RunState, { stage, done, total, detail }: EventOf<'progress'>, now: number): RunState {
  const stages = { ...state.stages, [stage]: { ...state.stages[stage], done, total, detail: clean(detail ?? '') } };
  const next = { ...state, stages };
  return stage === 'train' ? { ...next, step: done, marks: addMark(state.marks, { time: now, step: done }) } : next;
}

function step(state: RunState, event: EventOf<'step'>, now: number): RunState {
  const marks = addMark(state.marks, { time: now, step: event.step });
  return { ...state, step: event.step, stepMs: event.step_ms, marks, losses: addLosses(state.losses, event.loss) };
}

/** The losses of the steps before this process began; they say nothing of how fast it goes. */
export function recallSteps(state: RunState, steps: readonly EarlierStep[]): RunState {
  const before = steps.filter(({ loss }) => typeof loss === 'object' && loss !== null);
  return { ...state, losses: before.reduce((losses, { loss }) => addLosses(losses, loss), state.losses) };
}

function addLosses(losses: readonly LossState[], told: Readonly<Record<string, number>>): readonly LossState[] {
  const values = new Map(Object.entries(told).map(([name, value]) => [clean(name), value]));
  const known = losses.map((loss) => {
    const value = values.get(loss.name);
    values.delete(loss.name);
    return value === undefined ? loss : { ...loss, value, history: addValue(loss.history, value) };
  });
  const others = [...values].map(([name, value]) => ({ name, value, history: addValue(emptyHistory, value) }));
  return [...known, ...others].slice(0, lossLimit);
}

function warn(state: RunState, message: string): RunState {
  return {
    ...state,
    warnings: [...state.warnings, message].slice(-warningLimit),
    warningCount: state.warningCount + 1,
  };
}

/** Steps a second; before a window of steps is known, from the duration of a step. Undefined before any. */
export function rateOf({ marks, stepMs }: RunState): number | undefined {
  return stepsPerSecond(marks) ?? (stepMs > 0 ? 1000 / stepMs : undefined);
}

/** Milliseconds of training that are left, counted down between events; undefined where unknown. */
export function timeLeft(state: RunState, now: number): number | undefined {
  const rate = rateOf(state);
  const last = state.marks.at(-1);
  if (rate === undefined || last === undefined) return undefined;
  return Math.max(0, (1000 * (state.steps - state.step)) / rate - Math.max(0, now - last.time));
}

/** Milliseconds that a stage took, or has taken so far. */
export function stageTime({ status, begun, took }: StageState, now: number): number {
  return status === 'current' ? Math.max(0, now - begun) : took;
}
