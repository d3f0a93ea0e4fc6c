// `anoseg run --each NAME=A,B,…`: one run for each value or combination, one after the other, and one table at the end. It goes on past
// a failure; the same command again skips what is finished and goes on with what is not.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, refuseMissingGpu } from '../../../api/engine.ts';
import {
  clean,
  contentDigest,
  type Diagnostic,
  diagnosticsDocument,
  pipelineName,
  renderDiagnostic,
} from '../../../api/language.ts';
import { type ResumeRequest, type RunEvent, type RunRequest, readMetrics, reportKeys } from '../../../api/runs.ts';
import type { RunView } from '../../../ui/run-view.ts';
import { exitOf } from '../../pipelines/exit-of.ts';
import { openPipelines } from '../../pipelines/pipelines.ts';
import { keptSources } from '../../pipelines/run-pipelines.ts';
import { startProgress } from '../../pipelines/start-files.ts';
import { unpacked } from '../../shell/bundles.ts';
import { commandText } from '../../shell/engine-work.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { failureOf } from '../../shell/failure.ts';
import { dataFolderOf } from '../../shell/options.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { packageVersion } from '../../shell/version.ts';
import { valuesOf } from './all-values.ts';
import { type CheckedRun, type CheckWith, checkerOf, checkRuns } from './checked-runs.ts';
import { combinations, type EachValue, labelOf, parseEach } from './each-words.ts';
import { inSeriesFolder, openSeries, type Series, type SeriesEntry, saveSeries, seriesIdentity } from './journal.ts';
import { meanOf, summaryLines, type ValueResult } from './summary.ts';

export interface EachOptions {
  /** `NAME=A,B,…`, `NAME=1..5` or `NAME=all`. */
  readonly each: readonly string[];
  readonly set?: readonly string[];
  readonly out?: string;
  readonly data?: string;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
}

/** How one run is done: what `anoseg run` does without `--each`. */
export interface SingleRun {
  openView(): Promise<RunView>;
  follow(request: RunRequest | ResumeRequest, view: RunView): Promise<ExitCode>;
}

export async function runEach(
  pipeline: string,
  options: EachOptions,
  terminal: Terminal,
  single: SingleRun,
): Promise<ExitCode> {
  const dataFolder = dataFolderOf(options, terminal);
  const words = parseEach(options.each, options.set ?? []);
  const names = words.map((word) => word.name);
  const named = await unpacked(pipeline);
  const kept = keptSources(named);
  const source = openPipelines({}, kept).read(named);
  const checkWith = checkerOf(source, options.set ?? [], kept);
  const lists: (readonly EachValue[])[] = [];
  for (const word of words) lists.push(await valuesOf(word, dataFolder, checkWith));
  const runs = combinations(lists);
  const values = runs.map(labelOf);
  const { checked, findings } = await checkRuns(source, runs, checkWith, startProgress(terminal));
  if (!findings.isEmpty) return tellWrong(findings.inOrderOf(words.map(({ word }) => word.name.source)), terminal);
  refuseMissingGpu(cacheFolder(), options);
  const identity = await identityOf(checkWith(), checked, dataFolder);
  const parent =
    options.out ?? path.join('runs', `${pipelineName(source)}-each-${names.join('-')}-${identity.slice(0, 8)}`);
  const { threads, device } = options;
  const requests = checked.map(
    ({ pipeline, starts }) =>
      (out: string): RunRequest => ({ pipeline, starts, dataFolder, out, threads, device }),
  );
  const { stopped, results } = await inSeriesFolder(parent, commandText(), () =>
    runAll({
      parent,
      series: openSeries(parent, names.join(', '), identity, values),
      runs,
      requestFor: (i, run) => requestFor(run, requests[i], options.data),
      terminal,
      single,
    }),
  );
  if (stopped !== undefined) return stopped;
  const model = checked[0]?.model;
  const report = model ? reportKeys(model) : [];
  tellSummary(names, results, report, terminal);
  return results.every(({ metrics }) => metrics !== undefined) ? exitCode.done : exitCode.outside;
}

// What another command must share to go on with this one's runs.
async function identityOf(
  { loaded, pipelines }: ReturnType<CheckWith>,
  checked: readonly CheckedRun[],
  dataFolder: string,
): Promise<string> {
  const { dataRoots } = await import('../../../api/data.ts');
  const isRead = checked.some(({ model }) => dataRoots(model.data, dataFolder).length > 0);
  return seriesIdentity(contentDigest(loaded), pipelines.overrides, isRead ? path.resolve(dataFolder) : undefined);
}

interface SeriesRun {
  readonly parent: string;
  readonly series: Series;
  /** What is set in each entry of it. */
  readonly runs: readonly (readonly EachValue[])[];
  readonly requestFor: (index: number, run: string) => RunRequest | ResumeRequest | undefined;
  readonly terminal: Terminal;
  readonly single: SingleRun;
}

/** A run that ends with one of them is the last of the series. */
const stoppingCodes = [exitCode.interrupted, exitCode.terminated, exitCode.unread] as const;

/** `stopped`: the exit code of a run that a signal ended. */
async function runAll({ parent, series: given, runs, requestFor: request, terminal, single }: SeriesRun) {
  let series = given;
  saveSeries(parent, series);
  const results: ValueResult[] = [];
  for (const [i, entry] of given.entries.entries()) {
    const run = path.join(parent, entry.folder);
    const result = await runOne(entry, run, request(i, run), runs[i] ?? [], terminal, single);
    results.push(result);
    series = withResult(series, result);
    saveSeries(parent, series);
    const stopped = stoppingCodes.find((code) => code === result.exit);
    if (stopped !== undefined) return { stopped, results };
  }
  return { stopped: undefined, results };
}

function tellWrong(diagnostics: readonly Diagnostic[], terminal: Terminal): ExitCode {
  if (terminal.json) printJson(terminal, diagnosticsDocument(diagnostics, false));
  else
    for (const diagnostic of diagnostics) terminal.stderr.write(`${renderDiagnostic(diagnostic, terminal.paint)}\n\n`);
  return exitOf(diagnostics) ?? exitCode.wrong;
}

/** Undefined where the run is finished. */
function requestFor(
  run: string,
  fresh: ((run: string) => RunRequest) | undefined,
  data: string | undefined,
): RunRequest | ResumeRequest | undefined {
  if (existsSync(path.join(run, 'metrics.json'))) return undefined;
  return existsSync(path.join(run, 'lock.json')) ? { resume: run, dataFolder: data } : fresh?.(run);
}

async function runOne(
  entry: SeriesEntry,
  run: string,
  request: RunRequest | ResumeRequest | undefined,
  set: readonly EachValue[],
  terminal: Terminal,
  single: SingleRun,
): Promise<ValueResult> {
  const { value } = entry;
  const parameters = Object.fromEntries(set.map(({ name, text }) => [name, text]));
  const title = set.map(({ name, text }) => `${name}=${text}`).join(', ');
  const tagged = (event: object) => printJson(terminal, { each: parameters, ...event });
  if (request === undefined) {
    if (terminal.json) tagged({ event: 'finished-before', run });
    else if (!terminal.quiet) terminal.stdout.write(`${clean(`${title}: finished before, in ${run}`)}\n`);
    const metrics = readMetrics(path.join(run, 'metrics.json'));
    return { value, parameters, run, metrics, exit: exitCode.done, message: undefined };
  }
  if (!terminal.json && !terminal.quiet) terminal.stdout.write(`\n${clean(title)}\n`);
  let message: string | undefined;
  const view = terminal.json ? jsonView(tagged) : await single.openView();
  const listening: RunView = {
    ...view,
    show: (event: RunEvent) => {
      if (event.event === 'failed') message = event.message;
      view.show(event);
    },
  };
  try {
    const exit = await single.follow(request, listening);
    return { value, parameters, run, metrics: readMetrics(path.join(run, 'metrics.json')), exit, message };
  } catch (error) {
    const { code, message: said, hint, exit } = failureOf(error, packageVersion);
    listening.show({ event: 'failed', code, message: said, hint, exit });
    return { value, parameters, run, metrics: undefined, exit, message: said };
  } finally {
    await view.close();
  }
}

function jsonView(tagged: (event: object) => void): RunView {
  return { show: tagged, stopping: () => undefined, close: async () => undefined };
}

function withResult(series: Series, { value, exit, message }: ValueResult): Series {
  return {
    ...series,
    entries: series.entries.map((entry) => (entry.value === value ? { ...entry, exit, message } : entry)),
  };
}

function tellSummary(
  names: readonly string[],
  results: readonly ValueResult[],
  report: readonly string[],
  terminal: Terminal,
): void {
  if (terminal.json) {
    const values = results.map(({ value, parameters, run, metrics, exit, message }) => ({
      value,
      parameters,
      run,
      exit,
      message: message ?? null,
      metrics: metrics ?? null,
    }));
    printJson(terminal, { event: 'each', parameter: names.join(', '), values, mean: meanOf(results, report) });
    return;
  }
  terminal.stdout.write(`\n${summaryLines(names, results, report).join('\n')}\n`);
}
