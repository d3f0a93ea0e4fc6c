// The end of a series of runs: one row for each value, and the mean of those that are there.
import { clean } from '../../../api/language.ts';
import type { RunMetrics } from '../../../api/runs.ts';
import { formatFigure } from '../../../ui/text/format.ts';
import { figureOf } from '../../../ui/text/results.ts';
import { columns } from '../../shell/columns.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';

export interface ValueResult {
  readonly value: string;
  /** What is set, by the names of parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The run folder. */
  readonly run: string;
  /** Undefined where the run is not finished. */
  readonly metrics: RunMetrics | undefined;
  readonly exit: number;
  readonly message: string | undefined;
}

/** Null where no value has the figure. */
export type Mean = Readonly<Record<string, number | null>>;

/** `report`: names of figures. Each mean is over the runs that have the figure. */
function meanOf(results: readonly ValueResult[], report: readonly string[]): Mean {
  return Object.fromEntries(
    report.map((name) => {
      const figures = results.flatMap(({ metrics }) => figureOf(metrics ?? {}, name) ?? []);
      const sum = figures.reduce((a, b) => a + b, 0);
      return [name, figures.length === 0 ? null : sum / figures.length];
    }),
  );
}

function summaryLines(
  names: readonly string[],
  results: readonly ValueResult[],
  report: readonly string[],
): readonly string[] {
  const mean = meanOf(results, report);
  const finished = results.filter(({ metrics }) => metrics !== undefined).length;
  const rows = results
    .filter(({ metrics }) => metrics !== undefined)
    .map(({ parameters, metrics }) => [
      ...names.map((name) => parameters[name] ?? ''),
      String(metrics?.images ?? ''),
      ...report.map((name) => formatFigure(figureOf(metrics ?? {}, name), '–')),
    ]);
  const last = [`mean of ${finished}`, ...names.map(() => ''), ...report.map((name) => formatFigure(mean[name], '–'))];
  const failed = results.filter(({ metrics }) => metrics === undefined);
  return [
    ...columns(
      [[...names, 'images', ...report], ...rows, last],
      [...names.map(() => 'left' as const), ...['images', ...report].map(() => 'right' as const)],
    ),
    ...failed.map(({ value, message, exit }) => clean(`${value}: failed, ${message ?? `exit code ${exit}`}`)),
  ];
}

export function tellSummary(
  names: readonly string[],
  results: readonly ValueResult[],
  report: readonly string[],
  terminal: Terminal,
): void {
  if (terminal.json) {
    const values = results.map(({ message, metrics, ...result }) => ({
      ...result,
      message: message ?? null,
      metrics: metrics ?? null,
    }));
    printJson(terminal, { event: 'each', parameter: names.join(', '), values, mean: meanOf(results, report) });
    return;
  }
  terminal.stdout.write(`\n${summaryLines(names, results, report).join('\n')}\n`);
}
