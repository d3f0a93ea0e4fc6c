// The runs of an experiment, one after the other, beside other processes that do the same: each takes what is not finished and not
// claimed; who comes last waits for what the others have in hand, and does it where one of them is gone.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ExperimentRun,
  isFinished,
  labelOf,
  settingsText,
  standingOf,
  type WholeProgress,
  WorkLeft,
  wholeProgress,
} from '../../../api/experiment.ts';
import { clean } from '../../../api/language.ts';
import { type ResumeRequest, type RunEvent, type RunRequest, runFolder } from '../../../api/runs.ts';
import type { RunView } from '../../../ui/run-view.ts';
import { formatTimeLeft, shellWord } from '../../../ui/text/format.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { failureOf } from '../../shell/failure.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { packageVersion } from '../../shell/version.ts';
import type { CheckedRun } from './checked-runs.ts';
import type { Grid } from './grid.ts';
import { lateView } from './late-view.ts';
import type { ValueResult } from './summary.ts';

/** How one run is done: what `anoseg run` does without a grid. */
export interface SingleRun {
  /** `wayOn`: the command that goes on with the whole grid. */
  openView(wayOn: string): Promise<RunView>;
  follow(request: RunRequest | ResumeRequest, view: RunView): Promise<ExitCode>;
}

export interface GridRun extends ExperimentRun {
  readonly checked: CheckedRun;
}

export interface GridWork {
  /** Of the experiment. */
  readonly folder: string;
  readonly runs: readonly GridRun[];
  /** `--only`, where it is given. */
  readonly only: readonly string[];
  readonly grid: Grid;
  /** `--data`, where it is given. */
  readonly data: string | undefined;
  /** Runs that have begun go on with another TensorFlow or processor, too. */
  readonly elsewhere: boolean;
  readonly terminal: Terminal;
  readonly single: SingleRun;
}

interface Tried {
  readonly exit: ExitCode;
  readonly message: string | undefined;
}

/** A run that ends with one of them is the last. */
const stoppingCodes = [exitCode.interrupted, exitCode.terminated, exitCode.unread] as const;
/** Failures that say that another process has the run, or has finished it. */
const anothers: ReadonlySet<string> = new Set(['run-busy', 'run-exists']);
const pollMs = 2_000;

export interface DoneRuns {
  /** The exit code of a run that a signal ended. */
  readonly stopped: ExitCode | undefined;
  readonly results: readonly ValueResult[];
}

export async function doRuns(work: GridWork): Promise<DoneRuns> {
  const { folder, runs, terminal } = work;
  const left = new WorkLeft(folder, runs);
  const tried = new Map<string, Tried>();
  const durations: number[] = [];
  tellFinished(work);
  for (let isWaiting = false; ; ) {
    const next = left.next();
    if (next.kind === 'none') break;
    if (next.kind === 'others') {
      if (!isWaiting) tellWaiting(next.runs, terminal);
      isWaiting = true;
      await sleep(pollMs);
      continue;
    }
    isWaiting = false;
    const { over, elsewhere } = left;
    const standing = wholeProgress({ total: runs.length, over, elsewhere }, durations);
    const began = performance.now();
    const end = await doOne(next.run, standing, work);
    if (end === 'another') {
      // Its claim may be a moment older than what it wrote.
      await sleep(pollMs / 10);
      continue;
    }
    left.tried(next.run);
    if (end.exit === exitCode.done) durations.push(performance.now() - began);
    tried.set(next.run.folder, end);
    const stopped = stoppingCodes.find((code) => code === end.exit);
    if (stopped !== undefined) return { stopped, results: [] };
  }
  return { stopped: undefined, results: resultsOf(work, tried) };
}

function resultsOf({ folder, runs }: GridWork, tried: ReadonlyMap<string, Tried>): readonly ValueResult[] {
  return standingOf(folder, { runs }).map(({ folder: name, parameters, run, metrics, reason }) => {
    const end = tried.get(name);
    const message = metrics ? undefined : (end?.message ?? (reason === '' ? undefined : reason));
    const exit = metrics ? exitCode.done : (end?.exit ?? exitCode.outside);
    return { value: labelOf(parameters), parameters, run, metrics, exit, message };
  });
}

async function doOne(run: GridRun, whole: WholeProgress, work: GridWork): Promise<Tried | 'another'> {
  const { terminal, single } = work;
  const place = path.join(work.folder, run.folder);
  let failed: Extract<RunEvent, { event: 'failed' }> | undefined;
  const title = settingsText(run.parameters);
  const standing = standingText(whole);
  const tagged = (event: object) => printJson(terminal, { each: run.parameters, ...event });
  const view = lateView(isBegun, async () => {
    if (terminal.json) tagged({ event: 'whole', run: place, ...documentOf(whole) });
    else if (!terminal.quiet) terminal.stdout.write(`\n${clean(`${standing}: ${title}`)}\n`);
    return terminal.json ? jsonView(tagged) : single.openView(wayOnOf(work));
  });
  const listening: RunView = {
    ...view,
    show: (event) => {
      if (event.event === 'failed') failed = event;
      if (!isBegun(event)) return;
      // The screen's first line is the run's name.
      const isNamed = event.event === 'start' && !terminal.json;
      view.show(isNamed ? { ...event, name: `${event.name}, ${standing}` } : event);
    },
  };
  try {
    const exit = await single.follow(requestFor(place, run, work), listening);
    if (failed !== undefined && anothers.has(failed.code)) return 'another';
    tellQuietly(run, exit, failed?.code, work);
    return { exit, message: failed?.message };
  } catch (error) {
    const { code, message, hint, exit } = failureOf(error, packageVersion);
    listening.show({ event: 'failed', code, message, hint, exit });
    tellQuietly(run, exit, code, work);
    return { exit, message };
  } finally {
    await view.close();
  }
}

/** A run that another process has begins here with no word. */
function isBegun(event: RunEvent): boolean {
  return event.event !== 'failed' || !anothers.has(event.code);
}

function wayOnOf({ folder, only }: GridWork): string {
  return ['anoseg run', shellWord(folder), ...only.map((name) => `--only ${shellWord(name)}`)].join(' ');
}

// Where nothing else names the run, a failure is anybody's.
function tellQuietly(run: GridRun, exit: ExitCode, code: string | undefined, { folder, terminal }: GridWork): void {
  if (!terminal.quiet || terminal.json || exit === exitCode.done) return;
  if (stoppingCodes.some((stopping) => stopping === exit)) return;
  const how = code === undefined ? `ended with exit code ${exit}` : `failed: ${code}, exit code ${exit}`;
  const what = `run ${shellWord(path.join(folder, run.folder))} (${settingsText(run.parameters)}) ${how}`;
  terminal.stderr.write(`${clean(what)}; \`anoseg run ${shellWord(folder)}\` does again what is not finished\n`);
}

function requestFor(place: string, { checked }: GridRun, work: GridWork): RunRequest | ResumeRequest {
  const { grid, data, elsewhere } = work;
  if (existsSync(runFolder(place).lock)) return { resume: place, dataFolder: data, unlessFinished: true, elsewhere };
  const { dataFolder, threads, device } = grid;
  return { pipeline: checked.pipeline, starts: checked.starts, dataFolder, out: place, threads, device };
}

function documentOf({ number, total, left }: WholeProgress) {
  return { number, total, seconds_left: left === undefined ? null : Math.round(left / 1000) };
}

/** `run 7 of 150, 2 h left`. */
function standingText({ number, total, left }: WholeProgress): string {
  return `run ${number} of ${total}${left === undefined ? '' : `, about ${formatTimeLeft(left)} left in all`}`;
}

function tellFinished({ folder, runs, terminal }: GridWork): void {
  for (const { folder: name, parameters } of runs) {
    const run = path.join(folder, name);
    if (!isFinished(run)) continue;
    if (terminal.json) printJson(terminal, { each: parameters, event: 'finished-before', run });
    else if (!terminal.quiet)
      terminal.stdout.write(`${clean(`${settingsText(parameters)}: finished before, in ${run}`)}\n`);
  }
}

function tellWaiting(others: readonly ExperimentRun[], { json, quiet, stdout }: Terminal): void {
  if (json || quiet) return;
  const names = others.map(({ folder }) => folder).join(', ');
  stdout.write(`${clean(`waiting for other processes, which have the last ones in hand: ${names}`)}\n`);
}

function jsonView(tagged: (event: object) => void): RunView {
  return { show: tagged, stopping: () => undefined, close: async () => undefined };
}
