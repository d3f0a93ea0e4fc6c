// `anoseg runs`: the runs of a folder, what differs between them, and their figures or how they ended.
import { clean } from '../../api/language.ts';
import { differingParameters, type ListedRun, listRuns, type RunMetrics, runSentence } from '../../api/runs.ts';
import { formatCount, formatFigure, shortDigest } from '../../ui/text/format.ts';
import { meanName } from '../../ui/text/results.ts';
import { widthOf } from '../../ui/view.ts';
import { foldedText, tables } from '../shell/columns.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';

const figures = ['image_auroc', 'pixel_auroc', 'pixel_ap', 'aupro', 'iou', 'f1'] as const;

export async function runsCommand(folder: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const runs = listRuns(folder ?? 'runs');
  if (terminal.json) {
    printJson(terminal, { format_version: '1.0', runs: runs.map(documentOf) });
    return exitCode.done;
  }
  if (runs.length === 0) terminal.stdout.write(`no runs in ${folder ?? 'runs'}\n`);
  else terminal.stdout.write(`${linesOf(runs, widthOf(terminal.stdout)).join('\n')}\n`);
  return exitCode.done;
}

function documentOf({ run, lock, metrics, began, state, stage, step, reason }: ListedRun) {
  return {
    run,
    name: lock?.name ?? null,
    began: began ?? null,
    finished: metrics !== undefined,
    state,
    stage: stage ?? null,
    step,
    reason,
    digest: lock?.pipeline.digest ?? null,
    data_digest: lock?.data.digest ?? null,
    parameters: lock?.parameters ?? null,
    seed: lock?.seed ?? null,
    steps: lock?.steps ?? null,
    metrics: metrics ?? null,
  };
}

// What is not finished is told below the table, a sentence each.
function linesOf(runs: readonly ListedRun[], width: number): readonly string[] {
  const told = runs
    .filter(({ state }) => state !== 'finished')
    .flatMap((run) => foldedText(runSentence(run), width, '  '));
  return [...tableOf(runs, width), ...(told.length > 0 ? ['', ...told] : [])];
}

function tableOf(runs: readonly ListedRun[], width: number): readonly string[] {
  const differing = differingParameters(runs);
  const isKept = runs.some(({ metrics }) => metrics?.train?.kept_step !== undefined);
  const head = ['run', 'pipeline', 'data', ...differing, ...(isKept ? ['kept step'] : []), ...figures];
  const blank = Array.from({ length: 2 + differing.length + (isKept ? 1 : 0) }, () => '');
  const rows = runs.flatMap(({ run, lock, metrics, state }) => [
    [
      run,
      lock ? shortDigest(lock.pipeline.digest).slice(0, 8) : '-',
      lock ? shortDigest(lock.data.digest).slice(0, 8) : '-',
      ...differing.map((name) => lock?.parameters[name] ?? '-'),
      ...(isKept ? [keptStep(metrics)] : []),
      ...(metrics ? figures.map((name) => formatFigure(metrics[name], '-')) : [state]),
    ],
    ...categoryRows(metrics).map(({ name, of }) => [
      `  ${name}`,
      ...blank,
      ...figures.map((key) => formatFigure(of[key], '-')),
    ]),
  ]);
  const alignment = head.map((_, i) => (i < 3 ? ('left' as const) : ('right' as const)));
  return tables([head, ...rows], alignment, width);
}

/** Below a run of several sources: their mean, and each. */
function categoryRows(metrics: RunMetrics | undefined) {
  if (metrics?.categories === undefined || metrics.mean === undefined) return [];
  const own = Object.entries(metrics.categories).map(([name, of]) => ({ name: clean(name), of }));
  return [{ name: meanName(own.length), of: metrics.mean }, ...own];
}

function keptStep(metrics: ListedRun['metrics']): string {
  const step = metrics?.train?.kept_step;
  return step === undefined ? '-' : formatCount(step);
}
