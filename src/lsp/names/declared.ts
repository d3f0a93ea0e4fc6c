// What files declare and a cursor can stand on: parameters, networks, blocks, their values and parameters.

import type { Binding, Block, ImportedName, Name, Network, Param, Parameter, Section } from '../../api/editor.ts';
import type { Imported, Loaded, LoadedFile, SourceFile, Span } from '../../api/language.ts';

export type Declared = {
  readonly name: string;
  readonly span: Span;
  readonly file: LoadedFile;
} & (
  | { readonly kind: 'param'; readonly node: Param }
  | { readonly kind: 'network'; readonly node: Network }
  | { readonly kind: 'block'; readonly node: Block }
  /** What an import is called here, where that is another name. */
  | { readonly kind: 'alias'; readonly node: ImportedName; readonly of: Declared }
  | { readonly kind: 'value'; readonly node: Binding; readonly owner: Network | Block | Section }
  | { readonly kind: 'parameter'; readonly node: Parameter; readonly owner: Network | Block }
);

/** The names of one file, by what declares them. */
export interface FileNames {
  readonly file: LoadedFile;
  readonly params: ReadonlyMap<string, Declared>;
  /** Own blocks and networks, and imported ones under the names that they have here. */
  readonly items: ReadonlyMap<string, Declared>;
  /** Of networks, blocks and sections: their own values and parameters. */
  readonly bodies: ReadonlyMap<Network | Block | Section, ReadonlyMap<string, Declared>>;
}

/** Of all files of a pipeline. */
export function declaredNames({ files }: Loaded): ReadonlyMap<LoadedFile, FileNames> {
  const own = new Map(files.map((file) => [file, ownNames(file)]));
  for (const [file, names] of own) {
    for (const { item, imported } of importsOf(file)) {
      const of = own.get(imported.file)?.items.get(imported.declaration.name.text);
      if (of === undefined || of.kind === 'alias') continue;
      const { alias } = item;
      const isSame = alias.span.start === item.name.span.start;
      const declared: Declared = isSame
        ? of
        : { kind: 'alias', name: alias.text, span: alias.span, file, node: item, of };
      names.items.set(alias.text, declared);
    }
  }
  return own;
}

/** Each name of a `use` line that leads to a declaration. */
export function importsOf(file: LoadedFile): readonly { readonly item: ImportedName; readonly imported: Imported }[] {
  return file.parsed.file.items.flatMap((use) =>
    use.kind !== 'use'
      ? []
      : use.names.flatMap((item) => {
          const imported = file.imports.get(item.alias.text);
          return imported && imported.alias.start === item.alias.span.start ? [{ item, imported }] : [];
        }),
  );
}

/** The same declaration, whichever check found it. */
export function keyOf({ span }: Declared): string {
  return `${placeOf(span.source)}#${span.start}`;
}

/** Where a file lies; one from standard input has only its name. */
export function placeOf({ path, name }: SourceFile): string {
  return path ?? name;
}

function ownNames(file: LoadedFile) {
  const params = new Map<string, Declared>();
  const items = new Map<string, Declared>();
  const bodies = new Map<Network | Block | Section, ReadonlyMap<string, Declared>>();
  for (const node of file.parsed.file.items) {
    if (node.kind === 'use') continue;
    if (node.kind === 'param') addFirst(params, { kind: 'param', ...common(node.name, file), node });
    else {
      if (node.kind === 'network') addFirst(items, { kind: 'network', ...common(node.name, file), node });
      if (node.kind === 'block') addFirst(items, { kind: 'block', ...common(node.name, file), node });
      bodies.set(node, bodyNames(node, file));
    }
  }
  return { file, params, items, bodies };
}

function bodyNames(owner: Network | Block | Section, file: LoadedFile): ReadonlyMap<string, Declared> {
  const names = new Map<string, Declared>();
  if (owner.kind !== 'section')
    for (const node of owner.parameters)
      addFirst(names, { kind: 'parameter', ...common(node.name, file), node, owner });
  // Keys of other sections declare nothing; lines of `loss` are names of their own.
  const declares = owner.kind !== 'section' || owner.section === 'augment' || owner.section === 'loss';
  for (const node of declares ? owner.statements : []) {
    if (node.kind !== 'binding') continue;
    for (const { path } of node.targets)
      if (path[0]) addFirst(names, { kind: 'value', ...common(path[0], file), node, owner });
  }
  return names;
}

function common(name: Name, file: LoadedFile) {
  return { name: name.text, span: name.span, file };
}

// Of two with one name the first counts, as in a check.
function addFirst(names: Map<string, Declared>, declared: Declared): void {
  if (declared.name !== '' && !names.has(declared.name)) names.set(declared.name, declared);
}
