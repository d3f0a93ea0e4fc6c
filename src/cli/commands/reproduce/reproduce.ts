// `anoseg reproduce RUN|LOCK|BUNDLE`: runs again what a run recorded, and compares. The evidence is reproduce.json in the new run's folder.
import path from 'node:path';
import {
  compareRuns,
  expectationOf,
  isWithin,
  requireComparable,
  runOfLock,
  toleranceOf,
} from '../../../api/compare.ts';
import { cacheFolder } from '../../../api/engine.ts';
import { modelToText } from '../../../api/language.ts';
import {
  checkMeaning,
  type LockedStart,
  openStoredRun,
  type RunRequest,
  readLock,
  requireResults,
  runFolder,
  type StoredRun,
  writeWhole,
} from '../../../api/runs.ts';
import { startFile, weightsNamed } from '../../../api/weights.ts';
import { type RunView, widthOf } from '../../../ui/view.ts';
import { fetchStarts, startProgress } from '../../pipelines/start-files.ts';
import { withUnpacked } from '../../shell/bundles.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { printFailure } from '../../shell/failure.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { packageVersion } from '../../shell/version.ts';
import { runRequest } from '../run/run.ts';
import type { Evidence } from './evidence.ts';
import { reproductionText } from './reproduction-text.ts';

export interface ReproduceOptions {
  readonly data?: string;
  readonly out?: string;
}

/** @throws OutsideError where the run cannot be read, its data are others, or this release understands it otherwise */
export async function reproduceCommand(
  place: string,
  options: ReproduceOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return withUnpacked(place, ({ folder }) => reproduceRun(runOfLock(folder), options, terminal));
}

async function reproduceRun(folder: string, options: ReproduceOptions, terminal: Terminal): Promise<ExitCode> {
  const stored = openStoredRun(folder);
  checkMeaning(stored.lock, stored.digest);
  requireResults(stored.folder, stored.lock, 'all');
  requireComparable(folder);
  const starts = (stored.lock.starts ?? []).map(hereToo);
  await fetchStarts(starts, startProgress(terminal));
  const request = requestOf(stored, starts, options);
  const { exit, run } = await runRequest(request, terminal, terminal.json ? failuresAlone(terminal) : undefined);
  if (exit !== exitCode.done || run === undefined) return exit;
  const evidence = evidenceOf(stored, folder, run);
  const file = path.join(run, 'reproduce.json');
  writeWhole(file, `${JSON.stringify(documentOf(evidence, stored), undefined, 2)}\n`);
  if (terminal.json) printJson(terminal, documentOf(evidence, stored));
  else terminal.stdout.write(reproductionText(evidence, file, widthOf(terminal.stdout)));
  return evidence.verdict === 'different' ? exitCode.wrong : exitCode.done;
}

// Standard output holds one document: the evidence, or what went wrong.
function failuresAlone(terminal: Terminal): RunView {
  return {
    show: (event) => event.event === 'failed' && printFailure(event, terminal),
    stopping: () => undefined,
    close: () => Promise.resolve(),
  };
}

// What is known by name lies in this machine's cache, other files where they lay.
function hereToo(start: LockedStart): LockedStart {
  if (weightsNamed(start.weights) === undefined) return start;
  return { ...start, file: startFile(start.weights, { cache: cacheFolder(), folder: '.' }) };
}

function requestOf(
  { lock, model, bundle, digest, folder }: StoredRun,
  starts: readonly LockedStart[],
  { data, out }: ReproduceOptions,
): RunRequest {
  return {
    pipeline: { name: lock.name, bundle, overrides: lock.parameters, model: modelToText(model), digest },
    dataFolder: data ?? lock.data.folder,
    out,
    threads: undefined,
    device: undefined,
    starts,
    reproduces: { lock, data: folder.data },
  };
}

function evidenceOf({ lock, model }: StoredRun, run: string, again: string): Evidence {
  const expectation = expectationOf(lock, readLock(runFolder(again)));
  const tolerance = toleranceOf(model);
  const reproduction = compareRuns(run, again);
  const isNear = expectation.level === 'tolerance' && isWithin(tolerance, reproduction);
  const verdict = reproduction.identical ? 'identical' : isNear ? 'near' : 'different';
  return { verdict, run, again, expectation, tolerance, reproduction };
}

function documentOf({ verdict, expectation, tolerance, reproduction }: Evidence, { lock }: StoredRun) {
  return {
    format_version: '1.1',
    verdict,
    anoseg: packageVersion,
    run: {
      name: lock.name,
      identity: lock.identity ?? null,
      anoseg: lock.anoseg,
      seed: lock.seed,
      steps: lock.steps,
      parameters: lock.parameters,
      threads: lock.threads,
      device: lock.device,
      engine: lock.engine,
      cpu: lock.cpu,
    },
    pipeline: { digest: lock.pipeline.digest },
    data: { digest: lock.data.digest, files: lock.data.files },
    starts: (lock.starts ?? []).map(({ network, weights, digest }) => ({ network, weights, digest })),
    promised: expectation.promised,
    expected: expectation.level,
    tolerance,
    machine_differences: expectation.differences.map(({ name, a, b }) => ({ name, a, b })),
    ...reproduction,
    metrics: reproduction.metrics.map(({ name, a, b }) => ({ name, a: Number(a), b: Number(b) })),
  };
}
