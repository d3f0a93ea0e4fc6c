// Prints the progress of an installation as plain lines, for test runs and logs.
import type { Writable } from 'node:stream';
import type { EngineProgress } from '../src/engine/install/progress.ts';

/** A function for `onProgress` that writes one line for each stage of each file. */
export function progressPrinter(stream: Writable): (progress: EngineProgress) => void {
  let last = '';
  return ({ stage, detail, total }) => {
    const line = `engine: ${stage} ${detail}${total > 0 ? ` (${Math.round(total / 1e6)} MB)` : ''}\n`;
    if (line !== last) stream.write(line);
    last = line;
  };
}
