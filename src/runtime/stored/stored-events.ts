// events.jsonl, line by line. A process that is killed leaves a torn line: that one counts for nothing. A file without any
// event is none of ours.
import { statSync } from 'node:fs';
import { outside } from '../../diagnostics/outside-error.ts';
import { refusedFailure } from '../../diagnostics/system-error.ts';
import type { FromSchema } from './from-schema.ts';
import { NoFile, readRegularText } from './regular-text.ts';
import type { schemas } from './schemas.ts';
import { refuseLater } from './stored-json.ts';
import { event as isEvent } from './validators.js';

export type StoredEvent = FromSchema<(typeof schemas)['event']>;

export interface StoredLine {
  /** As it stands there. */
  readonly text: string;
  readonly event: StoredEvent;
}

/** None where there is no such file. @throws OutsideError `events-damaged`, `later-release` */
export function readStoredEvents(file: string): readonly StoredLine[] {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return [];
  const lines = textOf(file)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const found = lines.flatMap((text): readonly StoredLine[] => {
    const value = parse(text);
    refuseLater(file, value);
    return isEvent(value) ? [{ text, event: value }] : [];
  });
  // One line alone may be the torn first one of a run that was killed at once.
  const isTorn = lines.length === 1 && /^\s*\{/.test(lines[0] ?? '');
  if (found.length > 0 || lines.length === 0 || isTorn) return found;
  throw outside('events-damaged', { file, problem: 'none of its lines is an event' });
}

function textOf(file: string): string {
  try {
    return readRegularText(file);
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
