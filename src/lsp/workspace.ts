// The files that an editor shows, with their unsaved texts, and what a check says of them. A check is
// made when somebody asks, and kept until any text changes.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Checked, check } from '../check.ts';
import { SourceFile } from '../diagnostics/source-file.ts';
import { rootOf, type SourceReader } from '../dsl/load.ts';
import type { Syntax } from '../dsl/parse.ts';
import { Facts } from './facts.ts';
import { collectMentions, type Mentions } from './names/mentions.ts';
import { fileUri } from './places.ts';

/** The file system, as it is without the editor. */
export interface PipelineFiles extends SourceReader {
  /** Paths of all pipelines below a folder; an upper limit keeps large folders cheap. */
  listPipelines(folder: string, most: number): readonly string[];
}

/** One file as the entry of a pipeline. */
export interface Analysis {
  readonly uri: string;
  readonly source: SourceFile;
  readonly checked: Checked;
  /** Of this file and all that it imports. */
  readonly mentions: Mentions;
  readonly facts: Facts;
}

/** More importing files than these are not searched for references. */
const mostFiles = 2000;

export class Workspace {
  readonly #texts = new Map<string, string>();
  /** Editors' names of open files, by the paths that they lie at. */
  readonly #uris = new Map<string, string>();
  readonly #analyses = new Map<string, Analysis>();
  readonly #reader: SourceReader;

  constructor(
    readonly syntax: Syntax,
    readonly files: PipelineFiles,
  ) {
    this.#reader = { ...files, read: (file) => this.#textAt(file) };
  }

  /** A file was opened, or its text changed. */
  set(uri: string, text: string): void {
    this.#texts.set(uri, text);
    for (const place of this.#placesOf(uri)) this.#uris.set(place, uri);
    this.changed();
  }

  remove(uri: string): void {
    this.#texts.delete(uri);
    for (const place of this.#placesOf(uri)) this.#uris.delete(place);
    this.changed();
  }

  /** Something changed outside: what was checked is out of date. */
  changed(): void {
    this.#analyses.clear();
  }

  get openUris(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** Undefined for a file that is neither open nor on the disk. */
  analysis(uri: string): Analysis | undefined {
    const known = this.#analyses.get(uri);
    if (known) return known;
    const file = pathOf(uri);
    const text = this.#texts.get(uri) ?? (file === undefined ? undefined : this.#reader.read(file));
    if (text === undefined) return undefined;
    const made = this.#analyse(uri, new SourceFile(file === undefined ? uri : path.basename(file), text, file));
    this.#analyses.set(uri, made);
    return made;
  }

  /** Every pipeline and library below the root of a file, this one among them. */
  neighbours(analysis: Analysis): readonly Analysis[] {
    if (analysis.source.path === undefined) return [analysis];
    const root = rootOf(analysis.source, this.#reader);
    const uris = this.files.listPipelines(root, mostFiles).map((file) => this.uriOf(new SourceFile(file, '', file)));
    return [...new Set([analysis.uri, ...uris])].flatMap((uri) => this.analysis(uri) ?? []);
  }

  /** The same file with another text, and others with theirs, without keeping any of it. */
  analyseInstead(texts: ReadonlyMap<string, string>, uri: string): Analysis | undefined {
    const other = new Workspace(this.syntax, this.files);
    for (const [open, text] of this.#texts) other.set(open, text);
    for (const [changed, text] of texts) other.set(changed, text);
    return other.analysis(uri);
  }

  readonly uriOf = (source: SourceFile): string =>
    (source.path === undefined ? undefined : this.#uris.get(source.path)) ?? fileUri(source);

  #analyse(uri: string, source: SourceFile): Analysis {
    const { syntax } = this;
    const checked = check(source, { syntax, reader: this.#reader, overrides: new Map(), name: source.name });
    let mentions: Mentions | undefined;
    let facts: Facts | undefined;
    return {
      uri,
      source,
      checked,
      get mentions() {
        mentions ??= collectMentions(checked.loaded);
        return mentions;
      },
      get facts() {
        facts ??= new Facts(checked);
        return facts;
      },
    };
  }

  #textAt(file: string): string | undefined {
    const uri = this.#uris.get(file);
    return (uri === undefined ? undefined : this.#texts.get(uri)) ?? this.files.read(file);
  }

  // Imports find a file by its path without links.
  #placesOf(uri: string): readonly string[] {
    const file = pathOf(uri);
    if (file === undefined) return [];
    const real = this.files.realPath(file);
    return real === undefined || real === file ? [file] : [file, real];
  }
}

/** Undefined for what lies in no file, such as a new one without a name. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // Another machine's file, or nonsense: a text without a place.
  }
}
