// `anoseg runs`: the runs of a folder, what differs between them, and their figures.
import { clean } from '../../diagnostics/terminal-text.ts';
import { differingParameters, type ListedRun, listRuns } from '../../runtime/list-runs.ts';
import { formatFigure, shortDigest } from '../../ui/format.ts';
import { columns } from '../columns.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { printJson, type Terminal } from '../terminal.ts';

const figures = ['image_auroc', 'pixel_auroc', 'pixel_ap', 'aupro', 'iou', 'f1'] as const;

export async function runsCommand(folder: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const runs = listRuns(folder ?? 'runs');
  if (terminal.json) {
    printJson(terminal, { format_version: '1.0', runs: runs.map(documentOf) });
    return exitCode.done;
  }
  if (runs.length === 0) terminal.stdout.write(`no runs in ${clean(folder ?? 'runs')}\n`);
  else terminal.stdout.write(`${tableOf(runs).join('\n')}\n`);
  return exitCode.done;
}

function documentOf({ run, lock, metrics, began }: ListedRun) {
  return {
    run,
    name: lock.name,
    began: began ?? null,
    finished: metrics !== undefined,
    digest: lock.pipeline.digest,
    data_digest: lock.data.digest,
    parameters: lock.parameters,
    seed: lock.seed,
    steps: lock.steps,
    metrics: metrics ?? null,
  };
}

function tableOf(runs: readonly ListedRun[]): readonly string[] {
  const differing = differingParameters(runs);
  const head = ['run', 'pipeline', 'data', ...differing, ...figures];
  const rows = runs.map(({ run, lock, metrics }) => [
    run,
    shortDigest(lock.pipeline.digest).slice(0, 8),
    shortDigest(lock.data.digest).slice(0, 8),
    ...differing.map((name) => lock.parameters[name] ?? '-'),
    ...(metrics ? figures.map((name) => formatFigure(metrics[name], '-')) : ['not finished']),
  ]);
  const alignment = head.map((_, i) => (i < 3 ? ('left' as const) : ('right' as const)));
  return columns([head, ...rows], alignment);
}
