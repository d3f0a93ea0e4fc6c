import type { Draws } from './named-draws.ts';

/** 0 to `count` - 1 in random order (Fisher and Yates). */
export function shuffled(count: number, draws: Draws): readonly number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = draws.integer(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}
