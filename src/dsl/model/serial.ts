// A model as text and back: what crosses to the engine process, what golden files show. Places in files
// become a number of the file and two offsets, so that each text stands in it once.
import { bug } from '../../diagnostics/outside-error.ts';
import { SourceFile, type Span } from '../../diagnostics/source-file.ts';
import type { Model } from './model.ts';

interface ModelDocument {
  readonly format_version: string;
  /** Before the files: which they are is known when all of it has been written. */
  readonly model: Model;
  readonly files: readonly { readonly name: string; readonly text: string; readonly path?: string }[];
}

/** Of the text, not of the language: a reader that does not know it stops. */
const formatVersion = '1.0';

/** One line of JSON. */
export function modelToText(model: Model): string {
  const files: SourceFile[] = [];
  const numberOf = (source: SourceFile) => {
    if (!files.includes(source)) files.push(source);
    return files.indexOf(source);
  };
  const document = { format_version: formatVersion, model, files };
  return JSON.stringify(document, (_, value: unknown) =>
    isSpan(value) ? { file: numberOf(value.source), start: value.start, end: value.end } : value,
  );
}

/** The model of a text that `modelToText` wrote, in this release: it is not for texts of strangers. */
export function modelFromText(text: string): Model {
  const document: ModelDocument = JSON.parse(text);
  if (document.format_version !== formatVersion) bug(`a model of the format ${document.format_version}`);
  const files = document.files.map(({ name, text: content, path }) => new SourceFile(name, content, path));
  putSpans(document.model, files);
  return document.model;
}

// In what was just parsed, which nobody else has seen.
function putSpans(value: unknown, files: readonly SourceFile[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const source = isPlace(inner) ? files[inner.file] : undefined;
    if (isPlace(inner) && source) Reflect.set(value, key, { source, start: inner.start, end: inner.end });
    else putSpans(inner, files);
  }
}

/** What a model says, without where it says it: equal for two files that mean the same, in whichever syntax. */
export function modelWithoutPlaces(model: Model): unknown {
  return JSON.parse(JSON.stringify(model, (key, value: unknown) => (places.has(key) ? undefined : value)));
}

const places: ReadonlySet<string> = new Set(['span', 'mentions', 'callers', 'given', 'doc']);

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'source' in value && value.source instanceof SourceFile;
}

function isPlace(value: unknown): value is { readonly file: number; readonly start: number; readonly end: number } {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return false;
  const isNumber = (key: 'file' | 'start' | 'end') => key in value && typeof Reflect.get(value, key) === 'number';
  return isNumber('file') && isNumber('start') && isNumber('end');
}
