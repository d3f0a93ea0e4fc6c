// Effective settings and operations as people read them.
import {
  describeInput,
  describeType,
  kindNoun,
  type Meaning,
  type Operation,
  type Setting,
  signatureOf,
} from '../../../api/language.ts';
import { cutEnd } from '../../../ui/text/text.ts';
import { foldedRows, foldedText } from '../../shell/columns.ts';
import { originText, writtenText } from './explain-settings.ts';

/** Longer values are cut in a table. */
const longestValue = 48;

/** Under each owner its settings, a line each: name, value, where it comes from, what is written there. */
export function settingsText(settings: readonly Setting[], whole: boolean, width = Number.POSITIVE_INFINITY): string {
  const cut = (text: string) => (whole ? text : cutEnd(text, longestValue, '…'));
  const groups = new Map<string, Setting[]>();
  for (const setting of settings) {
    const [owner] = splitPath(setting);
    groups.set(owner, [...(groups.get(owner) ?? []), setting]);
  }
  const rows = [...groups.values()]
    .flat()
    .map((setting) => [splitPath(setting)[1], cut(setting.value), originText(setting.origin), writtenText(setting)]);
  const lines = foldedRows(rows, ['left', 'left', 'left', 'left'], width, '  ');
  let done = 0;
  const parts = [...groups].map(([owner, { length }]) => {
    done += length;
    return [...foldedText(owner, width), ...lines.slice(done - length, done).flat(), ''].join('\n');
  });
  return parts.join('\n');
}

function splitPath({ path }: Setting): readonly [owner: string, name: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}

/** An operation: what it does, takes and comes from. */
export function operationText(operation: Operation, width: number): string {
  const { kind, doc, provenance, example, inputs, parameters } = operation;
  const taken = [
    ...inputs.map((input) => ({ name: input.name, takes: describeInput(input), doc: input.doc })),
    ...Object.entries(parameters).map(([name, type]) => ({ name, takes: describeType(type), doc: type.doc })),
  ];
  const rows = taken.flatMap(({ name, takes, doc: about }) => [[name, takes], ...(about === '' ? [] : [['', about]])]);
  return [
    ...foldedText(`${kindNoun(kind).replace('the ', '')} ${signatureOf(operation)}`, width, '  '),
    '',
    ...foldedText(`  ${doc}`, width, '  '),
    '',
    ...foldedRows(rows, ['left', 'left'], width, '  ').flat(),
    ...(rows.length > 0 ? [''] : []),
    ...foldedText(`  example  ${example}`, width, '    '),
    ...foldedText(`  source   ${provenance}`, width, '    '),
    '',
  ].join('\n');
}

/** A word: what it means, and where. */
export function meaningsText(word: string, meanings: readonly Meaning[], width: number): string {
  if (meanings.length === 0) return '';
  const rows = meanings.map(({ where, doc }) => (where === undefined ? [doc] : [where, doc]));
  return [word, ...foldedRows(rows, ['left', 'left'], width, '  ').flat(), ''].join('\n');
}
