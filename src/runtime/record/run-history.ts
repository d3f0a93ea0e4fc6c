// How far a run has come and how it ended, read from its events.jsonl, whatever state that file is in.
import { existsSync, readFileSync } from 'node:fs';
import { type Stage, stages } from '../contract/events.ts';

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
  readonly ending: { readonly kind: 'stopped' | 'failed' | 'done'; readonly reason: string } | undefined;
}

const nothing: RunHistory = {
  began: undefined,
  name: undefined,
  stage: undefined,
  step: 0,
  steps: undefined,
  ending: undefined,
};

/** Lines that are torn or of no event count for nothing. */
export function readHistory(file: string): RunHistory {
  if (!existsSync(file)) return nothing;
  return readFileSync(file, 'utf8').split('\n').map(parse).reduce(fold, nothing);
}

type Line = Readonly<Record<string, unknown>>;

function fold(history: RunHistory, line: Line): RunHistory {
  const { event, time, name, stage, step, steps, from, message } = line;
  const known = { ...history, began: history.began ?? text(time) };
  switch (event) {
    case 'start':
      return {
        ...known,
        name: text(name),
        steps: number(steps),
        step: number(from) ?? 0,
        stage: undefined,
        ending: undefined,
      };
    case 'stage':
      return { ...known, stage: stages.find((one) => one === stage), ending: undefined };
    case 'step':
    case 'checkpoint':
      return { ...known, step: number(step) ?? known.step };
    case 'stopped':
      return { ...known, step: number(step) ?? known.step, ending: { kind: 'stopped', reason: '' } };
    case 'failed':
      return { ...known, ending: { kind: 'failed', reason: text(message) ?? '' } };
    case 'done':
      return { ...known, ending: { kind: 'done', reason: '' } };
    default:
      return known;
  }
}

function parse(line: string): Line {
  try {
    const found: unknown = JSON.parse(line);
    return typeof found === 'object' && found !== null ? Object.fromEntries(Object.entries(found)) : {};
  } catch {
    return {}; // The empty line at the end, or what a killed process wrote of one.
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
