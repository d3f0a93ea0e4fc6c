// The grid that an experiment's file asks for.
import { countCombinations, tellingCombinations } from '../../../api/experiment.ts';
import { allOfNothing, type Diagnostic, makeDiagnostic, OutsideError, pipelineName } from '../../../api/language.ts';
import { openPipelines, type PipelineReader } from '../../pipelines/pipelines.ts';
import { UsageError } from '../../shell/failure.ts';
import { dataFolderOf } from '../../shell/options.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { categoriesFor } from './all-values.ts';
import { type CheckWith, checkerOf, type ToCheck } from './checked-runs.ts';
import { type EachValue, mostRuns, productOf } from './each-words.ts';
import type { Grid, GridAxis, GridOptions } from './grid.ts';

type ExperimentFile = NonNullable<ReturnType<PipelineReader['check']>['experiment']>;

export interface FileGrid {
  /** Undefined where the file is wrong. */
  readonly grid: Grid | undefined;
  /** Of the file by itself, and of `all` in it. */
  readonly diagnostics: readonly Diagnostic[];
}

const roles = { compare: 'compared', repeat: 'repeated', each: 'other' } as const;

/** @throws UsageError, OutsideError `data-missing` where there are no data for `all` */
export async function gridOfFile(name: string, options: GridOptions, terminal: Terminal): Promise<FileGrid> {
  if (options.each !== undefined)
    throw new UsageError('an experiment names its values itself', 'leave out --each, or change the file');
  const { grid, diagnostics } = await readGrid(name, options, terminal, false);
  return { grid: hasErrors(diagnostics) ? undefined : grid, diagnostics };
}

/**
 * What can be read of the grid, in spite of errors. `withoutData`: a parameter of `all` keeps the pipeline's own value where there
 * are no data.
 */
export async function readGrid(
  name: string,
  options: GridOptions,
  terminal: Terminal,
  withoutData: boolean,
): Promise<FileGrid> {
  const pipelines = openPipelines({});
  const source = pipelines.read(name);
  const { experiment, diagnostics } = pipelines.check(source);
  if (experiment === undefined) return { grid: undefined, diagnostics };
  const { set = [], threads, device, out } = options;
  refuseSet(set, experiment);
  const dataFolder = dataFolderOf(options, terminal);
  const toCheck: ToCheck = {
    source: experiment.pipeline.parsed.file.source,
    set,
    fixed: experiment.set.filter((one) => !set.some((text) => nameIn(text) === one.name)),
  };
  const { axes, problems } = await axesOf(experiment, dataFolder, toCheck, withoutData || hasErrors(diagnostics));
  const tooMany = countCombinations(axes) > mostRuns;
  const stem = pipelineName(source);
  const lookedAt = experiment.lookedAt === '' ? null : experiment.lookedAt;
  const own = { name: stem, stem, kept: undefined, axes, runs: tooMany ? [] : productOf(axes), lookedAt };
  return {
    grid: { ...toCheck, ...own, doc: experiment.doc, dataFolder, threads, device, out },
    diagnostics: [...diagnostics, ...problems, ...(tooMany ? [tooManyRuns(experiment, countCombinations(axes))] : [])],
  };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function tooManyRuns({ section }: ExperimentFile, count: number): Diagnostic {
  const problem = `its values make ${count.toLocaleString('en')} combinations, more than ${mostRuns.toLocaleString('en')}`;
  const hint = 'name fewer values, or divide it into several experiments';
  return makeDiagnostic('bad-experiment', section.keyword, { problem }, { hint });
}

function refuseSet(set: readonly string[], { axes }: ExperimentFile): void {
  const both = axes.find(({ name }) => set.some((text) => nameIn(text) === name));
  if (both)
    throw new UsageError(
      `\`${both.name}\` is given by \`--set\` and by the experiment, which has several values for it`,
      'leave out the `--set`, or change the file',
    );
}

function nameIn(setting: string): string {
  return setting.split('=', 1)[0]?.trim() ?? '';
}

interface ReadAxes {
  readonly axes: readonly GridAxis[];
  readonly problems: readonly Diagnostic[];
}

async function axesOf(
  { axes }: ExperimentFile,
  dataFolder: string,
  toCheck: ToCheck,
  withoutData: boolean,
): Promise<ReadAxes> {
  const checkWith = checkerOf(toCheck);
  const read: GridAxis[] = [];
  const problems: Diagnostic[] = [];
  for (const { part, name, values, written } of axes) {
    const role = roles[part];
    if (values !== 'all') {
      // Those of which none could be read are told.
      if (values.length > 0) read.push({ name, role, values });
      continue;
    }
    try {
      const found = await categoriesFor(written, dataFolder, checkWith);
      if (found) read.push({ name, role, values: found });
      else problems.push(...notCategories(written, checkWith));
    } catch (error) {
      if (!withoutData || !(error instanceof OutsideError)) throw error;
    }
  }
  return { axes: read, problems };
}

// Of a pipeline with errors nobody knows what its parameters do.
function notCategories(written: EachValue, checkWith: CheckWith): readonly Diagnostic[] {
  const { model, diagnostics } = checkWith();
  if (model === undefined) return diagnostics;
  if (!model.parameters.some(({ name }) => name === written.name)) return checkWith(written).diagnostics;
  return [allOfNothing(written)];
}

/** More checks of a pipeline than anybody waits for. `run` checks all that it is going to run. */
const mostTelling = 200;

/** Combinations in which all is met that the pipeline could find wrong. */
export function tellingRuns({ axes }: Pick<Grid, 'axes'>): readonly (readonly EachValue[])[] {
  return tellingCombinations(
    axes.map(({ role = 'other', values }) => ({ role, values })),
    mostTelling,
  );
}
