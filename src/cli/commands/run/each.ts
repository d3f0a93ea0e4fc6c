// `anoseg run --each NAME=A,B,…`: one run for each value or combination, one after the other, and one table at the end. It goes on past
// a failure; the same command again skips what is finished and goes on with what is not.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { settingsOf } from '../../../api/editor.ts';
import {
  clean,
  type Diagnostic,
  diagnosticsDocument,
  digestPipeline,
  type Model,
  outside,
  pipelineName,
  renderDiagnostic,
  sourcesOf,
} from '../../../api/language.ts';
import {
  type CheckedPipeline,
  type LockedStart,
  type ResumeRequest,
  type RunEvent,
  type RunRequest,
  readMetrics,
  reportKeys,
} from '../../../api/runs.ts';
import type { RunView } from '../../../ui/run-view.ts';
import { exitOf } from '../../pipelines/exit-of.ts';
import { openPipelines } from '../../pipelines/pipelines.ts';
import { fetchStarts, startFiles } from '../../pipelines/start-files.ts';
import { withLibrary } from '../../pipelines/valid-pipeline.ts';
import { commandText } from '../../shell/engine-work.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { failureOf, UsageError } from '../../shell/failure.ts';
import { dataFolderOf } from '../../shell/options.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { packageVersion } from '../../shell/version.ts';
import { combinations, type EachValue, type EachWord, labelOf, parseEach } from './each-words.ts';
import { Findings } from './findings.ts';
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
  const name = words.map((word) => word.name).join(', ');
  const source = openPipelines({}).read(pipeline);
  const checkWith = (...more: readonly EachValue[]) => {
    const pipelines = openPipelines({ set: options.set ?? [], more });
    return { pipelines, ...pipelines.check(source) };
  };
  const lists: (readonly EachValue[])[] = [];
  for (const word of words) lists.push(await valuesOf(word, dataFolder, checkWith));
  const runs = combinations(lists);
  const values = runs.map(labelOf);
  // Every value is checked before anything starts.
  const checked: {
    readonly pipeline: CheckedPipeline;
    readonly model: Model;
    readonly starts: readonly LockedStart[];
  }[] = [];
  const findings = new Findings();
  const { model: example } = checkWith(...(runs[0] ?? []));
  if (example) await fetchStarts(startFiles(example, source), () => undefined);
  for (const run of runs) {
    const { pipelines, loaded, model, diagnostics } = checkWith(...run);
    if (model === undefined) findings.add(withLibrary(source, model, diagnostics));
    else if (findings.isEmpty) {
      const label = run.map(({ text }) => text).join('-');
      checked.push({
        model,
        starts: startFiles(model, source),
        pipeline: pipelines.checked(source, { loaded, model }, `${pipelineName(source)}-${label}`),
      });
    }
    if (findings.isFull) break;
  }
  if (!findings.isEmpty) return tellWrong(findings.inOrderOf(words.map(({ word }) => word.name.source)), terminal);
  const base = checkWith();
  const { dataRoots } = await import('../../../api/data.ts');
  const isRead = checked.some(({ model }) => dataRoots(model.data, dataFolder).length > 0);
  const identity = seriesIdentity(
    digestPipeline(base.loaded),
    base.pipelines.overrides,
    isRead ? path.resolve(dataFolder) : undefined,
  );
  const parent =
    options.out ??
    path.join(
      'runs',
      `${pipelineName(source)}-each-${words.map((word) => word.name).join('-')}-${identity.slice(0, 8)}`,
    );
  const requests = checked.map(
    ({ pipeline, starts }) =>
      (run: string): RunRequest => ({
        pipeline,
        starts,
        dataFolder,
        out: run,
        threads: options.threads,
        device: options.device,
      }),
  );
  const { stopped, results } = await inSeriesFolder(parent, commandText(), () =>
    runAll({
      parent,
      series: openSeries(parent, name, identity, values),
      runs,
      requestFor: (i, run) => requestFor(run, requests[i], options.data),
      terminal,
      single,
    }),
  );
  if (stopped !== undefined) return stopped;
  const model = checked[0]?.model;
  const report = model ? reportKeys(model) : [];
  tellSummary(
    words.map((word) => word.name),
    results,
    report,
    terminal,
  );
  return results.every(({ metrics }) => metrics !== undefined) ? exitCode.done : exitCode.outside;
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

/** What is set for the parameter to see whether the source takes it. */
const probe = 'all';

// `all` has a meaning for the parameter that names the source's category, and for no other.
async function valuesOf(
  { name, word, values: written }: EachWord,
  dataFolder: string,
  checkWith: (value: EachValue) => { readonly model: Model | undefined },
): Promise<readonly EachValue[]> {
  if (written !== 'all') return written;
  const { model } = checkWith({ name, text: probe, word });
  const { listCategories } = await import('../../../api/data.ts');
  const sources = model === undefined ? [] : sourcesOf(model.data).map((one) => one.source);
  const source = sources.find((one) => Object.values(settingsOf(one)).includes(probe));
  const values = source === undefined ? undefined : listCategories(source, dataFolder);
  if (source === undefined || values === undefined) {
    throw new UsageError(
      `\`--each ${name}=all\` needs a parameter that names the category of the data source`,
      `write the values: \`--each ${name}=A,B,C\``,
    );
  }
  if (values.length > 0) return values.map((text) => ({ name, text, word }));
  throw outside('data-missing', {
    problem: `there is no category of \`${source.name}\` in ${dataFolder}`,
    advice: 'name the folder that holds the categories with `--data DIR`',
  });
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
    return {
      value,
      parameters,
      run,
      metrics: readMetrics(path.join(run, 'metrics.json')),
      exit: exitCode.done,
      message: undefined,
    };
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
    const failure = failureOf(error, packageVersion);
    listening.show({
      event: 'failed',
      code: failure.code,
      message: failure.message,
      hint: failure.hint,
      exit: failure.exit,
    });
    return { value, parameters, run, metrics: undefined, exit: failure.exit, message: failure.message };
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
