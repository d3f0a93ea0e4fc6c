// By what a run folder, and its files, are told from those of other programs; loads nothing, since `check` waits for it.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { largest } from '../stored/limits.ts';
import { NoFile, readRegularText } from '../stored/regular-text.ts';

/** Also where the lock is damaged, as long as the run has its events: reading it says what is wrong. */
export function isRunFolder(folder: string): boolean {
  const lock = path.join(folder, 'lock.json');
  if (!existsSync(lock)) return false;
  try {
    return isLock(lock) || isEventLog(path.join(folder, 'events.jsonl'));
  } catch {
    return false; // Closed to us.
  }
}

/** Other programs write files of this name, too. */
export function isLock(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const found = parsed(() => readRegularText(file, largest.lock));
  return typeof found === 'object' && found !== null && 'pipeline' in found && 'parameters' in found;
}

export function isEventLog(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const text = headOf(file);
  // What a full disk took of the first line, perhaps nothing.
  if (!text.includes('\n')) return text.slice(0, logStart.length) === logStart.slice(0, text.length);
  const first = parsed(() => text.split('\n', 1)[0] ?? '');
  return typeof first === 'object' && first !== null && 'event' in first && 'time' in first;
}

const logStart = '{"time":"';

/** Bytes that the first line of a log fits into. */
const headSize = 1024 * 1024;

function headOf(file: string): string {
  const head = Buffer.alloc(headSize);
  const descriptor = openSync(file, 'r');
  try {
    return head.toString('utf8', 0, readSync(descriptor, head, 0, headSize, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** Undefined where it is no JSON, or far too large. */
function parsed(text: () => string): unknown {
  try {
    return JSON.parse(text());
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NoFile) return undefined;
    throw error;
  }
}
