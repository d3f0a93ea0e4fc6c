// What the tests of each operation compare it with, from the cases of the contract test.
import type { OperationKind } from '../../src/ops/core/kinds.ts';
import {
  adversarialLosses,
  augmentations,
  layers,
  losses,
  optimizers,
  schedules,
  scores,
  shapes,
} from '../../src/ops/table.ts';
import { adversarialCases } from '../../test/engine/operations/adversarial.ts';
import { augmentationCases } from '../../test/engine/operations/augmentations.ts';
import { layerCases } from '../../test/engine/operations/layers.ts';
import { lossCases } from '../../test/engine/operations/losses.ts';
import { optimizerCases } from '../../test/engine/operations/optimizers.ts';
import { scheduleCases } from '../../test/engine/operations/schedules.ts';
import { scoreCases } from '../../test/engine/operations/scores.ts';
import { shapeCases } from '../../test/engine/operations/shapes.ts';

/** In words, by kind and name. Sources, thresholds and metrics have tests of their own. */
export type Checks = { readonly [K in OperationKind]?: Readonly<Record<string, string>> };

export function checkedAgainst(): Checks {
  return {
    layer: oraclesOf(layers, layerCases),
    augmentation: oraclesOf(augmentations, augmentationCases),
    shape: oraclesOf(shapes, shapeCases),
    loss: oraclesOf(losses, lossCases),
    adversarial: oraclesOf(adversarialLosses, adversarialCases),
    optimizer: oraclesOf(optimizers, optimizerCases),
    schedule: oraclesOf(schedules, scheduleCases),
    score: oraclesOf(scores, scoreCases),
  };
}

function oraclesOf<K extends string>(
  table: Readonly<Record<K, { readonly name: string }>>,
  cases: Readonly<Record<K, { readonly oracle: string }>>,
): Readonly<Record<string, string>> {
  const keys = Object.keys(cases).filter((key): key is K => key in table);
  return Object.fromEntries(keys.map((key) => [table[key].name, cases[key].oracle]));
}
