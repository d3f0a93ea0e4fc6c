// Cases by seed and number: the same ones on every machine.
import { namedDraws } from '../../src/drawn-set/named-draws.ts';
import type { FuzzCase } from './case.ts';
import { hostileCase } from './hostile.ts';
import { mutate } from './mutate.ts';
import type { Seed } from './seeds.ts';

export function makeCase(seeds: readonly [Seed, ...Seed[]], seed: number, number: number): FuzzCase {
  const draws = namedDraws(`fuzz ${seed} ${number}`);
  if (draws.integer(12) === 0) return hostileCase(draws);
  const { name, text } = draws.pick(seeds);
  const other = draws.pick(seeds);
  const changed = mutate(text, other.text, draws);
  return { label: `a change of ${name}`, name: name.endsWith('.anoseg') ? 'main.anoseg' : 'main.yaml', text: changed };
}
