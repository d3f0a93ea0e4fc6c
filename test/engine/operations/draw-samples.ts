// Draws the samples of examples as training does: each example is a pipeline of a few lines, all of them in one graph.
import { emitBatch } from '../../../src/compiler/emit/batch.ts';
import type { Pictures } from '../../../src/compiler/emit/pictures.ts';
import { listTextures } from '../../../src/compiler/emit/shapes.ts';
import type { Model } from '../../../src/dsl/model/model.ts';
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { placeholder } from '../../../src/graph/ir/placeholder.ts';
import type { Tensor } from '../../../src/graph/ir/tensor.ts';
import type { Fetched } from '../../../src/runtime/session/session.ts';
import { checkText } from '../../pipelines.ts';
import type { Sample, Values } from '../primitives/example.ts';
import { bytes, int32s, sizeOf } from '../primitives/samples.ts';
import { type Feeds, feedOf, type Opened, open, sampleInput } from '../primitives/session.ts';
import type { Drawn, DrawnStep, SampleExample } from './case.ts';

/** Noise: eight pictures of 24 x 20 in colour. */
export const somePictures: Sample = bytes([8, 24, 20, 3], 'pictures');

interface Wired {
  readonly example: SampleExample;
  readonly pictures: Sample;
  readonly fed: Readonly<Record<string, Sample>>;
  readonly fetched: readonly Tensor[];
  /** Placeholders: what is not random does not read the step, and all are fed. */
  readonly inputs: readonly Tensor[];
}

/** Examples of one operation, ready to be drawn. */
export class SampleSheet {
  readonly #builder = new GraphBuilder();
  readonly #step: Tensor;
  readonly #wired: readonly Wired[];
  readonly #session: Opened;

  constructor(examples: readonly SampleExample[]) {
    this.#step = sampleInput(this.#builder, 'step', int32s([], [0]));
    this.#wired = examples.map((example, i) => wire(this.#builder, this.#step, example, `example${i}`));
    this.#session = open(
      this.#builder,
      this.#wired.flatMap(({ fetched }) => fetched),
      [this.#step, ...this.#wired.flatMap(({ inputs }) => inputs)].map(({ node }) => node),
    );
  }

  /** What each example draws at its steps; `pictures` instead of its own ones, of the same shape. */
  draw(index: number, pictures?: Sample): Drawn {
    const { example, pictures: own, fed, fetched } = this.#wired[index] ?? missing(index);
    const shown = pictures ?? own;
    const [, height = 0, width = 0, channels = 0] = shown.shape;
    const named = { ...fed, [`example${index}/images`]: shown };
    const feeds: Feeds = Object.fromEntries(Object.entries(named).map(([name, sample]) => [name, feedOf(sample)]));
    const given = (name: string) => {
      const sample = fed[`example${index}/${name}`];
      return sample && unit(sample);
    };
    const steps = Array.from({ length: example.steps ?? 2 }, (_, step) =>
      stepOf(this.#session.fetch({ ...feeds, step: feedOf(int32s([], [step])) }, fetched)),
    );
    return {
      height,
      width,
      channels,
      pictures: unit(shown),
      donors: given('donors'),
      textures: given('textures'),
      steps,
    };
  }

  dispose(): void {
    this.#session.dispose();
  }
}

/** The model of an example. Throws what is wrong with its lines. */
function modelOf({ use = '', augment, pictures = somePictures, foreground, seed = 1 }: SampleExample): Model {
  const [n = 0, height, width, channels] = pictures.shape;
  const kind = /(^|\n)\s*synthetic\s*,/.test(augment) ? 'synthetic' : 'normal';
  const { model, diagnostics } = checkText(`anoseg 1
${use}
data {
  source = sample("gear")
  image = ${height} x ${width} in 0..1
  channels = ${channels}
  ${foreground === undefined ? '' : 'foreground = "foreground"'}
}
augment {
  ${augment}
}
network generator(seen) { map = seen -> conv(1, kernel: 1) -> sigmoid }
loss { pixel = bce(map, mask) }
train {
  optimizer = adam()
  batch = ${n} ${kind}
  steps = 10
  seed = ${seed}
}
`);
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  if (model === undefined) throw new Error(wrong.map(({ summary, span }) => `${summary} (${span.start})`).join('\n'));
  return model;
}

function wire(builder: GraphBuilder, step: Tensor, example: SampleExample, name: string): Wired {
  const model = modelOf(example);
  const pictures = example.pictures ?? somePictures;
  const [n = 0, ...picture] = pictures.shape;
  const given = {
    donors: listed(example.donors, [n, model.augment.donors, ...picture], 'donors'),
    textures: listed(example.textures, [n, listTextures(model.augment).length, ...picture], 'textures'),
    foreground: example.foreground,
  };
  const fed: Record<string, Sample> = {};
  const inputs: Tensor[] = [];
  const input = (key: string, sample: Sample | undefined) => {
    if (sample === undefined) return undefined;
    fed[`${name}/${key}`] = sample;
    const tensor = placeholder(builder, `${name}/${key}`, { shape: sample.shape, dtype: 'uint8' });
    inputs.push(tensor);
    return tensor;
  };
  const emitted: Pictures = {
    images: input('images', pictures) ?? missing(0),
    donors: input('donors', given.donors),
    textures: input('textures', given.textures),
    foreground: input('foreground', given.foreground),
  };
  const { image, seen, mask, shapes, redraws } = builder.scope(name, () => emitBatch(builder, model, emitted, step));
  const numbers = [shapes, redraws].filter((tensor) => tensor !== undefined);
  return { example, pictures, fed, inputs, fetched: [image, seen, mask, ...numbers] };
}

// Noise where the pipeline asks for pictures that the example does not give.
function listed(sample: Sample | undefined, shape: readonly number[], seed: string): Sample | undefined {
  if (sample !== undefined) return sample;
  return sizeOf(shape) === 0 ? undefined : bytes(shape, seed);
}

function stepOf([image, seen, mask, shapes, redraws]: readonly Fetched[]): DrawnStep {
  if (!image || !seen || !mask) throw new Error('no batch');
  return { image, seen, mask, shapes: Array.from(shapes?.data ?? []), redraws: Array.from(redraws?.data ?? []) };
}

function unit({ shape, data }: Sample): Values {
  return { shape, data: Float32Array.from(data, (byte) => byte / 255) };
}

function missing(index: number): never {
  throw new Error(`no example ${index}`);
}
