// The end of a series of runs: the table of `anoseg compare`, and what failed before there was a folder to tell of it.
import { clean } from '../../../api/language.ts';
import type { RunMetrics } from '../../../api/runs.ts';
import { type Comparison, compareVariants, measuredRuns, modelReader, runsIn } from '../../../api/variants.ts';
import { figureOf } from '../../../ui/text/results.ts';
import { widthOf } from '../../../ui/view.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { comparisonDocument } from '../compare/comparison-json.ts';
import { comparisonLines } from '../compare/comparison-text.ts';

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

/** `folder`: of the experiment, all of whose runs are in the table, whoever did them. `names`: of its parameters. */
export function tellSummary(
  folder: string,
  names: readonly string[],
  results: readonly ValueResult[],
  report: readonly string[],
  terminal: Terminal,
): void {
  const found = runsIn([folder]);
  const runs = measuredRuns(found.listed, modelReader());
  const comparison =
    runs.length === 0 ? undefined : compareVariants(runs, found, report.length === 0 ? {} : { figures: report });
  if (terminal.json) {
    const values = results.map(({ message, metrics, ...result }) => ({
      ...result,
      message: message ?? null,
      metrics: metrics ?? null,
    }));
    const document = comparison === undefined ? null : comparisonDocument(comparison);
    const mean = meanOf(results, report);
    printJson(terminal, { event: 'each', parameter: names.join(', '), values, mean, comparison: document });
    return;
  }
  const lines = comparison === undefined ? [] : comparisonLines(comparison, widthOf(terminal.stdout));
  terminal.stdout.write(`\n${[...lines, ...failedLines(results, comparison)].join('\n')}\n`);
}

/** Over the runs that have the figure, whatever they are of; null where none has. */
function meanOf(results: readonly ValueResult[], report: readonly string[]): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    report.map((name) => {
      const figures = results.flatMap(({ metrics }) => figureOf(metrics ?? {}, name) ?? []);
      return [name, figures.length === 0 ? null : figures.reduce((a, b) => a + b, 0) / figures.length];
    }),
  );
}

function failedLines(results: readonly ValueResult[], comparison: Comparison | undefined): readonly string[] {
  const told = new Set(comparison?.unfinished.map(({ run }) => run));
  return results
    .filter(({ metrics, run }) => metrics === undefined && !told.has(run))
    .map(({ value, message, exit }) => clean(`${value}: failed, ${message ?? `exit code ${exit}`}`));
}
