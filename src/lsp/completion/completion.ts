// What could stand at the cursor: from where it stands, the names that are in view there, and what the
// operation or setting around it takes.
import { type CompletionItem, InsertTextFormat, MarkupKind, TextEdit } from 'vscode-languageserver';
import type { Position } from 'vscode-languageserver-textdocument';
import { type Block, createLexer, type Network, type Section } from '../../api/editor.ts';
import { isYaml } from '../../api/language.ts';
import { declaredNames } from '../names/declared.ts';
import { viewOf } from '../names/view.ts';
import { offsetAt, rangeOf } from '../places.ts';
import type { Analysis, Workspace } from '../workspace.ts';
import { type Body, type Context, contextOf } from './context.ts';
import { experimentItems } from './experiment-items.ts';
import { expressionItems } from './expression-items.ts';
import { fileItems, importItems, pipelineItems, uriOfImport } from './import-items.ts';
import type { InView } from './in-view.ts';
import { type Candidate, itemWords, keyCandidates, lineWords, yamlBodyKeys, yamlKeys } from './words.ts';
import { yamlContextOf } from './yaml-context.ts';

export const triggerCharacters = ['(', ',', ':', '=', '>', '|', '.', '"', '/', '{', '['];

export interface CompletionOptions {
  /** The editor fills in texts with holes. */
  readonly snippets: boolean;
}

export function completionsAt(
  workspace: Workspace,
  analysis: Analysis,
  position: Position,
  { snippets }: CompletionOptions,
): CompletionItem[] {
  const { source } = analysis;
  const offset = offsetAt(source, position);
  const written = /[A-Za-z_][A-Za-z0-9_]*$/.exec(source.text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
  const before = source.text.slice(0, offset - written.length);
  const context = contextAt(analysis, before);
  const start = context.at === 'path' ? offset - context.written.length - written.length : before.length;
  const range = rangeOf({ source, start, end: offset });
  return candidatesAt(workspace, workspace.lastReadable(analysis), context, offset).map((candidate, i) => {
    const { label, kind, detail, doc, text, snippet } = candidate;
    const chosen = snippets ? (snippet ?? text) : text;
    return {
      label,
      kind,
      sortText: String(i).padStart(4, '0'),
      textEdit: TextEdit.replace(range, chosen ?? label),
      ...(detail === undefined ? {} : { detail }),
      ...(doc === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: doc } }),
      ...(snippets && snippet !== undefined ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    };
  });
}

// The rest is cut off: it may be of another line, and would be read as if it belonged to this one.
export function contextAt({ source }: Analysis, before: string): Context {
  const tokenize = createLexer();
  return isYaml(source) ? yamlContextOf(before, tokenize) : contextOf(before, tokenize(before));
}

function candidatesAt(
  workspace: Workspace,
  analysis: Analysis,
  context: Context,
  offset: number,
): readonly Candidate[] {
  const yaml = isYaml(analysis.source);
  switch (context.at) {
    case 'nothing':
      return [];
    case 'item':
      return yaml ? yamlKeys(context.words) : itemWords(context.words);
    case 'path':
      return context.isPipeline
        ? pipelineItems(workspace, analysis, context.written)
        : fileItems(workspace, analysis, context.written);
    case 'import': {
      const uri = uriOfImport(workspace, analysis, context.path);
      const file = uri === undefined ? undefined : workspace.analysis(uri);
      return file ? importItems(file, context.taken) : [];
    }
    case 'line': {
      const body = findBody(analysis, context.body);
      if (body?.kind === 'section') return keyCandidates(body, yaml ? ': ' : ' = ');
      return yaml ? yamlBodyKeys(context.body) : lineWords(context.body);
    }
    case 'expression': {
      if (context.body.word === 'experiment') return experimentItems(workspace, analysis, context);
      const inView = viewAt(analysis, context.body, offset);
      return inView === undefined ? [] : expressionItems(context, inView);
    }
  }
}

/** What a place in a body of the file sees. */
export function viewAt(analysis: Analysis, body: Body, offset: number): InView | undefined {
  const names = declaredNames(analysis.checked.loaded);
  const own = names.get(analysis.checked.loaded.entry);
  return own && { analysis, own, names, view: viewOf(findBody(analysis, body), own, names), offset };
}

function findBody({ checked }: Analysis, { word, name }: Body): Network | Block | Section | undefined {
  for (const item of checked.loaded.entry.parsed.file.items) {
    if (item.kind === 'section' ? item.section === word : item.kind === word && item.name.text === name) {
      return item.kind === 'param' || item.kind === 'use' ? undefined : item;
    }
  }
  return undefined;
}
