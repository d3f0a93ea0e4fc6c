// `anoseg run`: checks the pipeline, sees to the engine, and follows the engine process to its end.

import { isExperimentFolder } from '../../../api/experiment.ts';
import { earlierSteps, type ResumeRequest, type RunRequest, runFolder } from '../../../api/runs.ts';
import { chooseMode, openRunView, type RunView, supportsUnicode } from '../../../ui/run-view.ts';
import { shellWord } from '../../../ui/text/format.ts';
import { isExperimentFile } from '../../pipelines/find-pipelines.ts';
import { pipelineToTrain } from '../../pipelines/pipeline-to-train.ts';
import type { PipelineOptions } from '../../pipelines/pipelines.ts';
import { refuseBundle } from '../../shell/bundles.ts';
import { conclude, doWork, ensureEngine } from '../../shell/engine-work.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { UsageError } from '../../shell/failure.ts';
import { dataFolderOf } from '../../shell/options.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { refuseDryRun } from './refuse-dry-run.ts';
import { RunStanding } from './run-standing.ts';
import { type SnakemakeOptions, type SnakemakeWish, snakemakeWish } from './snakemake/snakemake-words.ts';

export interface RunOptions extends PipelineOptions, SnakemakeOptions {
  readonly out?: string;
  readonly resume?: string;
  /** Go on with another TensorFlow or processor, too. */
  readonly elsewhere?: boolean;
  readonly data?: string;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
  /** `NAME=A,B,…`: one run for each value; of several, for each combination. */
  readonly each?: readonly string[];
  /** Names of run folders of an experiment: no others are done. */
  readonly only?: readonly string[];
}

export async function runCommand(
  [pipeline, ...more]: readonly string[],
  options: RunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.elsewhere === true && options.resume === undefined && !isGrid(pipeline, options))
    throw new UsageError('`--elsewhere` is about a run to go on with', 'write `anoseg run --resume RUN --elsewhere`');
  if (options.dryRun === true && options.on === undefined) refuseDryRun(pipeline, options);
  const snakemake = snakemakeWish(options, more);
  if (snakemake !== undefined || isGrid(pipeline, options))
    return runForEach(pipeline, { ...options, snakemake }, terminal);
  const request =
    options.resume === undefined
      ? await newRequest(pipeline, options, terminal)
      : resumeRequest(pipeline, options.resume, options);
  if (typeof request === 'number') return request;
  return (await runRequest(request, terminal)).exit;
}

export interface RunEnd {
  readonly exit: ExitCode;
  /** The folder of the run, once it has begun. */
  readonly run: string | undefined;
}

/** Follows a run to its end; `opened` shows it, where it is not shown as `anoseg run` shows it. */
export async function runRequest(
  request: RunRequest | ResumeRequest,
  terminal: Terminal,
  opened?: RunView,
): Promise<RunEnd> {
  const view = opened ?? (await openView(terminal));
  let run: string | undefined;
  const noting: RunView = {
    ...view,
    show: (event) => {
      if (event.event === 'start') run = event.run;
      view.show(event);
    },
  };
  try {
    return { exit: await follow(request, noting), run };
  } finally {
    await view.close();
  }
}

function isGrid(pipeline: string | undefined, { each, only }: RunOptions): boolean {
  return each !== undefined || only !== undefined || isExperiment(pipeline);
}

function isExperiment(place: string | undefined): boolean {
  return place !== undefined && (isExperimentFolder(place) || isExperimentFile(place));
}

async function runForEach(
  pipeline: string | undefined,
  options: RunOptions & { readonly snakemake: SnakemakeWish | undefined },
  terminal: Terminal,
): Promise<ExitCode> {
  if (pipeline === undefined || options.resume !== undefined) {
    throw new UsageError(
      '`--each` takes a pipeline, and no run to go on with',
      'write `anoseg run PIPELINE --each NAME=A,B`; the same command again goes on where it stopped',
    );
  }
  if (options.each === undefined && !isExperiment(pipeline)) {
    const word = options.only === undefined ? '--on snakemake' : '--only';
    throw new UsageError(
      `\`${word}\` takes a grid, or the folder or file of an experiment`,
      'add `--each NAME=A,B`: each value, or combination of them, is a run',
    );
  }
  const { runEach } = await import('./each.ts');
  return runEach(pipeline, options, terminal, { openView: (wayOn) => openView(terminal, wayOn), follow });
}

/** `wayOn`: the command that goes on with all of which the run is a part. */
function openView(
  { json, quiet, screen: { stdout, stderr }, env, colour }: Terminal,
  wayOn?: string,
): Promise<RunView> {
  const mode = chooseMode({ json, quiet, isTTY: stdout.isTTY === true, env });
  return openRunView({
    mode,
    stdout,
    stderr,
    // Asking for it opens it: only a screen does.
    stdin: mode === 'screen' ? process.stdin : undefined,
    colour,
    unicode: supportsUnicode(env),
    wayOn,
    now: () => performance.now(),
  });
}

async function newRequest(
  pipeline: string | undefined,
  options: RunOptions,
  terminal: Terminal,
): Promise<RunRequest | ExitCode> {
  if (pipeline === undefined)
    throw new UsageError('no pipeline is named', 'write `anoseg run PIPELINE`, or `anoseg run --resume RUN`');
  const found = await pipelineToTrain(pipeline, options, terminal);
  if (typeof found === 'number') return found;
  const { valid, starts } = found;
  return {
    starts,
    pipeline: valid.checked,
    dataFolder: dataFolderOf(options, terminal),
    out: options.out,
    threads: options.threads,
    device: options.device,
  };
}

function resumeRequest(pipeline: string | undefined, resume: string, options: RunOptions): ResumeRequest {
  if (pipeline !== undefined)
    throw new UsageError('`--resume` takes the pipeline from the run', 'write `anoseg run --resume RUN`');
  if (
    options.set !== undefined ||
    options.out !== undefined ||
    options.threads !== undefined ||
    options.device !== undefined
  ) {
    throw new UsageError(
      '`--resume` goes on with the settings of the run',
      'leave out --set, --out, --threads and --device, or start a new run',
    );
  }
  refuseBundle(
    resume,
    ', which has no saved states',
    `train it anew: \`anoseg run ${shellWord(resume)}\`, or \`anoseg reproduce ${shellWord(resume)}\`, which compares`,
  );
  return { resume, dataFolder: options.data, elsewhere: options.elsewhere === true };
}

// A signal while the engine is fetched ends at once, with nothing begun, but the terminal is given back before.
async function givingBack(view: RunView, work: () => Promise<void>): Promise<void> {
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const leave = (name: NodeJS.Signals) => {
    const code = name === 'SIGINT' ? exitCode.interrupted : exitCode.terminated;
    void view.close().then(() => process.exit(code));
  };
  for (const name of names) process.once(name, leave);
  try {
    await work();
  } finally {
    for (const name of names) process.off(name, leave);
  }
}

async function follow(request: RunRequest | ResumeRequest, view: RunView): Promise<ExitCode> {
  await givingBack(view, () =>
    ensureEngine(({ stage, detail, done, total }) => {
      view.show({ event: 'stage', stage: 'engine' });
      view.show({ event: 'progress', stage: 'engine', done, total, detail: `${stage} ${detail}` });
    }),
  );
  const standing = new RunStanding();
  const work = await doWork(
    'run',
    request,
    (event) => {
      standing.take(event);
      view.show(event);
      if (event.event === 'start' && event.from > 0)
        view.recall?.(earlierSteps(runFolder(event.run).events, event.from));
    },
    () => view.stopping(),
  );
  const ended = conclude(work);
  if (typeof ended !== 'number') view.show(standing.failed(ended));
  else if (work.end.kind === 'killed') view.show(standing.killed());
  return typeof ended === 'number' ? ended : ended.exit;
}
