// How far a run has come and how it ended, read from its events.jsonl, whatever state that file is in.
import { type Stage, stages } from '../contract/events.ts';
import { type StoredEvent, storedEvents } from '../stored/stored-events.ts';

export interface RunHistory {
  /** ISO 8601; undefined without a first event. */
  readonly began: string | undefined;
  /** As the pipeline is called. */
  readonly name: string | undefined;
  /** The last one that began. */
  readonly stage: Stage | undefined;
  /** Steps that were told or saved. */
  readonly step: number;
  readonly steps: number | undefined;
  /** What it said last of itself; undefined while it runs, and where it was killed. */
  readonly ending: Ending | undefined;
}

interface Ending {
  readonly kind: 'stopped' | 'failed' | 'done';
  readonly reason: string;
  /** Of a failure. */
  readonly code?: string | undefined;
}

const nothing: RunHistory = {
  began: undefined,
  name: undefined,
  stage: undefined,
  step: 0,
  steps: undefined,
  ending: undefined,
};

/** Nothing where there is no such file. @throws OutsideError `events-damaged`, `later-release` */
export function readHistory(file: string): RunHistory {
  let history = nothing;
  for (const { event } of storedEvents(file)) history = fold(history, event);
  return history;
}

function fold(history: RunHistory, line: StoredEvent): RunHistory {
  const { event, time, name, stage, step, steps, from, message, code } = line;
  const known = { ...history, began: history.began ?? time };
  switch (event) {
    case 'start':
      return {
        ...known,
        name: name,
        steps: steps,
        step: from ?? 0,
        stage: undefined,
        ending: undefined,
      };
    case 'stage':
      return { ...known, stage: stages.find((one) => one === stage), ending: undefined };
    case 'step':
    case 'checkpoint':
      return { ...known, step: step ?? known.step };
    case 'stopped':
      return { ...known, step: step ?? known.step, ending: { kind: 'stopped', reason: '' } };
    case 'failed':
      return { ...known, ending: { kind: 'failed', reason: message ?? '', code } };
    case 'done':
      return { ...known, ending: { kind: 'done', reason: '' } };
    default:
      return known;
  }
}
