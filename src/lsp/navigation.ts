// From a word to its declaration, and to all places that mean the same, across the files that import it.
import type { DocumentHighlight, Location, Position } from 'vscode-languageserver';
import { DocumentHighlightKind } from 'vscode-languageserver';
import type { Span } from '../api/language.ts';
import { type Declared, keyOf } from './names/declared.ts';
import { original } from './names/expressions.ts';
import { mentionAt, mentionsIn } from './names/find.ts';
import type { Mention } from './names/target.ts';
import { locationOf, offsetAt, rangeOf } from './places.ts';
import type { Analysis, Workspace } from './workspace.ts';

export function definitionAt(workspace: Workspace, analysis: Analysis, position: Position): Location | null {
  const place = definitionOf(analysis, mentionAt(analysis, offsetAt(analysis.source, position)));
  return place ? locationOf(place, workspace.uriOf) : null;
}

function definitionOf(analysis: Analysis, mention: Mention | undefined): Span | undefined {
  const target = mention?.target;
  if (target?.to === 'declared') return original(target.declared).span;
  if (target?.to === 'file') return { source: target.file.parsed.file.source, start: 0, end: 0 };
  if (target?.to !== 'given') return undefined;
  // What `augment` makes under the name that the language gives it: `mask` in a loss.
  const { items } = analysis.checked.loaded.entry.parsed.file;
  const augment = items.find((item) => item.kind === 'section' && item.section === 'augment');
  if (augment?.kind !== 'section') return undefined;
  const wanted = target.name === 'seen' ? 'synthetic' : target.name;
  const names = augment.statements.flatMap((line) => (line.kind === 'binding' ? line.targets : []));
  return names.find(({ path }) => path[0]?.text === wanted)?.path[0]?.span;
}

/** Every place that means the same name. */
export interface Occurrence {
  readonly uri: string;
  readonly mention: Mention;
}

/** In this file, in what it imports, and in what imports the declaration. */
export function occurrencesOf(workspace: Workspace, analysis: Analysis, declared: Declared): readonly Occurrence[] {
  const key = keyOf(declared);
  // Experiments name parameters of their pipeline.
  const analyses = declared.kind === 'alias' ? [analysis] : workspace.neighbours(analysis, declared.name);
  const found = new Map<string, Occurrence>();
  for (const one of analyses) {
    for (const [file, mentions] of one.mentions) {
      const isEntry = file === one.checked.loaded.entry;
      const uri = isEntry ? one.uri : workspace.uriOf(file.parsed.file.source);
      for (const mention of mentions) {
        const { target, span } = mention;
        if (target.to !== 'declared' || keyOf(target.declared) !== key) continue;
        found.set(`${uri} ${span.start}`, { uri, mention });
      }
    }
  }
  return [...found.values()];
}

export function referencesAt(
  workspace: Workspace,
  analysis: Analysis,
  position: Position,
  withDeclaration: boolean,
): Location[] {
  const target = mentionAt(analysis, offsetAt(analysis.source, position))?.target;
  if (target?.to === 'declared')
    return occurrencesOf(workspace, analysis, target.declared)
      .filter(({ mention }) => withDeclaration || !mention.declares)
      .map(({ uri, mention }) => ({ uri, range: rangeOf(mention.span) }));
  return sameWords(analysis, position).map((mention) => ({ uri: analysis.uri, range: rangeOf(mention.span) }));
}

export function highlightsAt(analysis: Analysis, position: Position): DocumentHighlight[] {
  return sameWords(analysis, position).map(({ span, declares }) => ({
    range: rangeOf(span),
    kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

// The mentions of this file that mean the same as the one at the cursor.
function sameWords(analysis: Analysis, position: Position): readonly Mention[] {
  const here = mentionAt(analysis, offsetAt(analysis.source, position));
  const own = mentionsIn(analysis.checked.loaded.entry, analysis.mentions);
  const meaning = here && meaningOf(here);
  return meaning === undefined ? [] : own.filter((mention) => meaningOf(mention) === meaning);
}

function meaningOf({ target }: Mention): string | undefined {
  switch (target.to) {
    case 'declared':
      return keyOf(target.declared);
    case 'operation':
      return `operation ${target.operation.kind} ${target.operation.name}`;
    case 'given':
      return `given ${target.name}`;
    default:
      return undefined;
  }
}
