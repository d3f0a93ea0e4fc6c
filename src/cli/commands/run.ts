// `anoseg run`: checks the pipeline, sees to the engine, and follows the engine process to its end.
import { fileURLToPath } from 'node:url';
import { bundleOf } from '../../dsl/bundle.ts';
import { rootOf } from '../../dsl/load.ts';
import { cacheFolder } from '../../runtime/engine/cache-folder.js';
import { findEngine } from '../../runtime/engine/engine.ts';
import { installEngine } from '../../runtime/engine/install.ts';
import { type EngineEnd, type EngineRun, startEngine } from '../../runtime/engine-client.ts';
import type { ResumeRequest, RunRequest } from '../../runtime/run.ts';
import { chooseMode, openRunView, type RunView, supportsUnicode } from '../../ui/run-view.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { bugFailure, UsageError } from '../failure.ts';
import { type PipelineOptions, pipelineName } from '../pipelines.ts';
import type { Terminal } from '../terminal.ts';
import { validPipeline } from '../valid-pipeline.ts';
import { packageVersion } from '../version.ts';

export interface RunOptions extends PipelineOptions {
  readonly out?: string;
  readonly resume?: string;
  readonly data?: string;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
}

export async function runCommand(
  pipeline: string | undefined,
  options: RunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const request =
    options.resume === undefined
      ? newRequest(pipeline, options, terminal)
      : resumeRequest(pipeline, options.resume, options);
  if (request === undefined) return exitCode.wrong;
  const view = await openRunView({
    mode: chooseMode({
      json: terminal.json,
      quiet: terminal.quiet,
      isTTY: terminal.stdout.isTTY === true,
      env: terminal.env,
    }),
    stdout: terminal.stdout,
    stderr: terminal.stderr,
    colour: terminal.colour,
    unicode: supportsUnicode(terminal.env),
    now: () => performance.now(),
  });
  try {
    await ensureEngine(view);
    return await follow(request, view);
  } finally {
    await view.close();
  }
}

function newRequest(pipeline: string | undefined, options: RunOptions, terminal: Terminal): RunRequest | undefined {
  if (pipeline === undefined)
    throw new UsageError('no pipeline is named', 'write `anoseg run PIPELINE`, or `anoseg run --resume RUN`');
  const valid = validPipeline(pipeline, options, terminal);
  if (valid === undefined) return undefined;
  const { pipelines, source, loaded } = valid;
  return {
    name: pipelineName(source),
    bundle: bundleOf(loaded, rootOf(source, pipelines.reader)),
    parameters: Object.fromEntries(pipelines.overrides),
    dataFolder: options.data ?? terminal.env.ANOSEG_DATA ?? 'data',
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
  return { resume, dataFolder: options.data };
}

async function ensureEngine(view: RunView): Promise<void> {
  const cache = cacheFolder();
  if (findEngine(cache)) return;
  view.show({ event: 'stage', stage: 'engine' });
  await installEngine({
    cache,
    onProgress: ({ stage, detail, done, total }) =>
      view.show({ event: 'progress', stage: 'engine', done, total, detail: `${stage} ${detail}` }),
  });
}

async function follow(request: RunRequest | ResumeRequest, view: RunView): Promise<ExitCode> {
  const script = fileURLToPath(new URL('./engine.js', import.meta.url));
  const engine = startEngine(script, { kind: 'run', request, version: packageVersion }, (event) => view.show(event));
  const signals = followSignals(engine, view);
  try {
    return tellEnd(await engine.end, view, signals.received());
  } finally {
    signals.release();
  }
}

interface Signals {
  received(): NodeJS.Signals | undefined;
  release(): void;
}

// The first signal finishes the step and saves; a second one ends at once.
function followSignals(engine: EngineRun, view: RunView): Signals {
  let first: NodeJS.Signals | undefined;
  const listener = (signal: NodeJS.Signals) => {
    if (first !== undefined) return engine.kill();
    first = signal;
    view.stopping();
    engine.stop();
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  process.on('SIGHUP', listener);
  return {
    received: () => first,
    release: () => {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
      process.off('SIGHUP', listener);
    },
  };
}

function tellEnd(end: EngineEnd, view: RunView, signal: NodeJS.Signals | undefined): ExitCode {
  if (end.kind === 'finished') return exitCode.done;
  const interrupted = signal === 'SIGTERM' || signal === 'SIGHUP' ? exitCode.terminated : exitCode.interrupted;
  if (end.kind === 'stopped') return interrupted;
  // A second signal killed the engine: nothing failed.
  if (signal !== undefined && end.code === 'engine-crashed') return interrupted;
  const failure = end.exit === exitCode.bug ? bugFailure(end.message, end.stack, packageVersion) : end;
  view.show({ event: 'failed', code: failure.code, message: failure.message, hint: failure.hint, exit: failure.exit });
  return failure.exit;
}
