// The beginning of a training step: which images, and what is drawn on them.
import type { Reporter } from '../diagnostics/diagnostic.ts';
import { bug } from '../diagnostics/outside-error.ts';
import type { Model } from '../dsl/model.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { int32s } from '../graph/constant.ts';
import { mapSamples } from '../graph/control-flow.ts';
import { placeholder } from '../graph/placeholder.ts';
import { add } from '../graph/primitives/add.ts';
import { cast } from '../graph/primitives/cast.ts';
import { concat } from '../graph/primitives/concat.ts';
import { mul } from '../graph/primitives/mul.ts';
import { resourceGather } from '../graph/primitives/resource-gather.ts';
import { slice } from '../graph/primitives/slice.ts';
import { unstack } from '../graph/primitives/unstack.ts';
import type { Shape, Tensor } from '../graph/tensor.ts';
import type { Variable } from '../graph/variable.ts';
import { zeros } from './filled.ts';
import type { StreamPlace } from './random-streams.ts';
import { SampleEmitter } from './sample-emitter.ts';

/** Where pixels come from: a variable of all training images, or what the caller feeds. */
export type DataMode = { readonly kind: 'resident'; readonly images: Variable<Shape> } | { readonly kind: 'fed' };

export interface Batch {
  /** The normal images, n x h x w x c in the pipeline's range; normal samples first, then synthetic ones. */
  readonly image: Tensor;
  /** What the networks see: the image, or its synthetic anomaly. */
  readonly seen: Tensor;
  /** n x h x w x 1: where an anomaly is; zero for normal samples. */
  readonly mask: Tensor;
}

/** Names of what a step is fed with. */
export const feeds = {
  step: 'step',
  /** Resident: int32 rows of the images; the donors' as synthetic x donors. */
  index: 'index',
  donorIndex: 'donor_index',
  /** Fed: uint8 pixels, n x h x w x c; the donors' as synthetic x donors x h x w x c. */
  images: 'images',
  donorImages: 'donor_images',
} as const;

/** Adds the drawing of a batch. `step`: int32 scalar. */
export function emitBatch(builder: GraphBuilder, model: Model, mode: DataMode, step: Tensor): Batch {
  const { normal, synthetic } = model.train;
  const raw = builder.scope('data', () => pictures(builder, model, mode));
  const normals =
    normal > 0
      ? normalSamples(builder, model, slice(raw.images, { axis: 0, start: 0, size: normal }), step)
      : undefined;
  const anomalies =
    synthetic > 0
      ? syntheticSamples(
          builder,
          model,
          slice(raw.images, { axis: 0, start: normal, size: synthetic }),
          raw.donors,
          step,
        )
      : undefined;
  const { height, width } = model.data;
  const inRange = (x: Tensor) => toRange(x, model.data.range);
  const joined = (...parts: readonly (Tensor | undefined)[]) =>
    concat(
      parts.filter((part) => part !== undefined),
      0,
    );
  const noMask = normal > 0 ? zeros(builder, [normal, height, width, 1]) : undefined;
  return builder.scope('batch', () => ({
    image: inRange(joined(normals, anomalies?.original)),
    seen: inRange(joined(normals, anomalies?.image)),
    mask: joined(noMask, anomalies?.mask),
  }));
}

/** Values from 0 to 1 in the pipeline's range. */
export function toRange(x: Tensor, [low, high]: readonly [number, number]): Tensor {
  const scaled = high - low === 1 ? x : mul(x, high - low);
  return low === 0 ? scaled : add(scaled, low);
}

/** Bytes as values from 0 to 1. */
export function toUnit(bytes: Tensor): Tensor {
  return mul(cast(bytes, 'float32'), 1 / 255);
}

interface Pictures {
  readonly images: Tensor;
  /** synthetic x donors x h x w x c; undefined without donors. */
  readonly donors: Tensor | undefined;
}

function pictures(builder: GraphBuilder, model: Model, mode: DataMode): Pictures {
  const { normal, synthetic } = model.train;
  const { height, width, channels } = model.data;
  const count = normal + synthetic;
  const donorShape = [synthetic, model.augment.donors];
  const wantsDonors = synthetic > 0 && model.augment.donors > 0;
  if (mode.kind === 'fed') {
    const picture = [height, width, channels];
    return {
      images: placeholder(builder, feeds.images, { shape: [count, ...picture], dtype: 'uint8' }),
      donors: wantsDonors
        ? placeholder(builder, feeds.donorImages, { shape: [...donorShape, ...picture], dtype: 'uint8' })
        : undefined,
    };
  }
  const { images } = mode;
  const rows = (name: string, shape: readonly number[]) =>
    resourceGather(images.handle, images, placeholder(builder, name, { shape, dtype: 'int32' }));
  return { images: rows(feeds.index, [count]), donors: wantsDonors ? rows(feeds.donorIndex, donorShape) : undefined };
}

function normalSamples(builder: GraphBuilder, model: Model, images: Tensor, step: Tensor): Tensor {
  const { image } = model.augment;
  if (image.from === 'given') return builder.scope('normal', () => toUnit(images));
  const slots = builder.main.constant(int32s(Array.from({ length: model.train.normal }, (_, i) => i)));
  const [drawn] = builder.scope('normal', () =>
    mapSamples([images, slots], ([picture = bug('no picture'), slot]) => [
      sampleEmitter(builder, model, toUnit(picture), [], { step, slot }).image(),
    ]),
  );
  return drawn ?? bug('no normal samples');
}

function syntheticSamples(
  builder: GraphBuilder,
  model: Model,
  images: Tensor,
  donors: Tensor | undefined,
  step: Tensor,
): { readonly original: Tensor; readonly image: Tensor; readonly mask: Tensor } {
  const { normal, synthetic } = model.train;
  const slots = builder.main.constant(int32s(Array.from({ length: synthetic }, (_, i) => normal + i)));
  const batched = donors ? [images, slots, donors] : [images, slots];
  const [original, image, mask] = builder.scope('synthetic', () =>
    mapSamples(batched, ([picture = bug('no picture'), slot, others]) => {
      const emitter = sampleEmitter(builder, model, toUnit(picture), others ? unstack(toUnit(others)) : [], {
        step,
        slot,
      });
      const unchanged = emitter.image();
      const anomaly = emitter.anomaly();
      return [unchanged, anomaly.image, anomaly.mask];
    }),
  );
  return original && image && mask ? { original, image, mask } : bug('no synthetic samples');
}

function sampleEmitter(
  builder: GraphBuilder,
  model: Model,
  picture: Tensor,
  donors: readonly Tensor[],
  place: StreamPlace,
  reporter?: Reporter,
): SampleEmitter {
  const { height, width, channels } = model.data;
  const context = { builder, augment: model.augment, seed: model.train.seed, height, width, channels, donors };
  return new SampleEmitter(reporter ? { ...context, reporter } : context, picture, place);
}

/** Adds what `augment` does to one sample, to see whether it fits. */
export function emitSamples(builder: GraphBuilder, model: Model, step: Tensor, reporter: Reporter): void {
  const { height, width, channels } = model.data;
  const picture = (name: string) => placeholder(builder, name, { shape: [height, width, channels], dtype: 'float32' });
  const donors = Array.from({ length: model.augment.donors }, (_, i) => picture(`sample_donor_${i}`));
  const emitter = sampleEmitter(builder, model, picture('sample_image'), donors, { step }, reporter);
  emitter.image();
  if (model.augment.synthetic) emitter.anomaly();
}
