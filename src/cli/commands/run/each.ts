// `anoseg run --each NAME=A,B,…`, or of the folder of an experiment: every combination once, and one table at the end. All of
// them are checked before anything starts; it goes on past a failure; the same command again, or a second process beside the
// first, does what is not done.
import { cacheFolder, refuseMissingGpu } from '../../../api/engine.ts';
import {
  type Experiment,
  keyOf,
  openExperiment,
  type PlannedExperiment,
  readExperiment,
  restatements,
  standingOf,
} from '../../../api/experiment.ts';
import { clean, renderDiagnostic } from '../../../api/language.ts';
import { isExperimentFile } from '../../pipelines/find-pipelines.ts';
import { startProgress } from '../../pipelines/start-files.ts';
import { tellFindings } from '../../pipelines/tell-findings.ts';
import { commandText } from '../../shell/engine-work.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { checkerOf, checkRuns } from './checked-runs.ts';
import { type Grid, type GridOptions, gridOfFolder, gridOfWords, keyOfValues, runsNamed } from './grid.ts';
import { type DoneRuns, doRuns, type GridRun, type SingleRun } from './grid-loop.ts';
import { gridOfFile } from './grid-of-file.ts';
import { askedExperiment } from './planned-experiment.ts';
import { withDraft } from './snakemake/drafted.ts';
import { tellSummary } from './summary.ts';

export async function runEach(
  pipeline: string,
  options: GridOptions,
  terminal: Terminal,
  single: SingleRun,
): Promise<ExitCode> {
  const grid = await gridOf(pipeline, options, terminal);
  if (typeof grid === 'number') return grid;
  const checkWith = checkerOf(grid);
  const { checked, findings } = await checkRuns(grid.source, grid.runs, checkWith, startProgress(terminal));
  const words = grid.axes.flatMap(({ values }) => values.slice(0, 1).map(({ word }) => word.name.source));
  if (!findings.isEmpty) return tellFindings(findings.inOrderOf(words), terminal);
  const { planned, usualFolder } = askedExperiment(grid, checked);
  const folder = grid.out ?? usualFolder;
  const asked = new Map(checked.map((one) => [keyOfValues(one.values), one]));
  const runsOf = ({ runs }: Experiment): readonly GridRun[] =>
    runsNamed(folder, runs, options.only).flatMap((run) => {
      const found = asked.get(keyOf(run.parameters));
      return found ? [{ ...run, checked: found }] : [];
    });
  const { snakemake: wish, elsewhere = false, data } = options;
  const work = { grid: computedAsBegun(grid, folder), terminal, single, elsewhere, data, only: options.only ?? [] };
  const begun = () => begin(folder, planned, terminal);
  if (wish === undefined) {
    refuseMissingGpu(cacheFolder(), work.grid);
    const experiment = await begun();
    return conclude(folder, await doRuns({ ...work, folder, runs: runsOf(experiment) }), experiment, terminal);
  }
  // What a node of a cluster has it knows itself. Most grids are done without Snakemake.
  const { requireSnakemake, runOnSnakemake, showOnSnakemake } = await import('./snakemake/on-snakemake.ts');
  const snakemake = await requireSnakemake(terminal);
  if (wish.isDryRun) {
    return withDraft(folder, planned, (experiment, draft) =>
      showOnSnakemake({ ...work, wish, folder: draft, runs: runsOf(experiment) }, snakemake),
    );
  }
  const experiment = await begun();
  const done = await runOnSnakemake({ ...work, wish, folder, runs: runsOf(experiment) }, snakemake);
  return conclude(folder, done, experiment, terminal);
}

/** Where nobody says otherwise, more runs have the threads and the device of those that are there. */
function computedAsBegun(grid: Grid, folder: string): Grid {
  const { threads, device } = readExperiment(folder) ?? {};
  return { ...grid, threads: grid.threads ?? threads ?? undefined, device: grid.device ?? device ?? undefined };
}

async function begin(folder: string, planned: PlannedExperiment, terminal: Terminal): Promise<Experiment> {
  const before = readExperiment(folder);
  const experiment = await openExperiment(folder, planned, commandText());
  if (before !== undefined) tellRestated(folder, before, experiment, terminal);
  return experiment;
}

/** What the file says now is said of runs that were done before it, too. */
function tellRestated(folder: string, before: Experiment, now: Experiment, terminal: Terminal): void {
  const said = restatements(before, now);
  if (said.length === 0 || terminal.json || terminal.quiet) return;
  const finished = standingOf(folder, before).filter(({ state }) => state === 'finished').length;
  const late = finished === 0 ? '' : `; ${finished} of its runs had finished before this was said`;
  terminal.stderr.write(`${clean(`${folder} goes on as the file says: ${said.join('; ')}${late}`)}\n`);
}

function conclude(
  folder: string,
  { stopped, results }: DoneRuns,
  { parameters, report }: Experiment,
  terminal: Terminal,
): ExitCode {
  if (stopped !== undefined) return stopped;
  const names = parameters.map(({ name }) => name);
  tellSummary(folder, names, results, report, terminal);
  return results.every(({ metrics }) => metrics !== undefined) ? exitCode.done : exitCode.outside;
}

async function gridOf(pipeline: string, options: GridOptions, terminal: Terminal): Promise<Grid | ExitCode> {
  const begun = gridOfFolder(pipeline, options, terminal);
  if (begun) return begun;
  if (!isExperimentFile(pipeline)) return gridOfWords(pipeline, options, terminal);
  const { grid, diagnostics } = await gridOfFile(pipeline, options, terminal);
  if (grid === undefined) return tellFindings(diagnostics, terminal);
  if (!terminal.json && !terminal.quiet)
    for (const one of diagnostics) terminal.stderr.write(`${renderDiagnostic(one, terminal.paint)}\n\n`);
  return grid;
}
