// The beginning of a training step: which images, and what is drawn on them.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import type { Model, ModelParts } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { int32s } from '../../graph/ir/constant.ts';
import { mapSamples } from '../../graph/ir/control-flow.ts';
import { placeholder } from '../../graph/ir/placeholder.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { unstack } from '../../graph/primitives/unstack.ts';
import { zeros } from '../../graph/rules/filled.ts';
import type { Pictures } from './pictures.ts';
import { type GivenPictures, SampleEmitter } from './sample-emitter.ts';
import { listTextures } from './shapes.ts';

export interface Batch {
  /** The normal images, n x h x w x c in the pipeline's range; normal samples first, then synthetic ones. */
  readonly image: Tensor;
  /** What the networks see: the image, or its synthetic anomaly. */
  readonly seen: Tensor;
  /** n x h x w x 1: where an anomaly is; zero for normal samples. */
  readonly mask: Tensor;
  /** How the synthetic samples were drawn: patches of each shape, int32 [s, shapes]; how often drawn again, int32 [s]. */
  readonly shapes: Tensor | undefined;
  readonly redraws: Tensor | undefined;
}

/** Adds the drawing of a batch. int32 scalars: `draw`, its number in the whole training; `step` of training. */
export function emitBatch(
  builder: GraphBuilder,
  model: Model,
  pictures: Pictures,
  draw: Tensor,
  step: Tensor = draw,
): Batch {
  const { normal, synthetic } = model.train;
  const { height, width } = model.data;
  const part = (start: number, size: number) => slice(pictures.images, { axis: 0, start, size });
  const normals = normal > 0 ? normalSamples(builder, model, part(0, normal), { draw, step }) : undefined;
  const anomalies =
    synthetic > 0 ? syntheticSamples(builder, model, part(normal, synthetic), pictures, { draw, step }) : undefined;
  const noMask = normal > 0 ? zeros(builder, [normal, height, width, 1]) : undefined;
  const joined = (...parts: readonly (Tensor | undefined)[]) =>
    concat(
      parts.filter((x) => x !== undefined),
      0,
    );
  const inRange = (x: Tensor) => toRange(x, model.data.range);
  return builder.scope('batch', () => ({
    image: inRange(joined(normals, anomalies?.original)),
    seen: inRange(joined(normals, anomalies?.image)),
    mask: joined(noMask, anomalies?.mask),
    shapes: anomalies?.shapes,
    redraws: anomalies?.redraws,
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

function normalSamples(builder: GraphBuilder, model: Model, images: Tensor, clock: SampleClock): Tensor {
  const { image } = model.augment;
  if (image.from === 'given') return builder.scope('normal', () => toUnit(images));
  const slots = builder.main.constant(int32s(Array.from({ length: model.train.normal }, (_, i) => i)));
  const [drawn] = builder.scope('normal', () =>
    mapSamples([images, slots], ([picture = bug('no picture'), slot]) => [
      sampleEmitter(builder, model, toUnit(picture), nothingGiven, clock, slot).image(),
    ]),
  );
  return drawn ?? bug('no normal samples');
}

interface SampleClock {
  readonly draw: Tensor;
  readonly step: Tensor;
}

const nothingGiven: GivenPictures = { donors: [], textures: new Map(), foreground: undefined };

interface SyntheticSamples {
  readonly original: Tensor;
  readonly image: Tensor;
  readonly mask: Tensor;
  readonly shapes: Tensor;
  readonly redraws: Tensor;
}

function syntheticSamples(
  builder: GraphBuilder,
  model: Model,
  images: Tensor,
  pictures: Pictures,
  clock: SampleClock,
): SyntheticSamples {
  const { normal, synthetic } = model.train;
  const slots = builder.main.constant(int32s(Array.from({ length: synthetic }, (_, i) => normal + i)));
  const extra = [pictures.donors, pictures.textures, pictures.foreground];
  const batched = [images, slots, ...extra.filter((tensor) => tensor !== undefined)];
  const [original, image, mask, shapes, redraws] = builder.scope('synthetic', () =>
    mapSamples(batched, ([picture = bug('no picture'), slot, ...others]) => {
      const next = (present: Tensor | undefined) => (present === undefined ? undefined : others.shift());
      const given = givenPictures(model, next(pictures.donors), next(pictures.textures), next(pictures.foreground));
      const emitter = sampleEmitter(builder, model, toUnit(picture), given, clock, slot);
      const unchanged = emitter.image();
      const anomaly = emitter.anomaly();
      return [unchanged, anomaly.image, anomaly.mask, anomaly.shapes, anomaly.redraws];
    }),
  );
  if (!original || !image || !mask || !shapes || !redraws) return bug('no synthetic samples');
  return { original, image, mask, shapes, redraws };
}

function givenPictures(
  model: Model,
  donors: Tensor | undefined,
  textures: Tensor | undefined,
  foreground: Tensor | undefined,
): GivenPictures {
  const pictures = textures ? unstack(toUnit(textures)) : [];
  const folders = listTextures(model.augment);
  return {
    donors: donors ? unstack(toUnit(donors)) : [],
    textures: new Map(folders.map((folder, i) => [folder, pictures[i] ?? bug(`no picture of ${folder}`)])),
    foreground: foreground && toUnit(foreground),
  };
}

function sampleEmitter(
  builder: GraphBuilder,
  model: Pick<ModelParts, 'data' | 'augment' | 'train'>,
  picture: Tensor,
  given: GivenPictures,
  { draw, step }: SampleClock,
  slot: Tensor | undefined,
  reporter?: Reporter,
): SampleEmitter {
  const { height, width, channels } = model.data;
  const { augment, train } = model;
  const { seed, steps } = train;
  const context = { builder, augment, seed, height, width, channels, given, step, steps };
  return new SampleEmitter(reporter ? { ...context, reporter } : context, picture, { step: draw, slot });
}

/** Adds what `augment` does to one sample, to see whether it fits. */
export function emitSamples(builder: GraphBuilder, model: ModelParts, step: Tensor, reporter: Reporter): void {
  const { height, width, channels } = model.data;
  const picture = (name: string, depth = channels) =>
    placeholder(builder, `sample/${name}`, { shape: [height, width, depth], dtype: 'float32' });
  const given = {
    donors: Array.from({ length: model.augment.donors }, (_, i) => picture(`donor_${i}`)),
    textures: new Map(listTextures(model.augment).map((folder, i) => [folder, picture(`texture_${i}`)])),
    foreground: model.data.foreground === undefined ? undefined : picture('foreground', 1),
  };
  const emitter = sampleEmitter(builder, model, picture('image'), given, { draw: step, step }, undefined, reporter);
  emitter.image();
  if (model.augment.synthetic && model.augment.mask) emitter.anomaly();
}
