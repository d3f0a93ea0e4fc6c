// Runs side by side: the means of each variant with their spread, the differences from one of them, and what is to be known
// of both: what is not in the table, what has no partner, and which data were looked at to choose.
import { figureNames, usualFigures } from '../../metrics/figure-named.ts';
import { grouped } from '../files/grouped.ts';
import type { ListedRun } from '../record/list-runs.ts';
import { type ModelReader, modelReader } from '../record/model-reader.ts';
import { askedRuns } from './asked-runs.ts';
import { choicesOf } from './choices.ts';
import { openCells } from './counts.ts';
import { type Difference, differencesOf, type Unit, unitOf } from './differences.ts';
import { factorsOf } from './factors.ts';
import { Grid, nameOf, type Variant } from './grid.ts';
import { type MeanRow, meanRows } from './means.ts';
import { type MeasuredRun, measuredRun } from './measured-run.ts';
import { type Cell, cellsOf, observationsOf } from './observations.ts';
import { remarksOn } from './remarks.ts';
import type { FoundRuns } from './runs-in.ts';

export interface ComparisonOptions {
  /** Names of parameters, or `pipeline`, that are compared; none for all that differ. */
  readonly by?: readonly string[] | undefined;
  /** None for those of the runs' reports. */
  readonly figures?: readonly string[] | undefined;
  /** The variant that others are held against, by its value or by name and value; the first one where there is none such. */
  readonly baseline?: string | undefined;
  /** What counts as one in the test; where it is not given, the category where there are several. */
  readonly unit?: Unit | undefined;
}

export interface Comparison {
  /** What is asked, in the words of the experiments. */
  readonly docs: readonly string[];
  readonly runs: readonly MeasuredRun[];
  /** Those that have no figures. */
  readonly unfinished: readonly ListedRun[];
  /** Folders of runs that have not begun. */
  readonly waiting: readonly string[];
  /** Of both, where they will stand, as far as anybody can tell. */
  readonly open: readonly Cell[];
  readonly by: readonly string[];
  /** What differs beside it, and is paired. */
  readonly beside: readonly string[];
  readonly figures: readonly string[];
  readonly grid: Grid;
  /** Undefined where there is one variant. */
  readonly baseline: Variant | undefined;
  readonly rows: readonly MeanRow[];
  readonly unit: Unit;
  readonly differences: readonly Difference[];
  /** What speaks against taking the figures at their word. */
  readonly remarks: readonly string[];
  /** Which data were looked at to choose. */
  readonly choices: readonly string[];
}

export function measuredRuns(listed: readonly ListedRun[], modelOf: ModelReader): readonly MeasuredRun[] {
  return listed.flatMap((run) => measuredRun(run, modelOf) ?? []);
}

/** `runs`: one or more, the measured ones of `found`. */
export function compareVariants(
  runs: readonly MeasuredRun[],
  found: FoundRuns,
  options: ComparisonOptions = {},
): Comparison {
  const { listed, waiting, by, order, lookedAt, docs } = found;
  const factors = factorsOf(runs, options.by ?? by);
  const { observations, repeated } = observationsOf(runs, factors);
  const grid = new Grid(observations, order);
  const figures = options.figures ?? reportedFigures(runs);
  const baseline = variantNamed(options.baseline, grid) ?? grid.variants[0];
  const isCompared = grid.variants.length > 1 && baseline !== undefined;
  const unit = options.unit ?? unitOf(grid);
  const known = new Set(runs.map(({ run }) => run));
  return {
    ...{ docs, runs, ...factors, figures, grid, unit },
    waiting: waiting.map(({ run }) => run),
    open: openCells(cellsOf(askedRuns(found, known, modelReader()), runs, factors), grid),
    unfinished: listed.filter(({ run }) => !known.has(run)),
    baseline: isCompared ? baseline : undefined,
    rows: meanRows(grid, figures),
    differences: isCompared ? differencesOf(grid, baseline, figures, unit) : [],
    remarks: remarksOn(grid, repeated, runs),
    choices: [...choicesOf(runs, figures), ...lookedAt.map((text) => `the author of the experiment says: ${text}`)],
  };
}

/** By its value, or by name and value. */
export function variantNamed(asked: string | undefined, { variants }: Grid): Variant | undefined {
  return variants.find((variant) => variant.label === asked || nameOf(variant) === asked);
}

/** Those that any of the runs reports, in the order of the reports. */
function reportedFigures(runs: readonly MeasuredRun[]): readonly string[] {
  const all = [...grouped(runs, ({ report }) => JSON.stringify(report)).values()].flatMap(
    ([first]) => first?.report ?? [],
  );
  return all.length === 0 ? usualFigures : [...new Set(all)];
}

/** Names of all figures that any of the runs has. */
export function knownFigures(runs: readonly MeasuredRun[]): readonly string[] {
  const names = runs.flatMap(({ metrics }) => Object.keys(metrics).filter((name) => isFigure(name)));
  return [...new Set(names)].toSorted();
}

function isFigure(name: string): boolean {
  return figureNames.some((one) => one === name) || /^aupro_/.test(name);
}
