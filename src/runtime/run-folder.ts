// The layout of a run folder, and how a new one is named.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { OutsideError } from '../diagnostics/outside-error.ts';
import { withDiskErrors } from './files.ts';
import { createNumberedFolder } from './result-folder.ts';

export interface RunFolder {
  readonly folder: string;
  readonly lock: string;
  readonly events: string;
  readonly checkpoints: string;
  readonly model: string;
  readonly metrics: string;
  readonly curves: string;
  readonly scores: string;
  readonly maps: string;
  readonly overlays: string;
  readonly report: string;
  readonly imports: string;
}

export function runFolder(folder: string): RunFolder {
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    lock: at('lock.json'),
    events: at('events.jsonl'),
    checkpoints: at('checkpoints'),
    model: at('model'),
    metrics: at('metrics.json'),
    curves: at('curves.json'),
    scores: at('scores.csv'),
    maps: at('maps'),
    overlays: at('overlays'),
    report: at('report.html'),
    imports: at('imports'),
  };
}

/** `runs/NAME-DIGEST-N` with the first free N. */
export function createRunFolder(parent: string, name: string, digest: string): RunFolder {
  return runFolder(createNumberedFolder(parent, `${name}-${digest.slice(0, 8)}-`));
}

/** The folder that the user names: new, or empty of a run. @throws OutsideError `run-exists` */
export function claimRunFolder(folder: string): RunFolder {
  const run = runFolder(folder);
  if (existsSync(run.lock)) {
    throw new OutsideError(
      'run-exists',
      `${folder} holds a run already`,
      `go on with \`anoseg run --resume ${folder}\`, or choose another \`--out\``,
    );
  }
  withDiskErrors(folder, () => mkdirSync(folder, { recursive: true }));
  return run;
}
