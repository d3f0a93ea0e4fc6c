// The parts of a file as a tree: parameters, sections with their lines, networks and blocks with their values.
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { Item, Reference, Statement } from '../api/editor.ts';
import { type Span, textAt } from '../api/language.ts';
import { rangeOf } from './places.ts';
import type { Analysis } from './workspace.ts';

export function outlineOf({ checked, facts }: Analysis): DocumentSymbol[] {
  const detailOf = (statement: Statement) => facts.resultsOf(statement.value).join(', ');
  return checked.loaded.entry.parsed.file.items.flatMap((item) => symbolOf(item, detailOf));
}

function symbolOf(item: Item, detailOf: (statement: Statement) => string): DocumentSymbol[] {
  switch (item.kind) {
    case 'use':
      return [symbol(item.path.value, SymbolKind.Module, item.span, item.path.span)];
    case 'param':
      return item.name.text === '' ? [] : [symbol(item.name.text, SymbolKind.Constant, item.span, item.name.span)];
    case 'section': {
      const kind = item.section === 'augment' || item.section === 'loss' ? SymbolKind.Variable : SymbolKind.Property;
      const detail = item.section === 'experiment' ? writtenValue : detailOf;
      const children = item.statements.flatMap((line) => lineSymbols(line, kind, detail));
      return [{ ...symbol(item.section, SymbolKind.Namespace, item.span, item.keyword), children }];
    }
    case 'network':
    case 'block': {
      if (item.name.text === '') return [];
      const children = item.statements.flatMap((line) => lineSymbols(line, SymbolKind.Variable, detailOf));
      const kind = item.kind === 'network' ? SymbolKind.Class : SymbolKind.Function;
      return [{ ...symbol(item.name.text, kind, item.span, item.name.span), detail: item.kind, children }];
    }
  }
}

// The values are what an experiment is.
function writtenValue({ value }: Statement): string {
  return textAt(value.span);
}

function lineSymbols(statement: Statement, kind: SymbolKind, detailOf: (s: Statement) => string): DocumentSymbol[] {
  if (statement.kind === 'return') return [];
  const name = statement.targets.map(nameOf).join(', ');
  const [first] = statement.targets;
  if (name === '' || first === undefined) return [];
  return [{ ...symbol(name, kind, statement.span, first.span), detail: detailOf(statement) }];
}

function nameOf({ path }: Reference): string {
  return path.map(({ text }) => text).join('.');
}

// The protocol wants the name inside the whole.
function symbol(name: string, kind: SymbolKind, whole: Span, own: Span): DocumentSymbol {
  const inside = own.start >= whole.start && own.end <= whole.end ? own : whole;
  return { name, kind, range: rangeOf(whole), selectionRange: rangeOf(inside) };
}
