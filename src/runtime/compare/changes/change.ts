// One thing that a person changed in a pipeline, in the words of the source: what a reviewer reads. What differs by name of
// each operation and setting is a Difference.
import type { Span } from '../../../diagnostics/source-file.ts';
import type { Difference } from '../difference.ts';

export interface Change {
  readonly area: 'parameters' | 'settings' | 'operations';
  /** `generator/map`, `loss`, `train.steps`; several where one edit, as in a block, is used in several. */
  readonly subjects: readonly string[];
  /** `40% → 50%`, `batch_norm added after conv`. */
  readonly what: string;
  /** As of a difference. */
  readonly places: Difference['places'];
  /** What is written is the same; the value follows from another change. */
  readonly follows: boolean;
}

/** Of names: start values and draws are keyed by them. */
export const otherDraws = ', which draws other random numbers';

/** Of operations, which follow from nothing. */
export function changed(subject: string, what: string, places: Change['places']): Change {
  return { area: 'operations', subjects: [subject], what, places, follows: false };
}

export function placeOf({ source, start }: Span): string {
  const { line, column } = source.position(start);
  return `${source.name}:${line}:${column}`;
}

/** The same edit once, with all that it is used in. */
export function merged(changes: readonly Change[]): readonly Change[] {
  const found = new Map<string, Change>();
  for (const change of changes) {
    const { what, places, area, follows } = change;
    const isWritten = places.some((place) => place !== null);
    const key = JSON.stringify(isWritten ? [what, places, area, follows] : change);
    const subjects = [...new Set([...(found.get(key)?.subjects ?? []), ...change.subjects])];
    found.set(key, { ...change, subjects });
  }
  return [...found.values()];
}
