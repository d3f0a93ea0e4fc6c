// The phases of a check, in order: load (each file is parsed), elaborate, plan. Without TensorFlow and without data.

import { type Acceptance, type Accepted, needsData, sortOut, unusedAccept } from '../diagnostics/acceptance.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Reporter } from '../diagnostics/diagnostic.ts';
import { collapsed, type Unread, withoutEchoes } from '../diagnostics/echoes.ts';
import type { SourceFile } from '../diagnostics/source-file.ts';
import { toldAtWords } from '../dsl/elaborate/blame.ts';
import type { CommandWords } from '../dsl/elaborate/command-words.ts';
import { elaborate } from '../dsl/elaborate/elaborate.ts';
import type { ExperimentFile } from '../dsl/elaborate/elaborate-experiment.ts';
import type { Overrides } from '../dsl/elaborate/elaborate-parameters.ts';
import { readAcceptances } from '../dsl/load/acceptances.ts';
import { type Loaded, load } from '../dsl/load/load.ts';
import type { SourceReader } from '../dsl/load/source-reader.ts';
import type { Model, ModelParts } from '../dsl/model/model.ts';
import type { Syntax } from '../dsl/syntax/parsed.ts';
import { checkShapes, type Plan, planPipeline } from './plan/plan.ts';
import type { StartReader } from './plan/rules/starts.ts';
import { type TrialSize, withTriedFixes } from './proposals.ts';

export interface Checked {
  readonly loaded: Loaded;
  /** Undefined where there are errors, or where the file is a library. */
  readonly model: Model | undefined;
  /** What could be read in spite of errors. */
  readonly parts: ModelParts | undefined;
  /** Where the file is an experiment of a pipeline, without errors or with them; the pipeline has not been checked with its values. */
  readonly experiment?: ExperimentFile | undefined;
  /** Of these parts; complete where there is a model. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** What a comment accepts, and so is not among them. */
  readonly accepted: readonly Accepted[];
  /** All such comments: what is found later, in the data, goes by them too. */
  readonly acceptances: readonly Acceptance[];
}

export interface CheckOptions {
  readonly syntax: Syntax;
  readonly reader: SourceReader;
  readonly overrides: Overrides;
  /** Where the overrides stand on the command line; absent: each in a `--set` of its own. */
  readonly words?: CommandWords;
  readonly name: string;
  /** Bytes of the machine that will train; absent: whether a step fits is not looked at. */
  readonly memory?: number;
  /** Reads files of weights; absent: whether they fit is not looked at. */
  readonly starts?: StartReader;
}

export function check(source: SourceFile, options: CheckOptions): Checked {
  const checked = checkOnce(source, options);
  const { loaded, parts } = checked;
  const tried = withTriedFixes(checked.diagnostics, sizeOf(loaded, parts), (changed, instead) =>
    changed === source
      ? checkOnce(instead, options).diagnostics
      : checkOnce(source, { ...options, reader: readingInstead(options.reader, instead) }).diagnostics,
  );
  const found = tried === checked.diagnostics ? tried : collapsed(tried);
  const find = (overrides: Overrides) => checkOnce(source, { ...options, overrides }).diagnostics;
  const diagnostics = toldAtWords(found, options.overrides, options.words ?? new Map(), find);
  return { ...checked, diagnostics: inOrderOfLoading(diagnostics, loaded) };
}

function checkOnce(source: SourceFile, options: CheckOptions): Checked {
  const reporter = new Reporter();
  const loaded = load(source, options.syntax.parse, options.reader, reporter);
  const { model, parts, experiment } = elaborate(loaded, options, reporter);
  const plan = model ? planPipeline(model, reporter, options) : parts && checkShapes(parts, reporter);
  const acceptances = loaded.files.flatMap(({ parsed }) => readAcceptances(parsed, reporter));
  const found = () => sortOut(withoutEchoes(reporter.diagnostics, unreadIn(loaded)), acceptances);
  // Of a pipeline that is whole and as it stands: elsewhere nobody knows what would be found.
  if (model && !reporter.hasErrors && options.overrides.size === 0 && acceptances.length > 0) {
    for (const idle of found().idle) if (isToldIdle(idle, loaded)) reporter.report(...unusedAccept(idle));
  }
  const { told, accepted } = found();
  return {
    loaded,
    model: reporter.hasErrors ? undefined : model,
    parts,
    experiment,
    plan,
    diagnostics: inOrderOfLoading(told, loaded),
    accepted,
    acceptances,
  };
}

// What is imported serves other pipelines too, where it may be found; so it is with other machines.
function isToldIdle({ code, span }: Acceptance, { entry }: Loaded): boolean {
  return span.source === entry.parsed.file.source && !needsData(code) && code !== 'memory-high';
}

function sizeOf({ files }: Loaded, parts: ModelParts | undefined): TrialSize {
  const characters = files.reduce((sum, { parsed }) => sum + parsed.file.source.text.length, 0);
  const flows = parts === undefined ? [] : [parts.augment.flow, ...parts.networks.map(({ flow }) => flow)];
  return { characters, operations: flows.reduce((sum, { nodes }) => sum + nodes.length, 0) };
}

function readingInstead(reader: SourceReader, { path, text }: SourceFile): SourceReader {
  const { standardLibrary, workingFolder } = reader;
  return {
    standardLibrary,
    workingFolder,
    realPath: (file) => reader.realPath(file),
    entries: (folder) => reader.entries?.(folder) ?? [],
    read: (file) => (file === path ? text : reader.read(file)),
  };
}

function unreadIn({ files }: Loaded): readonly Unread[] {
  return files.map(({ parsed, lost }) => ({ source: parsed.file.source, broken: parsed.broken ?? [], lost }));
}

// The command line's findings first, then those of the pipeline, then those of what it imports.
function inOrderOfLoading(diagnostics: readonly Diagnostic[], { files }: Loaded): readonly Diagnostic[] {
  const ranks = new Map(files.map(({ parsed }, i) => [parsed.file.source, i]));
  const rank = ({ span }: Diagnostic) => ranks.get(span.source) ?? -1;
  return diagnostics.toSorted((a, b) => rank(a) - rank(b));
}
