// The words of the language that could stand at a place: items of a file, keys of a section.
import { CompletionItemKind } from 'vscode-languageserver';
import {
  experimentParts,
  languageVersion,
  type ReadType,
  type Section,
  sectionNames,
  sectionSettings,
} from '../../api/editor.ts';
import { describeType, describeWord } from '../../api/language.ts';
import type { Body } from './context.ts';

/** What an editor offers. `text` is what is written, where that is not the label; `snippet` the same with holes. */
export interface Candidate {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string | undefined;
  /** Markdown. */
  readonly doc?: string | undefined;
  readonly text?: string;
  readonly snippet?: string;
}

const forms: Readonly<Record<string, string>> = {
  use: 'use "$1" { $2 }',
  param: 'param $1 = $0',
  network: 'network $1(seen) {\n  $0\n}',
  block: 'block $1(x) {\n  return x -> $0\n}',
};

/** Top-level keys of YAML, but for those that are there. */
export function yamlKeys(present: readonly string[]): readonly Candidate[] {
  const version = { label: 'anoseg', kind: CompletionItemKind.Keyword, text: `anoseg: ${languageVersion}` };
  const words = ['use', 'param', ...sectionNames, 'network', 'block'].map((word) => ({
    label: word,
    kind: CompletionItemKind.Keyword,
    doc: describeWord(word),
    text: `${word}:`,
  }));
  return [version, ...words].filter(({ label }) => !present.includes(label));
}

/** Keys of a network or block in YAML. */
export function yamlBodyKeys({ word }: Body): readonly Candidate[] {
  const keys = word === 'network' ? ['inputs', 'values', 'doc'] : ['parameters', 'values', 'return', 'doc'];
  return keys.map((label) => ({ label, kind: CompletionItemKind.Property, text: `${label}: ` }));
}

/** `present`: items that the file has; of a section one is enough. */
export function itemWords(present: readonly string[]): readonly Candidate[] {
  const version = {
    label: `anoseg ${languageVersion}`,
    kind: CompletionItemKind.Keyword,
    doc: describeWord('anoseg'),
  };
  const words = ['use', 'param', 'network', 'block'].map((word) => ({
    label: word,
    kind: CompletionItemKind.Keyword,
    doc: describeWord(word),
    ...(forms[word] === undefined ? {} : { snippet: forms[word] }),
  }));
  const sections = sectionNames
    .filter((section) => !present.includes(section))
    .map((section) => ({
      label: section,
      kind: CompletionItemKind.Keyword,
      doc: describeWord(section),
      snippet: `${section} {\n  $0\n}`,
    }));
  return [...(present.includes('anoseg') ? [] : [version]), ...sections, ...words];
}

const augmentNames = ['image', 'synthetic, mask'];

/** What may stand before `=` in a section: the keys that it does not have yet. */
export function keyCandidates({ section, statements }: Section, separator: string): readonly Candidate[] {
  const present = statements.flatMap((line) =>
    line.kind === 'binding' ? line.targets.map(({ path }) => path.map(({ text }) => text).join('.')) : [],
  );
  if (section === 'loss') return [];
  if (section === 'augment') {
    return augmentNames
      .filter((name) => !present.some((own) => name.startsWith(own)))
      .map((name) => ({ label: name, kind: CompletionItemKind.Variable, text: `${name}${separator}` }));
  }
  const settings = settingCandidates(sectionSettings[section], present, separator);
  return section === 'experiment' ? [...settings, ...partCandidates] : settings;
}

/** Behind the dot stands a parameter of the pipeline. */
const partCandidates: readonly Candidate[] = Object.entries(experimentParts).map(([part, doc]) => ({
  label: part,
  kind: CompletionItemKind.Property,
  doc,
  text: `${part}.`,
}));

/** Settings that are not there yet, required ones first; `separator` stands between each and its value. */
export function settingCandidates(
  types: Readonly<Record<string, ReadType<unknown>>>,
  present: readonly string[],
  separator: string,
): readonly Candidate[] {
  return Object.entries(types)
    .filter(([name]) => !present.includes(name))
    .toSorted(([, a], [, b]) => Number(b.required) - Number(a.required))
    .map(([name, type]) => ({
      label: name,
      kind: CompletionItemKind.Property,
      detail: describeType(type).replaceAll('`', ''),
      doc: type.doc,
      text: `${name}${separator}`,
    }));
}

/** At the beginning of a line of a network or block names are made up; a block has one more word. */
export function lineWords({ word }: Body): readonly Candidate[] {
  if (word !== 'block') return [];
  return [{ label: 'return', kind: CompletionItemKind.Keyword, doc: describeWord('return'), text: 'return ' }];
}
