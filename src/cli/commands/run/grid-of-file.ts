// The grid that an experiment's file asks for.
import { type Diagnostic, OutsideError, pipelineName } from '../../../api/language.ts';
import { openPipelines, type PipelineReader } from '../../pipelines/pipelines.ts';
import { UsageError } from '../../shell/failure.ts';
import { dataFolderOf } from '../../shell/options.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { valuesOf } from './all-values.ts';
import { checkerOf, type ToCheck } from './checked-runs.ts';
import { type EachValue, productOf } from './each-words.ts';
import type { Grid, GridAxis, GridOptions } from './grid.ts';

type ExperimentFile = NonNullable<ReturnType<PipelineReader['check']>['experiment']>;

export interface FileGrid {
  /** Undefined where the file is wrong. */
  readonly grid: Grid | undefined;
  /** Of the file by itself. */
  readonly diagnostics: readonly Diagnostic[];
}

interface Surroundings {
  readonly pipelines?: PipelineReader;
  /** A parameter of `all` keeps the pipeline's own value where there are no data. */
  readonly withoutData?: boolean;
}

const roles = { compare: 'compared', repeat: 'repeated', each: 'other' } as const;

/** @throws UsageError, OutsideError `data-missing` where there are no data for `all` */
export async function gridOfFile(
  name: string,
  options: GridOptions,
  terminal: Terminal,
  { pipelines = openPipelines({}), withoutData = false }: Surroundings = {},
): Promise<FileGrid> {
  if (options.each !== undefined)
    throw new UsageError('an experiment names its values itself', 'leave out --each, or change the file');
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
  const axes = await axesOf(experiment, dataFolder, toCheck, withoutData);
  const stem = pipelineName(source);
  const lookedAt = experiment.lookedAt === '' ? null : experiment.lookedAt;
  const own = { name: stem, stem, kept: undefined, axes, runs: productOf(axes), lookedAt };
  return { grid: { ...toCheck, ...own, dataFolder, threads, device, out }, diagnostics };
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

async function axesOf(
  { axes }: ExperimentFile,
  dataFolder: string,
  toCheck: ToCheck,
  withoutData: boolean,
): Promise<readonly GridAxis[]> {
  const checkWith = checkerOf(toCheck);
  const read: GridAxis[] = [];
  for (const { part, name, values, written } of axes) {
    const says = `${part}.${name} = all`;
    try {
      const found = await valuesOf({ name, word: written.word, values, says }, dataFolder, checkWith);
      read.push({ name, role: roles[part], values: found });
    } catch (error) {
      if (!withoutData || !(error instanceof OutsideError)) throw error;
    }
  }
  return read;
}

/** Combinations in which all is met that the pipeline could find wrong: repeats are the same but for their own values. */
export function tellingRuns({ axes, runs }: Grid): readonly (readonly EachValue[])[] {
  const isFirst = (values: readonly EachValue[], isMeant: (axis: GridAxis) => boolean) =>
    axes.every((axis, i) => !isMeant(axis) || values[i]?.text === axis.values[0]?.text);
  return runs.filter(
    (values) =>
      isFirst(values, ({ role }) => role === 'repeated') || isFirst(values, ({ role }) => role !== 'repeated'),
  );
}
