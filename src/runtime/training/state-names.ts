// The folders of saved states, by their names.
import { existsSync, readdirSync } from 'node:fs';

/** Steps done. */
export function stateName(step: number): string {
  return `step-${String(step).padStart(8, '0')}`;
}

/** Those in a folder, whole or not, oldest first. */
export function stateNames(parent: string): readonly string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .filter((name) => /^step-\d+$/.test(name))
    .toSorted((a, b) => stepIn(a) - stepIn(b));
}

export function stepIn(name: string): number {
  return Number(name.slice('step-'.length));
}
