// events.jsonl: the events of a run, one line each, without the ticking of progress. A run that goes on keeps the lines up to its
// checkpoint and writes the rest anew, so that the losses stand there once.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { EarlierStep, RunEvent } from '../contract/events.ts';
import { withDiskErrors, writeWhole } from '../files/files.ts';

export interface EventLog {
  append(event: RunEvent): void;
}

/** `now`: milliseconds since 1970. */
export function openEventLog(file: string, now: () => number): EventLog {
  return {
    append(event) {
      if (event.event === 'progress') return;
      const line = `${JSON.stringify({ time: new Date(now()).toISOString(), ...event })}\n`;
      withDiskErrors(file, () => appendFileSync(file, line));
    },
  };
}

/** Forgets the steps after `step`, and what a killed process wrote of a line. */
export function rewindEventLog(file: string, step: number): void {
  if (!existsSync(file)) return;
  const lines = readFileSync(file, 'utf8').split('\n');
  const kept = lines.filter((line) => {
    const event = parseLine(line);
    if (event === undefined || event.event === 'failed' || event.event === 'stopped') return false;
    return !('step' in event) || typeof event.step !== 'number' || event.step <= step;
  });
  writeWhole(file, kept.map((line) => `${line}\n`).join(''));
}

/** The steps that are told up to `step`, in order; what cannot be read is none. */
export function earlierSteps(file: string, step: number): readonly EarlierStep[] {
  try {
    const events = readFileSync(file, 'utf8').split('\n').map(parseLine);
    return events.filter((event) => event?.event === 'step').filter((event) => event.step <= step);
  } catch {
    return []; // Curves are to look at: a run goes on without them.
  }
}

function parseLine(line: string): RunEvent | undefined {
  try {
    const event: RunEvent | null = JSON.parse(line);
    return typeof event === 'object' && event !== null ? event : undefined;
  } catch {
    // An empty line at the end, or one that was cut off.
    return undefined;
  }
}
