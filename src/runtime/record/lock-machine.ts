// The part of lock.json that says with which engine a run computed. That it holds what one can compute with, the lock's
// schema says (stored/schemas.ts): a file that was edited must not start 100,000 threads.
import type { OneDnn } from '../../engine/machine-choices.ts';

/** The engine that a run computed with, in its lock. */
export interface LockedEngine {
  readonly tensorflow: string;
  readonly variant: string;
  /** Whether oneDNN computed; absent where TensorFlow decided that itself, as in locks of earlier releases. */
  readonly onednn?: boolean;
  /** Variables of the environment that change last digits, those that were set; absent before 1.2. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** How the run computed with oneDNN, so that going on with it gives the same digits. */
export function lockedOneDnn({ engine: { onednn } }: { readonly engine: LockedEngine }): OneDnn {
  if (onednn === undefined) return 'as-built';
  return onednn ? 'on' : 'off';
}
