// Reads what is needed next while what is at hand is worked on.
import { bug } from '../../diagnostics/outside-error.ts';

/** What became of reading. */
export type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/** The items in order, each with what was read of it; a failure is told when the item's turn comes. */
export async function* readAhead<I, T>(
  items: readonly I[],
  read: (item: I) => Promise<T>,
  ahead = 3,
): AsyncGenerator<{ readonly item: I; readonly read: Settled<T> }> {
  const pending = items.slice(0, ahead).map((item) => settled(read(item)));
  for (const [i, item] of items.entries()) {
    const next = items[i + ahead];
    if (next !== undefined) pending.push(settled(read(next)));
    yield { item, read: await (pending.shift() ?? bug('nothing was read')) };
  }
}

function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value): Settled<T> => ({ ok: true, value }),
    (error: unknown): Settled<T> => ({ ok: false, error }),
  );
}
