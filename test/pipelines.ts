// Checks pipelines for tests: from files of the repository, or written in the test.
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Checked, check } from '../src/compiler/check.ts';
import { SourceFile } from '../src/diagnostics/source-file.ts';
import { createSyntax } from '../src/dsl/load/parse.ts';
import type { SourceReader } from '../src/dsl/load/source-reader.ts';
import type { Model } from '../src/dsl/model/model.ts';

const syntax = createSyntax();

export const repositoryReader: SourceReader = {
  read: (file) => attempt(() => readFileSync(file, 'utf8')),
  realPath: (file) => attempt(() => realpathSync(file)),
  standardLibrary: path.resolve('pipelines'),
  workingFolder: process.cwd(),
};

/** Checks a file of the repository, with values as `--set` gives them. */
export function checkFile(file: string, settings: Readonly<Record<string, string>> = {}): Checked {
  return checkSource(new SourceFile(file, readFileSync(file, 'utf8'), path.resolve(file)), settings);
}

export function checkText(
  text: string,
  settings: Readonly<Record<string, string>> = {},
  name = 'test.anoseg',
): Checked {
  return checkSource(new SourceFile(name, text), settings);
}

/** The model of a pipeline that must be valid. */
export function checkedModel(file: string, settings: Readonly<Record<string, string>> = {}): Model {
  const { model, diagnostics } = checkFile(file, settings);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return model;
}

function checkSource(source: SourceFile, settings: Readonly<Record<string, string>>): Checked {
  return check(source, {
    syntax,
    reader: repositoryReader,
    overrides: new Map(Object.entries(settings)),
    name: 'test',
  });
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
