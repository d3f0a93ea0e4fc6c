// What `clean_up` of `evaluate` does to predicted masks, as metrics.json records it, so that the maps of a run can be
// measured again.

import { bug } from '../../diagnostics/outside-error.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { Cleaning } from '../../ops/core/operation.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { findOperation } from '../../ops/table.ts';
import type { CleanUp } from '../contract/events.ts';

/** 0 and 1, row by row. */
export type MaskCleaner = (mask: Uint8Array, width: number, height: number) => Uint8Array;

/** Undefined where the pipeline leaves masks as they are. */
export function cleanUpOf({ data, evaluate }: Model): CleanUp | undefined {
  if (evaluate.cleanUp === undefined) return undefined;
  const steps = evaluate.cleanUp.map((call) => {
    const numbers = Object.entries(settingsOf(call)).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value] as const] : bug(`${call.name} has a setting that is no number`),
    );
    return { ...Object.fromEntries(numbers), name: call.name };
  });
  return { side: Math.min(data.height, data.width), steps };
}

export function cleanerOf(record: CleanUp | undefined): MaskCleaner | undefined {
  if (record === undefined) return undefined;
  const steps = record.steps.map(({ name, ...settings }) => ({ operation: cleaningNamed(name), settings }));
  return (data, width, height) => {
    const scale = Math.min(width, height) / record.side;
    return steps.reduce((mask, { operation, settings }) => operation.clean(mask, settings, scale), {
      data,
      width,
      height,
    }).data;
  };
}

function cleaningNamed(name: string): Cleaning {
  const found = findOperation(name, ['cleaning']);
  return found?.kind === 'cleaning' ? found : bug(`there is no step ${name}`);
}
