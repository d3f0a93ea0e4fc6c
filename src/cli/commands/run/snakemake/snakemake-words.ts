// What of the command line is for Snakemake, and the words that Snakemake is started with.
import { availableParallelism } from 'node:os';
import { shellWord } from '../../../../ui/text/format.ts';
import { UsageError } from '../../../shell/failure.ts';

export interface SnakemakeOptions {
  readonly on?: 'snakemake';
  readonly executor?: string;
  readonly jobs?: number;
  readonly dryRun?: boolean;
}

export interface SnakemakeWish {
  /** Undefined: this machine. */
  readonly executor: string | undefined;
  /** Undefined: as many as there is room for. */
  readonly jobs: number | undefined;
  readonly isDryRun: boolean;
  /** Behind `--`: handed on as they are. */
  readonly more: readonly string[];
}

/** At a time, where nobody says; a cluster's queue decides. */
const usualJobs = 100;
/** Seconds in which as many as that are handed over: those of a second are in no order, and a queue takes them as they come. */
const handingSeconds = 100;

/** Undefined where the runs are done here, without Snakemake. @throws UsageError */
export function snakemakeWish(options: SnakemakeOptions, more: readonly string[]): SnakemakeWish | undefined {
  const { on, executor, jobs, dryRun } = options;
  const [first] = more;
  if (on === undefined) {
    const stray = [executor === undefined ? [] : ['--executor'], jobs === undefined ? [] : ['--jobs']].flat()[0];
    if (stray !== undefined)
      throw new UsageError(`\`${stray}\` is for runs on Snakemake`, `add \`--on snakemake\`, or leave out ${stray}`);
    if (first?.startsWith('-'))
      throw new UsageError(
        `\`${first}\` stands behind \`--\`, where words for Snakemake are`,
        'add `--on snakemake`; where it is a word of `anoseg run`, write it before `--`',
      );
    if (first !== undefined)
      throw new UsageError(`\`run\` takes one pipeline, and \`${first}\` stands behind it`, 'run one after the other');
  } else if (first?.startsWith('-') === false)
    throw new UsageError(
      `\`run\` takes one pipeline, and \`${first}\` stands behind it`,
      'words for Snakemake begin with an option and stand behind `--`: `-- --slurm-no-account`',
    );
  return on && { executor: executor === 'local' ? undefined : executor, jobs, isDryRun: dryRun === true, more };
}

/** What decides where and how many; `threads`: of each job. */
function placeWords({ executor, jobs }: SnakemakeWish, threads: number): readonly string[] {
  if (executor !== undefined) {
    const most = jobs ?? usualJobs;
    const pace = `${Math.ceil(most / handingSeconds)}/1s`;
    return ['--executor', executor, '--jobs', String(most), '--max-jobs-per-timespan', pace];
  }
  const here = jobs ?? Math.max(1, Math.floor(availableParallelism() / threads));
  return ['--cores', String(here * threads)];
}

/** What has to be so for runs that save their state and are finished by a file. */
const always = [
  '--keep-going',
  '--rerun-incomplete',
  // Not of the rule: a job on a cluster is a Snakemake again, which would try as often within the time and memory that were too little.
  ...['--retries', '2'],
  // A run is finished where its metrics are there, whatever has changed in the Snakefile.
  ...['--rerun-triggers', 'mtime'],
  // Files of another node may be seen late.
  ...['--latency-wait', '60'],
];

export function snakemakeWords(wish: SnakemakeWish, threads: number): readonly string[] {
  return [...placeWords(wish, threads), ...always, ...wish.more];
}

/** The same as a shell takes it, in the experiment's folder. */
export function byHandText(wish: SnakemakeWish, threads: number): string {
  return ['snakemake', ...snakemakeWords(wish, threads)].map(shellWord).join(' ');
}
