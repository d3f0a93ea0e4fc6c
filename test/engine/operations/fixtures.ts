// Numbers from other libraries: test/fixtures/operations, written by its make.py.
import { readFileSync } from 'node:fs';
import type { Sample, Values } from '../primitives/example.ts';

/** Two pictures of a comparison as levels 0 to 255, and what another library makes of them. */
export interface Compared {
  readonly shape: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly levels: readonly (readonly number[])[];
  readonly expected: readonly number[];
}

export interface OptimizerRun {
  /** The filter and the bias. */
  readonly start: readonly Values[];
  readonly end: readonly Values[];
}

interface Fixtures {
  readonly similarity: readonly Compared[];
  readonly multi_scale: readonly (Compared & { readonly scales: number; readonly single: readonly number[] })[];
  readonly layers: Readonly<Record<LayerFixture, Values>> & {
    readonly spectral: { readonly filter: Values; readonly u: Values; readonly normed: Values };
  };
  readonly losses: Readonly<Record<'logits' | 'target' | 'bce' | 'bce_weighted' | 'smooth_l1', Values>>;
  readonly optimizers: Readonly<Record<OptimizerFixture, OptimizerRun>>;
  readonly schedules: Readonly<Record<ScheduleFixture, readonly number[]>>;
}

type LayerFixture = 'x' | 'gelu' | 'gelu_tanh' | 'silu' | 'elu' | 'group_norm' | 'instance_norm' | 'layer_norm';
export type OptimizerFixture =
  | 'sgd'
  | 'momentum'
  | 'nesterov'
  | 'adam'
  | 'adamw'
  | 'rmsprop'
  | 'rmsprop_momentum'
  | 'rmsprop_centred';
type ScheduleFixture = 'one_cycle' | 'one_cycle_linear' | 'step' | 'multi_step' | 'cosine' | 'linear';

// The file is ours, and its form is that of the script beside it.
export const fixtures = JSON.parse(readFileSync('test/fixtures/operations/values.json', 'utf8')) as Fixtures;

export function sampleOf({ shape, data }: Values): Sample {
  return { dtype: 'float32', shape, data: Float32Array.from(data) };
}

/** The two pictures as they were compared. */
export function picturesOf({ shape, low, high, levels }: Compared): readonly Sample[] {
  return levels.map((picture) => sampleOf({ shape, data: picture.map((level) => low + (level / 255) * (high - low)) }));
}

export function vector(data: readonly number[]): Values {
  return { shape: [data.length], data };
}
