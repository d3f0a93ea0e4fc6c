// `anoseg runs`: the runs of a folder, what differs between them, and their figures or how they ended.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isExperimentFolder } from '../../../api/experiment.ts';
import { clean } from '../../../api/language.ts';
import {
  differingParameters,
  figureNames,
  type ListedRun,
  listRuns,
  type RunMetrics,
  runSentence,
  usualFigures,
} from '../../../api/runs.ts';
import { formatCount, formatFigure, shortDigest } from '../../../ui/text/format.ts';
import { figureOf, meanName } from '../../../ui/text/results.ts';
import { widthOf } from '../../../ui/view.ts';
import { refuseBundle } from '../../shell/bundles.ts';
import { foldedText, tables } from '../../shell/columns.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { chosenRuns, type RunChoice } from './chosen-runs.ts';

export async function runsCommand(
  folder: string | undefined,
  choice: RunChoice,
  terminal: Terminal,
): Promise<ExitCode> {
  const parent = folder ?? 'runs';
  refuseBundle(parent, ', and holds one run', 'name the folder that holds the runs');
  const all = listRuns(parent);
  const runs = chosenRuns(all, choice, figureNames);
  if (terminal.json) {
    printJson(terminal, { format_version: '1.0', runs: runs.map(documentOf) });
    return exitCode.done;
  }
  const width = widthOf(terminal.stdout);
  const none = all.length === 0 ? `no runs in ${parent}` : `none of ${counted(all.length)} is so`;
  const lines = runs.length === 0 ? [none] : linesOf(runs, width, shownFigures(choice));
  terminal.stdout.write(`${[...lines, ...experimentLines(parent, width)].join('\n')}\n`);
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
function linesOf(runs: readonly ListedRun[], width: number, shown: readonly string[]): readonly string[] {
  const told = runs
    .filter(({ state }) => state !== 'finished')
    .flatMap((run) => foldedText(runSentence(run), width, '  '));
  return [...tableOf(runs, width, shown), ...(told.length > 0 ? ['', ...told] : [])];
}

function tableOf(runs: readonly ListedRun[], width: number, shown: readonly string[]): readonly string[] {
  const differing = differingParameters(runs);
  const isKept = runs.some(({ metrics }) => metrics?.train?.kept_step !== undefined);
  const head = ['run', 'began', 'pipeline', 'data', ...differing, ...(isKept ? ['kept step'] : []), ...shown];
  const blank = Array.from({ length: 3 + differing.length + (isKept ? 1 : 0) }, () => '');
  const rows = runs.flatMap(({ run, lock, metrics, state, began }) => [
    [
      run,
      began === undefined ? '-' : minuteOf(began),
      lock ? shortDigest(lock.pipeline.digest).slice(0, 8) : '-',
      lock ? shortDigest(lock.data.digest).slice(0, 8) : '-',
      ...differing.map((name) => lock?.parameters[name] ?? '-'),
      ...(isKept ? [keptStep(metrics)] : []),
      ...(metrics ? shown.map((name) => formatFigure(figureOf(metrics, name), '-')) : [state]),
    ],
    ...categoryRows(metrics).map(({ name, of }) => [
      `  ${name}`,
      ...blank,
      ...shown.map((name) => formatFigure(figureOf(of, name), '-')),
    ]),
  ]);
  const alignment = head.map((_, i) => (i < 4 ? ('left' as const) : ('right' as const)));
  return tables([head, ...rows], alignment, width);
}

/** What is sorted or chosen by is seen. */
function shownFigures({ sort, where = [] }: RunChoice): readonly string[] {
  const named = [sort?.replace(/^-/, ''), ...where.map((text) => /^\s*[\w.-]+/.exec(text)?.[0].trim())];
  return figureNames.filter((name) => usualFigures.some((usual) => usual === name) || named.includes(name));
}

/** `2026-11-29 12:03`, as the clock of this machine shows it. */
function minuteOf(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '-';
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Runs of an experiment lie in a folder of their own, which is not looked into. */
function experimentLines(parent: string, width: number): readonly string[] {
  const found = readdirSync(parent)
    .map((name) => path.join(parent, name))
    .filter((folder) => isExperimentFolder(folder));
  if (found.length === 0) return [];
  const told = found.flatMap((folder) => foldedText(`  ${folder}`, width, '    '));
  return [
    '',
    ...foldedText('experiments, which `anoseg runs FOLDER` lists and `anoseg compare FOLDER` compares:', width),
    ...told,
  ];
}

function counted(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;
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
