// `anoseg compare FOLDER…`: the runs of an experiment, or any runs, as one table with spread and paired differences.

import { outside } from '../../../api/language.ts';
import {
  type Comparison,
  type ComparisonOptions,
  compareVariants,
  differingNames,
  knownFigures,
  type MeasuredRun,
  measuredRuns,
  modelReader,
  runsIn,
  variantNamed,
} from '../../../api/variants.ts';
import { widthOf } from '../../../ui/view.ts';
import { refuseBundle } from '../../shell/bundles.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { UsageError } from '../../shell/failure.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { writeOutput } from '../../shell/write-output.ts';
import type { CompareFormat, CompareOptions } from './compare-options.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonDocument } from './comparison-json.ts';
import { comparisonLatex } from './comparison-latex.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { comparisonLines } from './comparison-text.ts';

export async function compareCommand(
  folders: readonly string[],
  options: CompareOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  for (const folder of folders)
    refuseBundle(folder, ', and no folder of runs', '`anoseg diff A B` compares a bundle with a run, its figures too');
  const found = runsIn(folders);
  const runs = measuredRuns(found.listed, modelReader());
  if (runs.length === 0) throw outside('nothing-to-compare', { folders, runs: found.listed.length });
  const comparison = compareVariants(runs, found, checkedOptions(runs, options));
  refuseUnknownBaseline(comparison, options.baseline);
  const format = formatOf(options, terminal);
  if (format === 'json' && options.out === undefined) printJson(terminal, comparisonDocument(comparison));
  else writeOutput(await textOf(comparison, format, options, terminal), options, format, terminal);
  return exitCode.done;
}

function checkedOptions(
  runs: readonly MeasuredRun[],
  { by, figure, baseline, unit }: CompareOptions,
): ComparisonOptions {
  const differing = differingNames(runs);
  const alike = by?.find((name) => !differing.includes(name));
  if (alike !== undefined)
    throw new UsageError(
      `\`--by ${alike}\`: the runs do not differ in it`,
      differing.length === 0
        ? 'they differ in seed and category at most: leave out `--by`'
        : `they differ in ${differing.map((name) => `\`${name}\``).join(', ')}`,
    );
  const figures = knownFigures(runs);
  const unknown = figure?.find((name) => !figures.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`\`--figure ${unknown}\`: no run has such a figure`, `they have ${figures.join(', ')}`);
  return { by, figures: figure, baseline, unit };
}

function refuseUnknownBaseline({ grid }: Comparison, baseline: string | undefined): void {
  if (baseline === undefined || variantNamed(baseline, grid) !== undefined) return;
  const there = grid.variants.map(({ label }) => label).join('; ');
  throw new UsageError(`\`--baseline ${baseline}\`: there is no such variant`, `there are ${there}`);
}

const endings: Readonly<Record<string, CompareFormat>> = {
  json: 'json',
  csv: 'csv',
  md: 'markdown',
  tex: 'latex',
  html: 'html',
  txt: 'text',
};

function formatOf({ format, out }: CompareOptions, { json }: Terminal): CompareFormat {
  if (format !== undefined) return format;
  if (json && out === undefined) return 'json';
  const ending = /\.(\w+)$/.exec(out ?? '')?.[1];
  if (ending === undefined) return 'text';
  const told = Object.entries(endings).find(([name]) => name === ending.toLowerCase())?.[1];
  if (told !== undefined) return told;
  const known = Object.keys(endings).map((name) => `.${name}`);
  throw new UsageError(
    `\`-o ${out}\`: \`.${ending}\` is no form of the table`,
    `write ${known.join(', ')}, or say which by \`--format\``,
  );
}

async function textOf(
  comparison: Comparison,
  format: CompareFormat,
  { out }: CompareOptions,
  terminal: Terminal,
): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(comparisonDocument(comparison), undefined, 2)}\n`;
    case 'csv':
      return comparisonCsv(comparison);
    case 'markdown':
      return comparisonMarkdown(comparison);
    case 'latex':
      return comparisonLatex(comparison);
    case 'html':
      return (await import('../../../api/variant-page.ts')).renderComparison(comparison);
    case 'text': {
      const width = out === undefined ? widthOf(terminal.stdout) : Number.POSITIVE_INFINITY;
      return `${comparisonLines(comparison, width).join('\n')}\n`;
    }
  }
}
