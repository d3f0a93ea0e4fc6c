// The files that an editor shows, with their unsaved texts, and what a check says of them. A check is
// made when somebody asks, and kept until any text changes.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic, Syntax } from '../api/language.ts';
import { beginsPipeline, type Checked, check, rootOf, SourceFile, type SourceReader } from '../api/language.ts';
import { valueFindings } from './experiment.ts';
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
  /** Those of the check; of an experiment also what its values bring about in its pipeline. */
  readonly diagnostics: readonly Diagnostic[];
  /** Of this file and all that it imports. */
  readonly mentions: Mentions;
  readonly facts: Facts;
}

/** More importing files than these are not searched for references. */
const mostFiles = 2000;

interface OpenText {
  readonly text: string;
  /** What the editor takes it for: `yaml`. */
  readonly language: string | undefined;
}

interface Made {
  readonly analysis: Analysis;
  /** Paths that it looked at, also in vain. */
  readonly consulted: ReadonlySet<string>;
}

export class Workspace {
  readonly #texts = new Map<string, OpenText>();
  /** Editors' names of open files, by the paths that they lie at. */
  readonly #uris = new Map<string, string>();
  readonly #analyses = new Map<string, Made>();
  /** The last of each file that could be read: YAML with an open bracket cannot. */
  readonly #readable = new Map<string, Analysis>();

  constructor(
    readonly syntax: Syntax,
    readonly files: PipelineFiles,
  ) {}

  /** A file was opened, or its text changed. */
  set(uri: string, text: string, language?: string): void {
    this.#texts.set(uri, { text, language });
    const places = this.#placesOf(uri);
    for (const place of places) this.#uris.set(place, uri);
    this.#forget(uri, places);
  }

  remove(uri: string): void {
    this.#texts.delete(uri);
    this.#readable.delete(uri);
    const places = this.#placesOf(uri);
    for (const place of places) this.#uris.delete(place);
    this.#forget(uri, places);
  }

  /** Something changed outside: what was checked is out of date. */
  changed(): void {
    this.#analyses.clear();
  }

  get openUris(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** Undefined for a file that is neither open nor on the disk, and for YAML that is no pipeline. */
  analysis(uri: string): Analysis | undefined {
    const known = this.#analyses.get(uri);
    if (known) return known.analysis;
    const file = pathOf(uri);
    const { text, language } = this.#textOf(uri) ?? {};
    if (text === undefined) return undefined;
    if ((language === 'yaml' || /\.ya?ml$/i.test(file ?? '')) && !beginsPipeline(text)) return undefined;
    const made = this.#analyse(uri, new SourceFile(file === undefined ? uri : path.basename(file), text, file));
    // Of a file that is not open nobody says when it changes.
    if (!this.#texts.has(uri)) return made.analysis;
    this.#analyses.set(uri, made);
    if (made.analysis.checked.loaded.entry.parsed.isUnread !== true) this.#readable.set(uri, made.analysis);
    return made.analysis;
  }

  /** The same file as it was when it could be read, for the names in it. */
  lastReadable(analysis: Analysis): Analysis {
    return this.#readable.get(analysis.uri) ?? analysis;
  }

  /** As it is open in the editor, else as it is on the disk. */
  textOf(uri: string): string | undefined {
    return this.#textOf(uri)?.text;
  }

  /** A file, and below its root every pipeline and library in whose text a name stands. */
  neighbours(analysis: Analysis, name: string): readonly Analysis[] {
    if (analysis.source.path === undefined) return [analysis];
    const root = rootOf(analysis.source, this.files);
    const uris = this.files.listPipelines(root, mostFiles).map((file) => this.uriOf(new SourceFile(file, '', file)));
    const naming = uris.filter((uri) => this.#textOf(uri)?.text?.includes(name) === true);
    return [...new Set([analysis.uri, ...naming])].flatMap((uri) => this.analysis(uri) ?? []);
  }

  /** The same file with another text, and others with theirs, without keeping any of it. */
  analyseInstead(texts: ReadonlyMap<string, string>, uri: string): Analysis | undefined {
    const other = new Workspace(this.syntax, this.files);
    for (const [open, { text, language }] of this.#texts) other.set(open, text, language);
    for (const [changed, text] of texts) other.set(changed, text, this.#texts.get(changed)?.language);
    return other.analysis(uri);
  }

  readonly uriOf = (source: SourceFile): string =>
    (source.path === undefined ? undefined : this.#uris.get(source.path)) ?? fileUri(source);

  /** The file system with the texts of open files. */
  reader(consulted: (file: string) => void = () => undefined): SourceReader {
    return {
      standardLibrary: this.files.standardLibrary,
      workingFolder: this.files.workingFolder,
      entries: (folder) => this.files.entries?.(folder) ?? [],
      realPath: (file) => {
        consulted(file);
        return this.files.realPath(file);
      },
      read: (file) => {
        consulted(file);
        return this.#textAt(file);
      },
    };
  }

  #analyse(uri: string, source: SourceFile): Made {
    const { syntax } = this;
    const consulted = new Set<string>();
    const reader = this.reader((file) => consulted.add(file));
    const checked = check(source, { syntax, reader, name: source.name });
    const { experiment } = checked;
    let diagnostics: readonly Diagnostic[] | undefined;
    let mentions: Mentions | undefined;
    let facts: Facts | undefined;
    const analysis: Analysis = {
      uri,
      source,
      checked,
      get diagnostics() {
        const ofValues = () => (experiment ? valueFindings(experiment, { syntax, reader }) : []);
        diagnostics ??= [...checked.diagnostics, ...ofValues()];
        return diagnostics;
      },
      get mentions() {
        mentions ??= collectMentions(checked.loaded);
        return mentions;
      },
      get facts() {
        facts ??= new Facts(checked);
        return facts;
      },
    };
    return { analysis, consulted };
  }

  // What was checked with the help of a file is out of date.
  #forget(uri: string, places: readonly string[]): void {
    this.#analyses.delete(uri);
    for (const [other, { consulted }] of this.#analyses)
      if (places.some((place) => consulted.has(place))) this.#analyses.delete(other);
  }

  #textOf(uri: string): Partial<OpenText> | undefined {
    const open = this.#texts.get(uri);
    const file = pathOf(uri);
    if (open || file === undefined) return open;
    const text = this.#textAt(file);
    return text === undefined ? undefined : { text };
  }

  #textAt(file: string): string | undefined {
    const uri = this.#uris.get(file);
    return (uri === undefined ? undefined : this.#texts.get(uri)?.text) ?? this.files.read(file);
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
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // Another machine's file, or nonsense: a text without a place.
  }
}
