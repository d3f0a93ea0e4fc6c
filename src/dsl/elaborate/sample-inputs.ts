// What a network can take of a sample, by name. Any other name is a value of another network.
import type { TensorKind } from '../../ops/core/call.ts';

/** What a network can take of a sample, by name. */
export const sampleInputs = {
  seen: { type: 'image', doc: 'what the sample shows: the damaged image where there is one' },
  clean: { type: 'image', doc: 'the undamaged image of the same sample' },
  mask: { type: 'mask', doc: 'where the damage is; only for networks that the anomaly map does not need' },
} as const satisfies Readonly<Record<string, { readonly type: TensorKind; readonly doc: string }>>;

export type SampleInput = keyof typeof sampleInputs;

export function isSampleInput(name: string): name is SampleInput {
  return Object.hasOwn(sampleInputs, name);
}
