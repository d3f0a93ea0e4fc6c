// A new name for a parameter, value, network or block, at all its places, also in the files that import
// it. A rename that would change what a file means, or break it, is refused with the reason.
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { keywords } from '../api/editor.ts';
import { isOfPackage, isShipped } from '../api/language.ts';
import { type Declared, placeOf } from './names/declared.ts';
import { mentionAt } from './names/find.ts';
import { type Occurrence, occurrencesOf } from './navigation.ts';
import { offsetAt, rangeOf } from './places.ts';
import type { Analysis, Workspace } from './workspace.ts';

/** Why something cannot be renamed, for the user. */
export class RenameRefused extends Error {}

const fixedNames: readonly string[] = ['image', 'synthetic', 'mask'];

/** The word that would be renamed. @throws RenameRefused */
export function renamedWord(analysis: Analysis, position: Position): { range: Range; placeholder: string } {
  const { declared, range } = declaredAt(analysis, position);
  return { range, placeholder: declared.name };
}

/** @throws RenameRefused */
export function renameAt(workspace: Workspace, analysis: Analysis, position: Position, name: string): WorkspaceEdit {
  const { declared } = declaredAt(analysis, position);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new RenameRefused(`\`${name}\` is no name: letters, digits and _`);
  if (keywords.some((word) => word === name)) throw new RenameRefused(`\`${name}\` is a word of the language`);
  const occurrences = occurrencesOf(workspace, analysis, declared);
  for (const { mention } of occurrences) refuseLibrary(mention.span.source.name);
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, mention } of occurrences) {
    const edits = changes[uri] ?? [];
    edits.push({ range: rangeOf(mention.span), newText: name });
    changes[uri] = edits;
  }
  checkMeaning(workspace, occurrences, name);
  return { changes };
}

function declaredAt(analysis: Analysis, position: Position): { readonly declared: Declared; readonly range: Range } {
  const mention = mentionAt(analysis, offsetAt(analysis.source, position));
  if (mention?.target.to !== 'declared') throw new RenameRefused('only names that a pipeline declares can be renamed');
  const { declared } = mention.target;
  if (declared.kind === 'value' && declared.owner.kind === 'section' && fixedNames.includes(declared.name))
    throw new RenameRefused(`\`${declared.name}\` is what the language calls this value`);
  refuseLibrary(declared.file.parsed.file.source.name);
  return { declared, range: rangeOf(mention.span) };
}

/** @throws RenameRefused */
function refuseLibrary(name: string): void {
  const what = isShipped(name) ? 'the shipped library' : isOfPackage(name) ? 'an installed package' : undefined;
  if (what) throw new RenameRefused(`${what} cannot be changed: import it under another name with \`as\``);
}

// Every file must mean the same as before: no new error, and each word the same declaration.
function checkMeaning(workspace: Workspace, occurrences: readonly Occurrence[], name: string): void {
  const uris = new Set(occurrences.map(({ uri }) => uri));
  const texts = new Map([...uris].flatMap((uri) => renamedText(workspace, uri, occurrences, name)));
  for (const uri of uris) {
    const before = workspace.analysis(uri);
    const after = workspace.analyseInstead(texts, uri);
    if (before === undefined || after === undefined) continue;
    const known = new Set(before.checked.diagnostics.map(({ code }) => code));
    const added = after.checked.diagnostics.find(({ code, severity }) => severity === 'error' && !known.has(code));
    if (added) throw new RenameRefused(`after that ${added.summary} (${added.span.source.name})`);
    if (meaningsOf(before).join() !== meaningsOf(after).join())
      throw new RenameRefused(`\`${name}\` means something else at one of the places`);
  }
}

function renamedText(
  workspace: Workspace,
  uri: string,
  occurrences: readonly Occurrence[],
  name: string,
): readonly (readonly [string, string])[] {
  const text = workspace.analysis(uri)?.source.text;
  if (text === undefined) return [];
  const spans = occurrences.filter((one) => one.uri === uri).map(({ mention }) => mention.span);
  const changed = spans
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + name + rest.slice(end), text);
  return [[uri, changed]];
}

// What each word of the file means, without offsets: those move.
function meaningsOf({ checked, mentions }: Analysis): readonly string[] {
  const ordinals = new Map(
    [...mentions.values()].flatMap((list) =>
      list.flatMap(({ target, span, declares }, i) =>
        declares && target.to === 'declared' ? [[`${placeOf(span.source)} ${span.start}`, i] as const] : [],
      ),
    ),
  );
  return (mentions.get(checked.loaded.entry) ?? []).map(({ target }) => {
    if (target.to !== 'declared') return target.to;
    const { source, start } = target.declared.span;
    return `${placeOf(source)} ${ordinals.get(`${placeOf(source)} ${start}`)}`;
  });
}
