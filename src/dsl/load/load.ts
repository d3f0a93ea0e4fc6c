// A file with all that it imports: parsed, and every imported name connected to its declaration.
// Imports stay inside the root, the nearest folder upward with an anoseg.json, else the pipeline's
// own folder; `std:` names the shipped library.
import path from 'node:path';
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { homeSignInImport } from '../../diagnostics/home-sign.ts';
import { suggest } from '../../diagnostics/nearest.ts';
import { isShipped } from '../../diagnostics/shipped-name.ts';
import { SourceFile, type Span } from '../../diagnostics/source-file.ts';
import type { Block, Name, Network, Use } from '../syntax/ast.ts';
import { chainText } from '../syntax/chain-text.ts';
import type { Parsed } from '../syntax/parsed.ts';
import { importedFile } from './import-name.ts';

/** The file system as loading needs it; texts of unsaved editors come through it too. */
export interface SourceReader {
  /** The text, or undefined where there is no such file. */
  read(path: string): string | undefined;
  /** The path without links, or undefined where nothing is there. */
  realPath(path: string): string | undefined;
  /** Folder of the shipped library. */
  readonly standardLibrary: string;
  /** Where relative paths of standard input start. */
  readonly workingFolder: string;
}

export interface LoadedFile {
  readonly parsed: Parsed;
  /** Alias to declaration. */
  readonly imports: ReadonlyMap<string, Imported>;
  /** The file's own, by name. */
  readonly blocks: ReadonlyMap<string, Block>;
  readonly isStandard: boolean;
  /** Names that it would have if all of it could be read. */
  readonly lost: ReadonlySet<string>;
}

export interface Imported {
  readonly declaration: Block | Network;
  readonly file: LoadedFile;
  readonly alias: Span;
}

export interface Loaded {
  readonly entry: LoadedFile;
  /** All files, the entry first, in the order of first use. */
  readonly files: readonly LoadedFile[];
}

export type ParseFile = (source: SourceFile, reporter: Reporter) => Parsed;

/** More than this is a mistake or an attack. */
const maximumFiles = 2000;
/** Characters of all files together. */
const maximumTotal = 64 * 1024 * 1024;

export function load(entry: SourceFile, parse: ParseFile, reader: SourceReader, reporter: Reporter): Loaded {
  const loader = new Loader(parse, reader, reporter, rootOf(entry, reader));
  const file = loader.load(entry, undefined);
  return { entry: file, files: loader.files };
}

/** The folder that imports of a file may not leave. */
export function rootOf(entry: SourceFile, reader: SourceReader): string {
  const own = entry.path === undefined ? reader.workingFolder : path.dirname(reader.realPath(entry.path) ?? entry.path);
  for (let folder = own; ; folder = path.dirname(folder)) {
    if (reader.realPath(path.join(folder, 'anoseg.json')) !== undefined) return folder;
    if (path.dirname(folder) === folder) return own;
  }
}

/** What a file is to hold, while it is being connected. */
interface Names {
  readonly imports: Map<string, Imported>;
  readonly lost: Set<string>;
}

interface OpenImport {
  readonly name: string;
  readonly span: Span;
}

class Loader {
  readonly files: LoadedFile[] = [];
  readonly #byPath = new Map<string, LoadedFile | undefined>();
  #total = 0;

  constructor(
    readonly parse: ParseFile,
    readonly reader: SourceReader,
    readonly reporter: Reporter,
    readonly root: string,
  ) {}

  // Iterating over a worklist would save stack, but a chain of imports is bounded by maximumFiles.
  load(source: SourceFile, standard: boolean | undefined, chain: readonly OpenImport[] = []): LoadedFile {
    const parsed = this.parse(source, this.reporter);
    const imports = new Map<string, Imported>();
    const lost = new Set(parsed.lost);
    const blocks = parsed.file.items.flatMap((item) => (item.kind === 'block' ? [item] : []));
    const file: LoadedFile = {
      parsed,
      imports,
      // Of two with one name the first counts; the second is reported.
      blocks: new Map(blocks.toReversed().map((block) => [block.name.text, block])),
      isStandard: standard ?? false,
      lost,
    };
    this.files.push(file);
    for (const item of parsed.file.items) {
      if (item.kind === 'use') this.#connect(item, source, file, { imports, lost }, chain);
    }
    return file;
  }

  #connect(use: Use, from: SourceFile, file: LoadedFile, into: Names, chain: readonly OpenImport[]): void {
    const target = this.#resolve(use, from, file, chain);
    if (target === undefined || target.parsed.isUnread === true) {
      for (const { alias } of use.names) into.lost.add(alias.text);
      return;
    }
    const declared = new Map(
      target.parsed.file.items.flatMap((item) =>
        item.kind === 'block' || item.kind === 'network' ? [[item.name.text, item] as const] : [],
      ),
    );
    for (const { name, alias } of use.names) {
      if (name.text === '') continue;
      const declaration = declared.get(name.text);
      if (declaration === undefined) this.#reportUnknown(name, use, [...declared.keys()], target, into.lost);
      if (declaration === undefined) continue;
      const before = into.imports.get(alias.text);
      if (before !== undefined) {
        const related = [{ message: 'imported here first', span: before.alias }];
        this.reporter.report('declared-twice', alias.span, { name: alias.text }, { related });
      }
      into.imports.set(alias.text, { declaration, file: target, alias: alias.span });
    }
  }

  // Neither the name nor what it was meant to be is told again where it is used.
  #reportUnknown(name: Name, use: Use, names: readonly string[], target: LoadedFile, lost: Set<string>): void {
    const otherwise = `it declares ${names.map((n) => `\`${n}\``).join(', ') || 'no block'}`;
    const extras = suggest(name.text, names, name.span, otherwise);
    lost.add(name.text);
    if (extras.fix) lost.add(extras.fix.text);
    if (target.lost.has(name.text)) return;
    this.reporter.report('unknown-import', name.span, { name: name.text, file: use.path.value }, extras);
  }

  #resolve(use: Use, from: SourceFile, file: LoadedFile, chain: readonly OpenImport[]): LoadedFile | undefined {
    const place = this.#locate(use, from, file);
    if (place === undefined) return undefined;
    const open = chain.findIndex(({ name }) => name === place.path);
    if (open >= 0) {
      const names = [...chain.slice(open).map(({ name }) => path.basename(name)), path.basename(place.path)];
      const related = chain.slice(open + 1).map(({ span }) => ({ message: 'imported here', span }));
      this.reporter.report(
        'import-cycle',
        use.path.span,
        { chain: chainText(names) },
        { related: related.slice(0, 8) },
      );
      return undefined;
    }
    if (this.#byPath.has(place.path)) return this.#byPath.get(place.path);
    if (this.files.length >= maximumFiles) {
      this.reporter.report('too-large', use.path.span, {
        what: 'the number of imported files',
        limit: String(maximumFiles),
      });
      return undefined;
    }
    const text = this.reader.read(place.path);
    if (text === undefined) {
      const hint =
        'something is there, but no file that can be read: a folder, a pipe, or a file that is closed to you';
      this.reporter.report('import-not-found', use.path.span, { file: use.path.value }, { hint });
      return undefined;
    }
    this.#total += text.length;
    if (this.#total > maximumTotal) {
      const limit = `${maximumTotal / 1024 / 1024} MB`;
      this.reporter.report('too-large', use.path.span, { what: 'the text of all imported files', limit });
      return undefined;
    }
    const source = new SourceFile(place.shown, text, place.path);
    const loaded = this.load(source, place.standard, [...chain, { name: place.path, span: use.path.span }]);
    this.#byPath.set(place.path, loaded);
    return loaded;
  }

  #locate(
    use: Use,
    from: SourceFile,
    file: LoadedFile,
  ): { path: string; shown: string; standard: boolean } | undefined {
    const written = use.path.value;
    const standard = isShipped(written);
    const root = standard || file.isStandard ? this.reader.standardLibrary : this.root;
    const base = standard ? root : from.path === undefined ? this.reader.workingFolder : path.dirname(from.path);
    const name = importedFile(written);
    const escapes = path.isAbsolute(name) || /^[a-z]+:/i.test(name) || name.includes('\0');
    const wanted = path.resolve(base, name);
    if (escapes || !isInside(wanted, root)) {
      this.reporter.report(
        'import-outside-root',
        use.path.span,
        { file: written },
        { hint: outsideHint(name, root, base) },
      );
      return undefined;
    }
    const real = this.reader.realPath(wanted);
    if (real === undefined) {
      const hint = homeSignInImport(written);
      this.reporter.report('import-not-found', use.path.span, { file: written }, hint === undefined ? {} : { hint });
      return undefined;
    }
    const realRoot = this.reader.realPath(root) ?? root;
    if (!isInside(real, realRoot)) {
      this.reporter.report(
        'import-outside-root',
        use.path.span,
        { file: written },
        { hint: 'it is a link to a file outside' },
      );
      return undefined;
    }
    return {
      path: real,
      shown: standard ? written : shownName(from, name),
      standard: standard || file.isStandard,
    };
  }
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

function shownName(from: SourceFile, name: string): string {
  return path.join(path.dirname(from.name), name);
}

function outsideHint(name: string, root: string, base: string): string {
  if (/^[a-z]+:\/\//i.test(name)) return 'nothing is imported over the network: copy the file beside the pipeline';
  return `imports stay inside ${path.relative(base, root) || 'the folder of the pipeline'}; an \`anoseg.json\` in a folder further up widens it`;
}
