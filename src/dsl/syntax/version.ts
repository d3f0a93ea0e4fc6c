// Versions of the language.
import type { Span } from '../../diagnostics/source-file.ts';
import type { NumberLiteral } from './ast.ts';

/** The version of the language that this release writes. */
export const languageVersion = 1;
/** What the drafts of the language wrote; it means the same. */
export const oldestVersion = 0;

/** In the place of a version that cannot be read, as has been told. */
export function unwrittenVersion(span: Span): NumberLiteral {
  return { kind: 'number', value: languageVersion, unit: undefined, text: String(languageVersion), span };
}
