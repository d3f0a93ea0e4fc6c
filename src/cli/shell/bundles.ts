// A bundle that a command is handed is unpacked beside everything else, and gone as soon as the command is done with it:
// also where it fails, or a signal ends the process. What is told of it names the bundle, and the file in it.
import path from 'node:path';
import { temporaryFolder } from '../../api/engine.ts';
import { OutsideError, reworded } from '../../api/language.ts';
import { UsageError } from './failure.ts';

/** A run, wherever it lies: a bundle in its temporary folder, or the place that was named. */
export interface Opened {
  readonly folder: string;
  readonly isBundle: boolean;
  /** A failure that may name files of the run, as the user knows them: `parts.zip: lock.json`. */
  readonly told: (failure: FailureWords) => FailureWords;
}

export interface FailureWords {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function isBundle(place: string): boolean {
  return /\.zip$/i.test(place);
}

/**
 * `work` gets a folder in place of a bundle; any other place as it is. @throws OutsideError `bundle-damaged`,
 * `bundle-missing`, `no-temporary-folder`
 */
export async function withUnpacked<T>(place: string, work: (opened: Opened) => T | Promise<T>): Promise<T> {
  if (!isBundle(place)) return work({ folder: place, isBundle: false, told: (failure) => failure });
  const { makeBundleFolder, openBundle } = await import('../../api/share.ts');
  const { folder, remove } = makeBundleFolder(temporaryFolder(), place);
  const told = (failure: FailureWords) => toldOf(failure, folder, place);
  const release = atEnd(remove);
  try {
    await openBundle(place, folder);
    return await work({ folder, isBundle: true, told });
  } catch (error) {
    throw error instanceof OutsideError ? reworded(error, told(error), { cause: error }) : error;
  } finally {
    remove();
    release();
  }
}

/** For commands that do not take one. @throws UsageError */
export function refuseBundle(place: string, problem: string, advice: string): void {
  if (isBundle(place)) throw new UsageError(`${place} is a bundle${problem}`, advice);
}

/** Their advice is for who has the run itself. */
const ofTheRun = /^(?:run-changed|damaged-model|(?:lock|metrics|results|events)-damaged)$/;

function toldOf({ code, message, hint }: FailureWords, folder: string, place: string): FailureWords {
  const named = (text: string) => text.replaceAll(`${folder}${path.sep}`, `${place}: `).replaceAll(folder, place);
  const advice = ofTheRun.test(code) ? 'ask for the bundle again: `anoseg share RUN -o FILE` writes one' : named(hint);
  return { code, message: named(message), hint: advice };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Until it is released, `clear` is called where the process ends, or a signal would end it that nobody else waits for. */
function atEnd(clear: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    clear();
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    process.off('exit', clear);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', clear);
  for (const signal of signals) process.on(signal, onSignal);
  return release;
}
