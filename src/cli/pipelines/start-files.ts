// Files that the networks of a pipeline start from: those that are known are fetched at their first use.
import { cacheFolder, type EngineProgress } from '../../api/engine.ts';
import type { Model, SourceFile } from '../../api/language.ts';
import type { LockedStart } from '../../api/runs.ts';
import {
  installWeights,
  isWhole,
  openStart,
  startDigest,
  startFile,
  weightsNamed,
  writtenStart,
} from '../../api/weights.ts';
import { stepPrinter } from '../shell/step-printer.ts';
import type { Terminal } from '../shell/terminal.ts';
import { weightsPlaces } from './pipelines.ts';

/** One for each network that starts from a file. */
export function startFiles({ train }: Model, source: SourceFile): readonly LockedStart[] {
  return train.networks.flatMap(({ network, start }) => {
    if (start === undefined) return [];
    const written = writtenStart(start);
    const { weights } = written;
    return [{ network, weights, file: startFile(weights, weightsPlaces(source)), digest: startDigest(written) }];
  });
}

/**
 * Fetches what is known and not there, or damaged. True where something came: then more of the pipeline can be checked. That
 * files of the user's are the right ones is seen here, too, before anything is read or written.
 * @throws OutsideError `weights-missing`, `weights-digest`, `weights-damaged`, and what fetching can fail with
 */
export async function fetchStarts(
  starts: readonly LockedStart[],
  onProgress: (progress: EngineProgress) => void,
): Promise<boolean> {
  const cache = cacheFolder();
  let hasCome = false;
  for (const known of new Set(starts.flatMap(({ weights }) => weightsNamed(weights) ?? []))) {
    if (await isWhole(known, cache)) continue;
    await installWeights(known, { cache, onProgress });
    hasCome = true;
  }
  for (const { weights, file, digest } of starts) if (weightsNamed(weights) === undefined) openStart(file, digest);
  return hasCome;
}

/** What is shown while they come. */
export function startProgress(terminal: Terminal): (progress: EngineProgress) => void {
  return terminal.json || terminal.quiet ? () => undefined : stepPrinter(terminal);
}
