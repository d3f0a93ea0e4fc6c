// How far a command has come, on standard error: one line that is written over on a terminal, a line now and then
// elsewhere, nothing where the user wants quiet.
import { clean } from '../../api/language.ts';
import { cutEnd } from '../../ui/text/text.ts';
import { harmless } from './harmless.ts';
import type { Terminal } from './terminal.ts';

export interface ProgressLine {
  /** `total` 0: not known. */
  show(what: string, done: number, total: number): void;
  /** A sentence that stays. */
  note(text: string): void;
  warn(message: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** Milliseconds between two lines where there is no terminal, and between two changes of the line where there is one. */
const seldom = 10_000;
const often = 100;

export function openProgress(
  { screen: { stderr }, json, quiet, paint }: Terminal,
  now: () => number = () => performance.now(),
): ProgressLine {
  const isLive = stderr.isTTY === true;
  const isSilent = quiet || (json && !isLive);
  // What is done sooner than a line is due needs none.
  let told = isLive ? Number.NEGATIVE_INFINITY : now();
  let isShown = false;
  const clear = () => {
    if (isShown) stderr.write('\r\u001b[K');
    isShown = false;
  };
  const note = (text: string) => {
    clear();
    if (!quiet) stderr.write(`${harmless(clean(text), false)}\n`);
  };
  return {
    show(what, done, total) {
      if (isSilent || now() - told < (isLive ? often : seldom)) return;
      told = now();
      const text = harmless(clean(total > 0 ? `${what} ${done} of ${total}` : what), false);
      stderr.write(isLive ? `\r\u001b[K${cutEnd(text, Math.max(10, (stderr.columns ?? 80) - 1), '…')}` : `${text}\n`);
      isShown = isLive;
    },
    note,
    warn: (message) => note(`${paint.warning('warning')}: ${message}`),
    clear,
  };
}
