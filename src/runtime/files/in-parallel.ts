// Works on many things, a few at a time.
import { availableParallelism } from 'node:os';

/** Works on all items, as many at once as there are processors and one more; stops at the first failure. */
export async function inParallel<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
  limit = availableParallelism() + 1,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async () => {
    for (let i = next++; i < items.length && !failed; i = next++) {
      const item = items[i];
      if (item === undefined) continue;
      try {
        await work(item, i);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
