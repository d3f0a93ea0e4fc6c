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
  /** The file's comment for readers. */
  readonly doc: string | undefined;
}

type Key = keyof typeof experimentParts | keyof typeof experimentSettings;
const parts: readonly string[] = Object.keys(experimentParts);
const keys: readonly string[] = [...Object.keys(experimentSettings), ...parts];

/** Undefined where no pipeline is known. Where an error was reported, it is what could be read. */
export function elaborateExperiment(
  file: LoadedFile,
  section: Section,
  reporter: Reporter,
): ExperimentFile | undefined {
  const isAlone = refuseOthers(file, section, reporter);
  const found = new Lines(section, reporter, file.parsed.yaml === undefined ? ' =' : ':');
  const { pipeline } = file;
  if (!found.has('pipeline') && isAlone)
    reporter.report(
      'missing-key',
      section.keyword,
      { name: 'pipeline', section: 'experiment', expected: 'the file of a pipeline' },
      { hint: found.sign === ':' ? 'such as `pipeline: claims.anoseg`' : 'such as `pipeline = "claims.anoseg"`' },
    );
  const isFit = pipeline && isPipeline(pipeline, found.spanOf('pipeline') ?? section.keyword, reporter);
  if (found.axes.length === 0 && !reporter.hasErrors) {
    const { sign } = found;
    const hint = `such as \`each.category${sign} all\`, \`compare.width${sign} [8, 16]\`, \`repeat.seed${sign} 1..5\``;
    reporter.report('bad-experiment', section.keyword, { problem: 'no parameter has several values' }, { hint });
  }
  warnThin(found, section, declaredIn(pipeline), reporter);
  const { set, axes, lookedAt } = found;
  return isFit ? { section, pipeline, set, axes, lookedAt, doc: file.parsed.file.doc } : undefined;
}

/** Names that may be parameters' of it; undefined where nobody knows. */
function declaredIn(pipeline: LoadedFile | undefined): ReadonlySet<string> | undefined {
  if (pipeline === undefined || pipeline.parsed.isUnread === true) return undefined;
  const names = pipeline.parsed.file.items.flatMap((item) => {
    if (item.kind === 'use') return item.names.map(({ alias }) => alias.text);
    return item.kind === 'param' ? [item.name.text] : [];
  });
  return new Set(names);
}

// How many categories `all` stands for is not known here. Of a name that the pipeline does not have, that alone is told, and where
// values could not be read, nobody knows how many they are.
function warnThin(
  { axes, sign }: Lines,
  { keyword }: Section,
  declared: ReadonlySet<string> | undefined,
  reporter: Reporter,
): void {
  if (axes.some(({ name }) => declared?.has(name) === false)) return;
  const compared = axes.filter(({ part }) => part === 'compare');
  const others = axes.filter(({ part }) => part !== 'compare');
  const lone = compared.find(({ values }) => values.length === 1);
  const [only] = lone?.values ?? [];
  if (lone && typeof only === 'object') {
    const problem = `\`compare.${lone.name}\` has one value, which is compared with nothing`;
    const hint = `name more of them, or write \`set.${lone.name}${sign} ${only.text}\``;
    reporter.report('thin-experiment', lone.written.word.value, { problem }, { hint });
    return;
  }
  if (reporter.hasErrors || compared.length === 0 || others.some(({ values }) => values === 'all')) return;
  const count = others.reduce((product, { values }) => product * values.length, 1);
  if (count >= 3) return;
  const problem = `each variant has ${count === 1 ? 'one run' : `${count} runs`}: whether a difference is chance cannot be told`;
  reporter.report('thin-experiment', keyword, { problem }, { hint: `repeat it, such as \`repeat.seed${sign} 1..5\`` });
}

// What is beside it would be another pipeline, of which nobody knew which one counts.
function refuseOthers({ parsed }: LoadedFile, section: Section, reporter: Reporter): boolean {
  const others = parsed.file.items.filter((item) => item.kind !== 'section' || item.section !== 'experiment');
  const [first] = others;
  if (first === undefined) return true;
  const name = first.kind === 'section' ? first.section : first.kind;
  const problem = `an experiment is a file of its own, and stands beside \`${name}\` here`;
  const hint = 'move it into another file, and name this one as its `pipeline`';
  const related = [
    { message: 'the first of what is beside it', span: first.kind === 'section' ? first.keyword : first.span },
  ];
  reporter.report('bad-experiment', section.keyword, { problem }, { hint, related });
  return false;
}

function isPipeline({ parsed }: LoadedFile, span: Name['span'], reporter: Reporter): boolean {
  const words = parsed.file.items.map((item) => (item.kind === 'section' ? item.section : item.kind));
  // What is wrong with it is told in it.
  if (parsed.isUnread === true) return false;
  const problem = words.includes('experiment')
    ? 'the file is an experiment itself'
    : words.some((word) => sectionNames.some((name) => name === word))
      ? undefined
      : 'the file is a library, which cannot be run';
  if (problem !== undefined) reporter.report('bad-experiment', span, { problem }, { hint: 'name a pipeline' });
  return problem === undefined;
}

// The lines of the section, each read where its key is known.
class Lines {
  readonly set: ExperimentValue[] = [];
  readonly axes: ExperimentAxis[] = [];
  lookedAt = '';
  readonly #seen = new Map<string, Name['span']>();
  readonly #reporter: Reporter;

  /** What stands between a name and its value in this file. */
  readonly sign: ' =' | ':';

  constructor(section: Section, reporter: Reporter, sign: ' =' | ':') {
    this.sign = sign;
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
    if (others.length > 0)
      report.report(
        'wrong-number-of-names',
        line.span,
        { names: line.targets.length, values: 1 },
        { hint: 'each parameter has a line of its own' },
      );
    const known = keys.find((one): one is Key => one === key.text);
    if (known === undefined) {
      const names = keys.map((one) => (parts.includes(one) ? `\`${one}.NAME\`` : `\`${one}\``)).join(', ');
      const otherwise = `it has ${names}; the values of a parameter stand behind such a word, \`each.${name === undefined ? key.text : name.text}${this.sign} …\``;
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
    const hint = isPart ? `such as \`${key.text}.seed${this.sign} …\`` : `write \`${key.text}${this.sign} …\``;
    this.#reporter.report('bad-experiment', (name ?? key).span, { problem }, { hint });
  }

  #setting(key: Name, { value }: Binding): void {
    const before = this.#seen.get(key.text);
    if (before) this.#twice(key, before, 'take one of them out');
    else this.#seen.set(key.text, value.span);
    if (before || value.kind === 'missing') return;
    if (value.kind !== 'text') {
      const hint = this.sign === ':' ? 'write one text' : 'a text stands in quotes';
      this.#reporter.report('bad-experiment', value.span, { problem: `\`${key.text}\` must be a text` }, { hint });
    } else if (key.text === 'looked_at') this.lookedAt = value.value;
  }

  // A parameter has one place.
  #isNew(name: Name): boolean {
    const path = `.${name.text}`;
    const before = this.#seen.get(path);
    if (before) this.#twice(name, before, 'a parameter has one line, with all its values: take one of them out');
    else this.#seen.set(path, name.span);
    return before === undefined;
  }

  #twice({ text, span }: Name, before: Name['span'], hint: string): void {
    const related = [{ message: 'given here first', span: before }];
    this.#reporter.report('declared-twice', span, { name: text }, { hint, related });
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
