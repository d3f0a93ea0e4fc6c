// What a grid is asked for with: words of `--each`, or the folder of an experiment that is to go on.
import path from 'node:path';
import {
  type Experiment,
  isExperimentFolder,
  keyOf,
  type Parameters,
  type Role,
  readExperiment,
} from '../../../api/experiment.ts';
import { bundledSource, bundleReader, commandWord, pipelineName, type SourceFile } from '../../../api/language.ts';
import type { KeptSources } from '../../pipelines/pipelines.ts';
import { openPipelines } from '../../pipelines/pipelines.ts';
import { keptSources } from '../../pipelines/run-pipelines.ts';
import { UsageError } from '../../shell/failure.ts';
import { dataFolderOf } from '../../shell/options.ts';
import type { Terminal } from '../../shell/terminal.ts';
import { valuesOf } from './all-values.ts';
import { checkerOf } from './checked-runs.ts';
import { type EachValue, parseEach, productOf } from './each-words.ts';
import type { SnakemakeWish } from './snakemake/snakemake-words.ts';

export interface GridOptions {
  /** `NAME=A,B,…`, `NAME=1..5` or `NAME=all`. */
  readonly each?: readonly string[];
  /** Names of run folders: no other runs are done. */
  readonly only?: readonly string[];
  readonly set?: readonly string[];
  readonly out?: string;
  readonly data?: string;
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
  /** Runs that have begun go on with another TensorFlow or processor, too. */
  readonly elsewhere?: boolean;
  /** Where the runs are jobs of Snakemake. */
  readonly snakemake?: SnakemakeWish | undefined;
}

export interface GridAxis {
  readonly name: string;
  /** Undefined: told by what the parameter does. */
  readonly role: Role | undefined;
  readonly values: readonly EachValue[];
}

export interface Grid {
  readonly name: string;
  readonly source: SourceFile;
  /** Sources of before in place of files. */
  readonly kept: KeptSources | undefined;
  readonly set: readonly string[];
  /** What the experiment's file sets for all runs. */
  readonly fixed?: readonly EachValue[];
  /** In the order in which they are written. */
  readonly axes: readonly GridAxis[];
  /** The combinations, each with a value of every axis. */
  readonly runs: readonly (readonly EachValue[])[];
  readonly lookedAt: string | null;
  /** What the experiment's file says of itself. */
  readonly doc?: string | undefined;
  readonly dataFolder: string;
  readonly threads: number | undefined;
  readonly device: 'cpu' | 'gpu' | undefined;
  /** Where the experiment's folder goes; undefined: a usual place, whose name begins with `stem`. */
  readonly out: string | undefined;
  readonly stem: string;
}

/** @throws UsageError */
export async function gridOfWords(pipeline: string, options: GridOptions, terminal: Terminal): Promise<Grid> {
  const { set = [], each = [], threads, device, out } = options;
  const dataFolder = dataFolderOf(options, terminal);
  const words = parseEach(each, set);
  const kept = await keptSources(pipeline);
  const source = openPipelines({}, kept).read(pipeline);
  const checkWith = checkerOf({ source, kept, set });
  const axes: GridAxis[] = [];
  for (const word of words)
    axes.push({ name: word.name, role: undefined, values: await valuesOf(word, dataFolder, checkWith) });
  const runs = productOf(axes);
  const name = pipelineName(source);
  const stem = `${name}-each-${words.map((word) => word.name).join('-')}`;
  return { name, source, kept, set, axes, runs, lookedAt: null, dataFolder, threads, device, out, stem };
}

/** Undefined where `place` is no folder of an experiment. @throws UsageError, OutsideError `experiment-damaged` */
export function gridOfFolder(place: string, options: GridOptions, terminal: Terminal): Grid | undefined {
  if (place === '-' || !isExperimentFolder(place)) return undefined;
  const experiment = readExperiment(place);
  if (experiment === undefined) return undefined;
  if (options.set !== undefined || options.each !== undefined || options.out !== undefined)
    throw new UsageError(
      `${place} is the folder of an experiment, which goes on as it began`,
      'leave out --set, --each and --out, or name its pipeline instead of the folder',
    );
  const { name, sources, set, threads, device } = experiment;
  const source = bundledSource(sources);
  return {
    name,
    source,
    kept: { source, reader: bundleReader(sources), parameters: set },
    set: [],
    axes: experiment.parameters.map((one) => ({
      ...one,
      values: one.values.map((text) => unwrittenValue(one.name, text)),
    })),
    runs: askedFor(place, experiment, options.only).map((parameters) =>
      Object.entries(parameters).map(([parameter, text]) => unwrittenValue(parameter, text)),
    ),
    lookedAt: experiment.looked_at,
    doc: experiment.doc ?? undefined,
    dataFolder: options.data ?? experiment.data ?? dataFolderOf(options, terminal),
    threads: options.threads ?? threads ?? undefined,
    device: options.device ?? device ?? undefined,
    out: place,
    stem: '',
  };
}

function askedFor(place: string, { runs }: Experiment, only: readonly string[] | undefined): readonly Parameters[] {
  return runsNamed(place, runs, only).map(({ parameters }) => parameters);
}

/** Those that `--only` names. @throws UsageError */
export function runsNamed<R extends { readonly folder: string }>(
  place: string,
  runs: readonly R[],
  only: readonly string[] | undefined,
): readonly R[] {
  if (only === undefined) return runs;
  // `runs/claims/bottle`, as a shell completes it, is `bottle`.
  const wanted = new Set(only.map((name) => path.basename(name)));
  const unknown = [...wanted].find((name) => !runs.some(({ folder }) => folder === name));
  if (unknown !== undefined)
    throw new UsageError(
      `${place} has no run \`${unknown}\``,
      `its runs are ${runs
        .slice(0, 8)
        .map(({ folder }) => folder)
        .join(', ')}${runs.length > 8 ? ', …' : ''}`,
    );
  return runs.filter(({ folder }) => wanted.has(folder));
}

/** A value that nobody has written here. */
export function unwrittenValue(name: string, text: string): EachValue {
  return { name, text, word: commandWord('--each', `${name}=${text}`) };
}

/** What is set in a run, by the names of parameters. */
export function parametersOf(values: readonly EachValue[]): Parameters {
  return Object.fromEntries(values.map(({ name, text }) => [name, text]));
}

/** The same text for runs of the same values. */
export function keyOfValues(values: readonly EachValue[]): string {
  return keyOf(parametersOf(values));
}
