// A file with all that it imports: parsed, and every imported name connected to its declaration.
// Imports stay inside the root, the nearest folder upward with an anoseg.json, else the pipeline's
// own folder; `std:` names the shipped library, `npm:` an installed package.
import path from 'node:path';
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/nearest.ts';
import { SourceFile, type Span } from '../../diagnostics/source-file.ts';
import type { Binding, Block, Name, Network, PipelineFile, Section, Use } from '../syntax/ast.ts';
import { chainText } from '../syntax/chain-text.ts';
import type { Parsed } from '../syntax/parsed.ts';
import { type Home, type PackageHome, rootOf } from './home.ts';
import { Locator, type Place } from './locate.ts';
import type { SourceReader } from './source-reader.ts';

export interface LoadedFile {
  readonly parsed: Parsed;
  /** Alias to declaration. */
  readonly imports: ReadonlyMap<string, Imported>;
  /** The file's own, by name. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** Without links; undefined for what lies nowhere. */
  readonly place: string | undefined;
  readonly home: Home;
  /** What the names of packages in it stand for. */
  readonly packages: ReadonlyMap<string, PackageHome>;
  /** Names that it would have if all of it could be read. */
  readonly lost: ReadonlySet<string>;
  /** Of an experiment: the file that its `pipeline` names, where that can be read. */
  readonly pipeline?: LoadedFile;
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
  const loader = new Loader(parse, reader, reporter);
  const file = loader.load(entry, { root: rootOf(entry, reader), isStandard: false });
  return { entry: file, files: loader.files };
}

/** What a file is to hold, while it is being connected. */
interface Names {
  readonly imports: Map<string, Imported>;
  readonly lost: Set<string>;
  readonly packages: Map<string, PackageHome>;
}

interface OpenImport {
  readonly key: string;
  readonly path: string;
  readonly span: Span;
}

class Loader {
  readonly files: LoadedFile[] = [];
  readonly #byPlace = new Map<string, LoadedFile | undefined>();
  readonly #locator: Locator;
  #total = 0;

  constructor(
    readonly parse: ParseFile,
    readonly reader: SourceReader,
    readonly reporter: Reporter,
  ) {
    this.#locator = new Locator(reader, reporter);
  }

  // Iterating over a worklist would save stack, but a chain of imports is bounded by maximumFiles.
  load(source: SourceFile, home: Home, chain: readonly OpenImport[] = []): LoadedFile {
    const parsed = this.parse(source, this.reporter);
    const names: Names = { imports: new Map(), lost: new Set(parsed.lost), packages: new Map() };
    const blocks = parsed.file.items.flatMap((item) => (item.kind === 'block' ? [item] : []));
    const file: LoadedFile = {
      parsed,
      // Of two with one name the first counts; the second is reported.
      blocks: new Map(blocks.toReversed().map((block) => [block.name.text, block])),
      place: source.path && (this.reader.realPath(source.path) ?? source.path),
      home,
      ...names,
    };
    this.files.push(file);
    for (const item of parsed.file.items) {
      if (item.kind === 'use') this.#connect(item, source, home, names, chain);
    }
    const pipeline = chain.length === 0 ? this.#pipelineOf(file, source) : undefined;
    if (pipeline === undefined) return file;
    const whole = { ...file, pipeline };
    this.files[this.files.indexOf(file)] = whole;
    return whole;
  }

  // The pipeline of an experiment is found like an import, and lies where imports may.
  #pipelineOf(file: LoadedFile, source: SourceFile): LoadedFile | undefined {
    const path = experimentSection(file.parsed.file)?.statements.flatMap((statement) =>
      statement.kind === 'binding' && isNamed(statement, 'pipeline') ? [statement.value] : [],
    )[0];
    if (path?.kind !== 'text') return undefined;
    const { home, packages } = file;
    const place = this.#locator.locate(path, { source, home, packages: new Map(packages) });
    return place && this.#resolve({ kind: 'use', path, names: [], span: path.span }, place, []);
  }

  #connect(use: Use, source: SourceFile, home: Home, into: Names, chain: readonly OpenImport[]): void {
    const place = this.#locator.locate(use.path, { source, home, packages: into.packages });
    const target = place && this.#resolve(use, place, chain);
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

  #resolve(use: Use, place: Place, chain: readonly OpenImport[]): LoadedFile | undefined {
    const key = keyOf(place);
    const open = chain.findIndex((one) => one.key === key);
    if (open >= 0) {
      const names = [...chain.slice(open), { path: place.path }].map((one) => path.basename(one.path));
      const related = chain.slice(open + 1).map(({ span }) => ({ message: 'imported here', span }));
      this.reporter.report(
        'import-cycle',
        use.path.span,
        { chain: chainText(names) },
        { related: related.slice(0, 8) },
      );
      return undefined;
    }
    if (this.#byPlace.has(key)) return this.#byPlace.get(key);
    const text = this.#textOf(use, place);
    if (text === undefined) return undefined;
    const source = new SourceFile(place.shown, text, place.path);
    const loaded = this.load(source, place.home, [...chain, { key, path: place.path, span: use.path.span }]);
    this.#byPlace.set(key, loaded);
    return loaded;
  }

  #textOf({ path: { value, span } }: Use, place: Place): string | undefined {
    if (this.files.length >= maximumFiles) {
      this.reporter.report('too-large', span, { what: 'the number of imported files', limit: String(maximumFiles) });
      return undefined;
    }
    const text = this.reader.read(place.path);
    if (text === undefined) {
      const hint =
        'something is there, but no file that can be read: a folder, a pipe, or a file that is closed to you';
      this.reporter.report('import-not-found', span, { file: value }, { hint });
      return undefined;
    }
    this.#total += text.length;
    if (this.#total <= maximumTotal) return text;
    const limit = `${maximumTotal / 1024 / 1024} MB`;
    this.reporter.report('too-large', span, { what: 'the text of all imported files', limit });
    return undefined;
  }
}

// One file can be part of a package, and of the pipeline's folder around it: then its imports may reach further.
function keyOf({ path: file, home }: Place): string {
  return `${home.isStandard ? 'std' : (home.package?.id ?? '')}:${file}`;
}

/** Undefined where the file is no experiment. */
function experimentSection({ items }: PipelineFile): Section | undefined {
  return items.find((item): item is Section => item.kind === 'section' && item.section === 'experiment');
}

function isNamed({ targets }: Binding, name: string): boolean {
  const [target] = targets;
  return target?.path.length === 1 && target.path[0]?.text === name;
}
