// Reads pipelines for the commands: from files or standard input, with `--set`.

import path from 'node:path';
import { cacheFolder } from '../../api/engine.ts';
import { fileReader, readText } from '../../api/folders.ts';
import type { Syntax } from '../../api/language.ts';
import {
  type Checked,
  type CommandWord,
  check,
  createSyntax,
  pipelineName,
  SourceFile,
  type SourceReader,
} from '../../api/language.ts';
import { type CheckedPipeline, checkedPipeline, type PipelineToCross } from '../../api/runs.ts';
import { describeStart, type WeightsPlaces } from '../../api/weights.ts';
import { UsageError } from '../shell/failure.ts';

export interface PipelineOptions {
  /** NAME=VALUE, as often as given. */
  readonly set?: readonly string[];
  /** What more is set, as text, and where it is written. */
  readonly more?: readonly SetValue[];
  /** Bytes of the machine that trains, for those who want to know whether a step fits. */
  readonly memory?: number;
}

export interface SetValue {
  readonly name: string;
  readonly text: string;
  readonly word: CommandWord;
}

export interface PipelineReader {
  read(name: string): SourceFile;
  check(source: SourceFile): Checked;
  /** What was found valid, as the engine process takes it. `name`: default, that of the file. */
  checked(source: SourceFile, valid: Pick<PipelineToCross, 'loaded' | 'model'>, name?: string): CheckedPipeline;
  readonly reader: SourceReader;
  readonly overrides: ReadonlyMap<string, string>;
  /** Paths that were looked at so far, also in vain. */
  readonly consulted: ReadonlySet<string>;
}

/** Sources that a run keeps, in place of files, and what it was given: `--set` goes before that. */
export interface KeptSources {
  readonly source: SourceFile;
  readonly reader: SourceReader;
  readonly parameters: Readonly<Record<string, string>>;
}

export function openPipelines(
  options: PipelineOptions,
  kept?: KeptSources,
  syntax: Syntax = createSyntax(),
): PipelineReader {
  const { set = [], more = [], memory } = options;
  const given = [...parseOverrides(set), ...more.map(({ name, text }) => [name, text] as const)];
  const overrides = new Map([...Object.entries(kept?.parameters ?? {}), ...given]);
  const words = new Map(more.map(({ name, word }) => [name, word]));
  const consulted = new Set<string>();
  const reader = kept?.reader ?? noting(fileReader(), consulted);
  return {
    read: (name) => {
      if (kept) return kept.source;
      if (name !== '-') consulted.add(path.resolve(name));
      return readSource(name);
    },
    reader,
    overrides,
    consulted,
    check: (source) =>
      check(source, {
        starts: (start) => describeStart(start, weightsPlaces(source)),
        syntax,
        reader,
        parameters: Object.fromEntries(overrides),
        words,
        ...(memory === undefined ? {} : { memory }),
      }),
    checked: (source, valid, name = pipelineName(source)) => checkedPipeline({ ...valid, name, overrides }),
  };
}

function noting(reader: SourceReader, consulted: Set<string>): SourceReader {
  return {
    ...reader,
    read: (file) => {
      consulted.add(file);
      return reader.read(file);
    },
  };
}

/** @throws OutsideError `pipeline-missing`, `pipeline-unreadable` */
export function readSource(name: string): SourceFile {
  if (name === '-') return new SourceFile('<stdin>', readText(0));
  return new SourceFile(name, readText(name), path.resolve(name));
}

/** @throws UsageError */
function parseOverrides(written: readonly string[]): ReadonlyMap<string, string> {
  const overrides = new Map<string, string>();
  for (const setting of written) {
    const at = setting.indexOf('=');
    if (at <= 0) throw new UsageError(`\`--set ${setting}\` has no value`, 'write `--set NAME=VALUE`');
    const name = setting.slice(0, at).trim();
    const value = setting.slice(at + 1).trim();
    if (value === '') throw new UsageError(`\`--set ${setting}\` has no value`, 'write `--set NAME=VALUE`');
    if (overrides.has(name)) throw new UsageError(`\`--set ${name}=…\` is given twice`, 'leave out one of them');
    overrides.set(name, value);
  }
  return overrides;
}

/** Where a pipeline's files of weights lie. */
export function weightsPlaces({ path: file }: SourceFile): WeightsPlaces {
  return { cache: cacheFolder(), folder: file === undefined ? process.cwd() : path.dirname(file) };
}
