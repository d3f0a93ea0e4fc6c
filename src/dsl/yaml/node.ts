// YAML as pipelines use it: mappings, sequences and scalars, each with its place. What else YAML has is
// reported by document.ts and left out.
import type { Span } from '../../diagnostics/source-file.ts';
import type { Excerpt } from '../syntax/excerpt.ts';

export interface YamlScalar {
  readonly kind: 'scalar';
  /** Without quotes, its lines joined as YAML does. */
  readonly text: string;
  /** What YAML takes it for: without quotes `10` is a number, `10%` a string, `~` null. */
  readonly value: string | number | boolean | null;
  /** Without quotes, on a line with its key. */
  readonly isPlain: boolean;
  readonly span: Span;
  /** Its text as an expression of the language. */
  readonly excerpt: Excerpt;
}

export interface YamlSequence {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlNode;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly entries: readonly YamlEntry[];
  /** A key of it has been reported and left out. */
  readonly isIncomplete?: boolean;
  readonly span: Span;
}

/** Nothing stands where a value is expected. */
export interface YamlNothing {
  readonly kind: 'nothing';
  readonly span: Span;
  /** What stood here has been reported. */
  readonly isReported?: boolean;
}

export type YamlNode = YamlScalar | YamlSequence | YamlMapping | YamlNothing;

/** The value of a key, or undefined where it is not there. */
export function entryOf(mapping: YamlMapping, key: string): YamlEntry | undefined {
  return mapping.entries.find((entry) => entry.key.text === key);
}
