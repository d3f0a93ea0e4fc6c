// events.jsonl: the events of a run, one line each, without the ticking of progress. A run that goes on keeps the lines up to its
// checkpoint and writes the rest anew, so that the losses stand there once.
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { outside } from '../../diagnostics/outside-error.ts';
import type { EarlierStep, RunEvent } from '../contract/events.ts';
import { withDiskErrors, writeWholeBy } from '../files/files.ts';
import { joined } from '../stored/file-lines.ts';
import { storedEvents } from '../stored/stored-events.ts';

export interface EventLog {
  append(event: RunEvent): void;
}

/** `now`: milliseconds since 1970. */
export function openEventLog(file: string, now: () => number): EventLog {
  // What a full disk took of a line, or a process that was killed wrote, stays a line by itself.
  let mayBeTorn = true;
  return {
    append(event) {
      if (event.event === 'progress') return;
      const line = `${JSON.stringify({ time: new Date(now()).toISOString(), ...event })}\n`;
      withDiskErrors(file, () => {
        const text = mayBeTorn && isTorn(file) ? `\n${line}` : line;
        mayBeTorn = true;
        appendFileSync(file, text);
        mayBeTorn = false;
      });
    },
  };
}

function isTorn(file: string): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, last, 0, 1, size - 1);
  } finally {
    closeSync(descriptor);
  }
  return last.toString() !== '\n';
}

/**
 * Forgets the steps after `step`, the measurements after `measured`, and what a killed process wrote of a line. `digests`: of
 * the run's pipeline, as its lock has it and as this release does. @throws OutsideError `events-damaged`
 */
export function rewindEventLog(file: string, step: number, measured: number, digests: readonly string[]): void {
  if (!existsSync(file)) return;
  // Line by line: a log may be larger than memory.
  writeWholeBy(file, (draft) => {
    const descriptor = openSync(draft, 'w');
    try {
      for (const piece of joined(keptLines(file, step, measured, digests))) writeFileSync(descriptor, piece);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function* keptLines(file: string, step: number, measured: number, digests: readonly string[]): Generator<string> {
  let [isOther, isOwn] = [false, false];
  for (const { text, event: line } of storedEvents(file)) {
    const { event, step: at, digest } = line;
    if (event === 'start' && digest !== undefined) {
      if (digests.includes(digest)) isOwn = true;
      else isOther = true;
    }
    if (event === 'failed' || event === 'stopped' || event === 'kept') continue;
    if (at === undefined || at <= (event === 'validation' ? measured : step)) yield text;
  }
  if (isOther && !isOwn)
    throw outside('events-damaged', { file, problem: 'it is of another run than lock.json beside it' });
}

/** The steps that are told up to `step`, in order; what cannot be read is none. */
export function earlierSteps(file: string, step: number): readonly EarlierStep[] {
  const found = new Map<number, EarlierStep>();
  try {
    for (const { event } of storedEvents(file)) {
      const { step: at, loss = {} } = event;
      if (event.event === 'step' && at !== undefined && at <= step) found.set(at, { step: at, loss: numbersIn(loss) });
    }
    return [...found.values()];
  } catch {
    return []; // Curves are to look at: a run goes on without them.
  }
}

/** A figure of the weights after a step. */
export interface Measurement {
  readonly step: number;
  readonly value: number;
}

/** The measurements of a training, in order, where the best weights are kept; what cannot be read is none. */
export function measurementsIn(file: string): readonly Measurement[] {
  const found = new Map<number, Measurement>();
  try {
    for (const { event } of storedEvents(file)) {
      const { step, value } = event;
      if (event.event === 'validation' && step !== undefined && typeof value === 'number')
        found.set(step, { step, value });
    }
    return [...found.values()];
  } catch {
    return []; // As above.
  }
}

/** JSON has no NaN. */
function numbersIn(loss: Readonly<Record<string, number | null>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(loss).map(([name, value]) => [name, value ?? Number.NaN]));
}
