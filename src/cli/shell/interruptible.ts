// Work that an interrupt (Ctrl-C) ends in good order: it is told, and nobody hears of its complaint.
import { type ExitCode, exitCode } from './exit-code.ts';

/** `work` must end when its signal is aborted, and may throw the signal's reason. */
export async function interruptible(work: (signal: AbortSignal) => Promise<ExitCode>): Promise<ExitCode> {
  const abort = new AbortController();
  const stop = () => abort.abort(new Error('interrupted'));
  process.once('SIGINT', stop);
  try {
    return await work(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
}
