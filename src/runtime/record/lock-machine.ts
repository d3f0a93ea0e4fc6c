// The part of lock.json that says on what a run computed, read with care: a file that was edited or comes from elsewhere
// must not start 100,000 threads here.
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import type { OneDnn } from '../../engine/onednn.ts';
import { isThreadCount, MOST_THREADS } from '../contract/thread-count.ts';

/** The engine that a run computed with, in its lock. */
export interface LockedEngine {
  readonly tensorflow: string;
  readonly variant: string;
  /** Whether oneDNN computed; absent where TensorFlow decided that itself, as in locks of earlier releases. */
  readonly onednn?: boolean;
}

/** How the run computed with oneDNN, so that going on with it gives the same digits. */
export function lockedOneDnn({ engine: { onednn } }: { readonly engine: LockedEngine }): OneDnn {
  if (onednn === undefined) return 'as-built';
  return onednn ? 'on' : 'off';
}

/** `lock`: as parsed. @throws OutsideError `lock-damaged` */
export function requireMachine(lock: unknown, file: string): void {
  const { threads, device, engine } = asRecord(lock);
  const { onednn } = asRecord(engine);
  if (!isThreadCount(threads)) throw damaged(file, 'threads', `a whole number from 1 to ${MOST_THREADS}`, threads);
  if (device !== 'cpu' && device !== 'gpu') throw damaged(file, 'device', '"cpu" or "gpu"', device);
  if (typeof engine !== 'object' || engine === null) throw damaged(file, 'engine', 'an object', engine);
  if (onednn !== undefined && typeof onednn !== 'boolean')
    throw damaged(file, 'engine.onednn', 'true or false', onednn);
}

function damaged(file: string, key: string, expected: string, found: unknown): OutsideError {
  const said = found === undefined ? 'nothing' : JSON.stringify(found).slice(0, 40);
  return outside('lock-damaged', { file, problem: `\`${key}\` is ${said}, expected is ${expected}` });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
