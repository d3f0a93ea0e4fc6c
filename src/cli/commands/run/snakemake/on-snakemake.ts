// `anoseg run … --on snakemake`: the runs of an experiment as jobs of the user's Snakemake, which schedules, queues and copies. What
// is ours is the Snakefile, the way in (is there a Snakemake, an engine?) and the way out (what became of each run).
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../../../api/engine.ts';
import { isFinished, labelOf } from '../../../../api/experiment.ts';
import { clean } from '../../../../api/language.ts';
import { writeWhole } from '../../../../api/runs.ts';
import {
  findSnakemake,
  type Snakemake,
  type SnakemakeEnd,
  snakefileText,
  snakemakeFailure,
} from '../../../../api/snakemake.ts';
import { startProgress } from '../../../pipelines/start-files.ts';
import { commandText, ensureEngine } from '../../../shell/engine-work.ts';
import { type ExitCode, exitCode } from '../../../shell/exit-code.ts';
import { printJson, type Terminal } from '../../../shell/terminal.ts';
import { packageVersion } from '../../../shell/version.ts';
import type { Grid } from '../grid.ts';
import type { DoneRuns, GridRun } from '../grid-loop.ts';
import { followSnakemake } from './follow.ts';
import { jobDemands } from './job-demands.ts';
import { jobEnds, unfinishedText } from './job-results.ts';
import { byHandText, type SnakemakeWish, snakemakeWords } from './snakemake-words.ts';

export interface SnakemakeWork {
  /** Of the experiment. */
  readonly folder: string;
  readonly runs: readonly GridRun[];
  readonly grid: Pick<Grid, 'threads' | 'device'>;
  readonly wish: SnakemakeWish;
  readonly terminal: Terminal;
}

/** Before anything is written. @throws OutsideError `snakemake-missing`, `snakemake-version` */
export function requireSnakemake({ env }: Terminal): Promise<Snakemake> {
  return findSnakemake(env, cacheFolder(env));
}

/** `stopped`: the exit code of a signal. @throws OutsideError what Snakemake fails with */
export async function runOnSnakemake(work: SnakemakeWork, snakemake: Snakemake): Promise<DoneRuns> {
  const { folder, runs, wish, terminal } = work;
  const { text, threads } = snakefileOf(work);
  writeWhole(path.join(folder, 'Snakefile'), text);
  const left = runs.filter((run) => !isFinished(path.join(folder, run.folder)));
  tellStart(work, snakemake, left.length);
  if (left.length > 0) {
    // Once and here, not by each job on its node; whether there is a GPU the node knows.
    await ensureEngine(startProgress(terminal));
    const words = wordsFor(folder, wish, threads);
    const { end, stopped } = await followSnakemake(snakemake, { words, folder }, terminal);
    if (stopped !== undefined) tellStopped(terminal);
    if (stopped !== undefined) return { stopped, results: [] };
    refuseFailure(end, snakemake, work);
  }
  const ends = jobEnds(folder, runs);
  if (!terminal.json) terminal.stderr.write(unfinishedText(folder, ends));
  return { stopped: undefined, results: ends.map(({ result }) => result) };
}

/** Shows the Snakefile, and what Snakemake would do with it. `folder`: a draft of the experiment's, for this alone. */
export async function showOnSnakemake(work: SnakemakeWork, snakemake: Snakemake): Promise<ExitCode> {
  const { folder, wish, terminal } = work;
  const { text, threads } = snakefileOf(work);
  writeWhole(path.join(folder, 'Snakefile'), text);
  if (!terminal.json) terminal.stdout.write(`${text}\n`);
  const words = [...wordsFor(folder, wish, threads), '--dry-run'];
  const { end, stopped } = await followSnakemake(snakemake, { words, folder }, terminal);
  if (stopped === undefined) refuseFailure(end, snakemake, work);
  if (terminal.json) printJson(terminal, { format_version: '1.0', snakefile: text, dry_run: end.last });
  return stopped ?? exitCode.done;
}

function refuseFailure(end: SnakemakeEnd, snakemake: Snakemake, { folder, wish }: SnakemakeWork): void {
  const failure = snakemakeFailure(end, { snakemake, folder, executor: wish.executor });
  if (failure !== undefined) throw failure;
}

function wordsFor(folder: string, wish: SnakemakeWish, threads: number): readonly string[] {
  return ['--snakefile', path.join(folder, 'Snakefile'), '--directory', folder, ...snakemakeWords(wish, threads)];
}

/** Decide which engine, pictures and rounding a job has; a cluster may not hand them on by itself. */
const variables = ['ANOSEG_CACHE', 'XDG_CACHE_HOME', 'TF_ENABLE_ONEDNN_OPTS', 'ONEDNN_MAX_CPU_ISA'] as const;

function snakefileOf({ runs, grid, wish, terminal: { env } }: SnakemakeWork) {
  const models = runs.map(({ checked }) => checked.model);
  const { demands, threads, pictureMb, measured } = jobDemands(models, grid.threads, env);
  const text = snakefileText({
    version: packageVersion,
    command: commandText(),
    isDryRun: wish.isDryRun,
    byHand: byHandText(wish, threads),
    anoseg: [process.execPath, ownScript()],
    runs: runs.flatMap(({ folder, parameters }, i) => {
      const asked = demands[i];
      return asked ? [{ folder, label: labelOf(parameters), demands: asked }] : [];
    }),
    threads,
    pictureMb,
    device: grid.device,
    variables: variables.filter((name) => env[name] !== undefined && env[name] !== ''),
    measured,
  });
  return { text, threads };
}

/** The script that people start, which lies beside the bundle that this is part of. */
function ownScript(): string {
  const script = fileURLToPath(new URL('../bin/anoseg.js', import.meta.url));
  return existsSync(script) ? script : (process.argv[1] ?? script);
}

function tellStart({ folder, runs, wish, terminal }: SnakemakeWork, { version }: Snakemake, left: number): void {
  if (terminal.json || terminal.quiet) return;
  const before = left === runs.length ? '' : `, ${runs.length - left} of them finished before`;
  const where = wish.executor === undefined ? 'on this machine' : `on ${wish.executor}`;
  const what = `${runs.length} run${runs.length === 1 ? '' : 's'}${before}: Snakemake ${version} ${where}, by ${path.join(folder, 'Snakefile')}`;
  terminal.stdout.write(`${clean(what)}\n`);
}

function tellStopped(terminal: Terminal): void {
  if (terminal.json || terminal.quiet) return;
  terminal.stdout.write(
    'stopped: Snakemake has cancelled its jobs, which save their state; the same command goes on\n',
  );
}
