// An experiment's file: which pipeline, which of its parameters, which values. Whether these parameters take these values the
// pipeline says, when it is checked with them; here their places are kept, so that it is told there.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/nearest.ts';
import type { LoadedFile } from '../load/load.ts';
import type { Binding, Name, Section } from '../syntax/ast.ts';
import { sectionNames } from '../syntax/ast.ts';
import { type ExperimentValue, readValues } from './experiment-values.ts';
import { experimentParts, experimentSettings } from './sections.ts';

/** What the values of a parameter are for. */
export type ExperimentPart = Exclude<keyof typeof experimentParts, 'set'>;

export interface ExperimentAxis {
  readonly part: ExperimentPart;
  readonly name: string;
  /** `all`: the categories that are there; known where the data is. */
  readonly values: readonly ExperimentValue[] | 'all';
  /** Of the value. */
  readonly written: ExperimentValue;
}

export interface ExperimentFile {
  readonly section: Section;
  readonly pipeline: LoadedFile;
  readonly set: readonly ExperimentValue[];
  /** In the order in which they are written. */
  readonly axes: readonly ExperimentAxis[];
  /** Empty where it is not said. */
  readonly lookedAt: string;
}

type Key = keyof typeof experimentParts | keyof typeof experimentSettings;
const parts: readonly string[] = Object.keys(experimentParts);
const keys: readonly string[] = [...Object.keys(experimentSettings), ...parts];

/** Undefined where an error was reported. */
export function elaborateExperiment(
  file: LoadedFile,
  section: Section,
  reporter: Reporter,
): ExperimentFile | undefined {
  refuseOthers(file, reporter);
  const found = new Lines(section, reporter);
  const { pipeline } = file;
  if (!found.has('pipeline'))
    reporter.report('missing-key', section.keyword, {
      name: 'pipeline',
      section: 'experiment',
      expected: experimentSettings.pipeline.label,
    });
  if (pipeline) refuseUnfit(pipeline, found.spanOf('pipeline') ?? section.keyword, reporter);
  if (found.axes.length === 0 && !reporter.hasErrors) {
    const hint = 'such as `each.category = all`, `compare.width = [8, 16]`, `repeat.seed = 1..5`';
    reporter.report('bad-experiment', section.keyword, { problem: 'no parameter has several values' }, { hint });
  }
  if (reporter.hasErrors || pipeline === undefined) return undefined;
  return { section, pipeline, set: found.set, axes: found.axes, lookedAt: found.lookedAt };
}

// What is beside it would be another pipeline, of which nobody knew which one counts.
function refuseOthers({ parsed }: LoadedFile, reporter: Reporter): void {
  for (const item of parsed.file.items) {
    if (item.kind === 'section' && item.section === 'experiment') continue;
    const name = item.kind === 'section' ? item.section : item.kind;
    const problem = `\`${name}\` stands beside \`experiment\`: an experiment is a file of its own`;
    const hint = 'move it into the pipeline that `pipeline` names';
    reporter.report('bad-experiment', item.kind === 'section' ? item.keyword : item.span, { problem }, { hint });
  }
}

function refuseUnfit({ parsed }: LoadedFile, span: Name['span'], reporter: Reporter): void {
  const words = parsed.file.items.map((item) => (item.kind === 'section' ? item.section : item.kind));
  if (parsed.isUnread === true) return;
  const problem = words.includes('experiment')
    ? 'the file is an experiment itself'
    : words.some((word) => sectionNames.some((name) => name === word))
      ? undefined
      : 'the file is a library, which cannot be run';
  if (problem !== undefined) reporter.report('bad-experiment', span, { problem }, { hint: 'name a pipeline' });
}

// The lines of the section, each read where its key is known.
class Lines {
  readonly set: ExperimentValue[] = [];
  readonly axes: ExperimentAxis[] = [];
  lookedAt = '';
  readonly #seen = new Map<string, Name['span']>();
  readonly #reporter: Reporter;

  constructor(section: Section, reporter: Reporter) {
    this.#reporter = reporter;
    for (const statement of section.statements) {
      if (statement.kind === 'return') reporter.report('unexpected-return', statement.span, {});
      else this.#take(statement);
    }
  }

  has(name: string): boolean {
    return this.#seen.has(name);
  }

  spanOf(name: string): Name['span'] | undefined {
    return this.#seen.get(name);
  }

  #take(line: Binding): void {
    const [target, ...others] = line.targets;
    const [key, name, deeper] = target?.path ?? [];
    if (key === undefined || key.text === '') return;
    const report = this.#reporter;
    if (others.length > 0) report.report('wrong-number-of-names', line.span, { names: line.targets.length, values: 1 });
    const known = keys.find((one): one is Key => one === key.text);
    if (known === undefined) {
      const otherwise = `it has ${keys.map((one) => `\`${one}\``).join(', ')}`;
      report.report(
        'unknown-key',
        key.span,
        { name: key.text, section: 'experiment' },
        suggest(key.text, keys, key.span, otherwise),
      );
    } else if (parts.includes(known) !== (name !== undefined) || deeper !== undefined) this.#refuseDots(key, name);
    else if (name === undefined) this.#setting(key, line);
    else if (this.#isNew(name)) this.#parameter(key, name, line);
  }

  #refuseDots(key: Name, name: Name | undefined): void {
    const isPart = parts.includes(key.text);
    const problem = isPart
      ? `behind \`${key.text}\` stands a dot and the name of one parameter`
      : `\`${key.text}\` is no part of a parameter's name`;
    const hint = isPart ? `such as \`${key.text}.seed = …\`` : `write \`${key.text} = …\``;
    this.#reporter.report('bad-experiment', (name ?? key).span, { problem }, { hint });
  }

  #setting(key: Name, { value }: Binding): void {
    const before = this.#seen.get(key.text);
    if (before) this.#twice(key, before);
    else this.#seen.set(key.text, value.span);
    if (before || value.kind === 'missing') return;
    if (value.kind !== 'text') {
      const hint = 'a text stands in quotes';
      this.#reporter.report('bad-experiment', value.span, { problem: `\`${key.text}\` must be a text` }, { hint });
    } else if (key.text === 'looked_at') this.lookedAt = value.value;
  }

  // A parameter has one place.
  #isNew(name: Name): boolean {
    const path = `.${name.text}`;
    const before = this.#seen.get(path);
    if (before) this.#twice(name, before);
    else this.#seen.set(path, name.span);
    return before === undefined;
  }

  #twice({ text, span }: Name, before: Name['span']): void {
    const related = [{ message: 'given here first', span: before }];
    this.#reporter.report('declared-twice', span, { name: text }, { related });
  }

  #parameter(key: Name, name: Name, { value }: Binding): void {
    const read = readValues(key.text, name, value, this.#reporter);
    if (read === undefined) return;
    const { values, written } = read;
    if (key.text === 'set') this.set.push(written);
    else if (key.text === 'each' || key.text === 'compare' || key.text === 'repeat')
      this.axes.push({ part: key.text, name: name.text, values, written });
  }
}
