// How a run failed, as its own last event: by it `anoseg runs` tells a failure, ours too, from a process that was killed.
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { systemFailure } from '../../diagnostics/system-error.ts';
import type { EventLog } from './event-log.ts';

/** The folder is another's, or nobody's: nothing more is written there. */
const goneCodes: ReadonlySet<string> = new Set(['claim-lost', 'run-gone']);

/** Writes down what was thrown, and returns what to throw on. */
export function noted(thrown: unknown, log: EventLog): unknown {
  const failure = thrown instanceof OutsideError ? thrown : systemFailure(thrown);
  if (failure === undefined) note({ ...bugOf(thrown), exit: 4 }, log);
  else if (!goneCodes.has(failure.code)) {
    const { code, message, hint } = failure;
    note({ code, message, hint, exit: 3 }, log);
  }
  return failure ?? thrown;
}

function bugOf(thrown: unknown) {
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const message = `a bug in anoseg: ${said.replace(/^bug in anoseg: /, '')}`;
  return { code: 'bug', message, hint: "please report it in the project's issue tracker" };
}

interface Noted {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exit: 3 | 4;
}

function note(failed: Noted, log: EventLog): void {
  try {
    log.append({ event: 'failed', ...failed });
  } catch {
    // The disk that failed, mostly; the command tells of it.
  }
}
