// events.jsonl, line by line. A process that is killed leaves a torn line: that one counts for nothing. A file without any
// event is none of ours.
import { statSync } from 'node:fs';
import { outside } from '../../diagnostics/outside-error.ts';
import { refusedFailure } from '../../diagnostics/system-error.ts';
import { linesOf } from './file-lines.ts';
import type { FromSchema } from './from-schema.ts';
import { largest } from './limits.ts';
import { NoFile } from './regular-text.ts';
import type { schemas } from './schemas.ts';
import { refuseLater } from './stored-json.ts';
import { event as isEvent } from './validators.js';

export type StoredEvent = FromSchema<(typeof schemas)['event']>;

export interface StoredLine {
  /** As it stands there. */
  readonly text: string;
  readonly event: StoredEvent;
}

/** One by one, in order; none where there is no such file. @throws OutsideError `events-damaged`, `later-release` */
export function* storedEvents(file: string): Generator<StoredLine> {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return;
  let [found, lines, first] = [0, 0, ''];
  for (const text of linesIn(file)) {
    if (text.trim() === '') continue;
    if (lines++ === 0) first = text;
    const value = parse(text);
    refuseLater(file, value);
    if (!isEvent(value)) continue;
    found++;
    yield { text, event: value };
  }
  // One line alone may be the torn first one of a run that was killed at once.
  const isTorn = lines === 1 && /^\s*\{/.test(first);
  if (found > 0 || lines === 0 || isTorn) return;
  throw outside('events-damaged', { file, problem: 'none of its lines is an event' });
}

function* linesIn(file: string): Generator<string> {
  try {
    yield* linesOf(file, { most: largest.events, longest: largest.eventLine });
  } catch (error) {
    if (error instanceof NoFile) throw outside('events-damaged', { file, problem: error.message });
    throw refusedFailure(`read ${file}`, error) ?? error;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // What a killed process wrote of one.
  }
}
