// By what a run folder, and its files, are told from those of other programs; loads nothing, since `check` waits for it.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

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
  const found = jsonOf(file, (text) => text);
  return typeof found === 'object' && found !== null && 'pipeline' in found && 'parameters' in found;
}

export function isEventLog(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const text = readFileSync(file, 'utf8');
  // What a full disk took of the first line, perhaps nothing.
  if (!text.includes('\n')) return text.slice(0, logStart.length) === logStart.slice(0, text.length);
  const first = jsonOf(file, (all) => all.split('\n', 1)[0] ?? '');
  return typeof first === 'object' && first !== null && 'event' in first && 'time' in first;
}

const logStart = '{"time":"';

/** Undefined where the file is not there, or no JSON. */
function jsonOf(file: string, part: (text: string) => string): unknown {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  try {
    return JSON.parse(part(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
