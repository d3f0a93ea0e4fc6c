// The shipped encoders with their real weights, frozen in a training graph: every level as PyTorch computes it
// (test/fixtures/encoders/make.py), at several sizes, an odd one among them, on drawn images and on a photograph: MVTec AD's
// bottle/test/good/000.png below $ANOSEG_DATA or ../shared/data/mvtec.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { Applications } from '../../src/compiler/emit/applications.ts';
import { applyNetwork } from '../../src/compiler/emit/network-emitter.ts';
import { tensorName, Weights } from '../../src/compiler/emit/weights.ts';
import { foldNorm } from '../../src/compiler/fold/fold-norm.ts';
import type { Model } from '../../src/dsl/model/model.ts';
import { cacheFolder } from '../../src/engine/cache-folder.js';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { placeholder } from '../../src/graph/ir/placeholder.ts';
import { assignVariable } from '../../src/graph/ir/variable.ts';
import { identity, named } from '../../src/graph/primitives/identity.ts';
import { encodeSavedModel } from '../../src/graph/protobuf/saved-model.ts';
import { boolean } from '../../src/graph/rules/primitive.ts';
import { openGraph } from '../../src/runtime/session/session.ts';
import { installWeights } from '../../src/weights/install.ts';
import { knownWeights } from '../../src/weights/known.ts';
import { openStart } from '../../src/weights/starts.ts';
import { checkText } from '../pipelines.ts';
import { testBinding } from './primitives/session.ts';

interface Expected {
  readonly image: 'drawn' | 'photographed';
  readonly height: number;
  readonly width: number;
  readonly levels: readonly {
    readonly shape: readonly number[];
    readonly size: number;
    readonly values: readonly (readonly [y: number, x: number, c: number, value: number])[];
  }[];
}

const expected: Readonly<Record<string, readonly Expected[]>> = JSON.parse(
  readFileSync('test/fixtures/encoders/expected.json', 'utf8'),
);

const photograph = path.resolve(process.env.ANOSEG_DATA ?? '../shared/data/mvtec', 'bottle/test/good/000.png');
if (!existsSync(photograph)) console.warn(`skipped: encoders on a photograph, which is not there (${photograph})`);

describe.each(knownWeights)('$name', (known) => {
  let file: string | undefined;
  beforeAll(async () => {
    const options = { cache: cacheFolder(), onProgress: () => undefined };
    file = await installWeights(known, options).catch((error: Error) => {
      console.warn(`skipped: ${known.name} cannot be fetched (${error.message})`);
      return undefined;
    });
  });

  test.for(expected[known.name] ?? [])('$image, $height x $width', async (wanted, { skip }) => {
    if (file === undefined || (wanted.image === 'photographed' && !existsSync(photograph))) return skip();
    const image = await { drawn, photographed }[wanted.image](wanted);
    const values = openStart(file, `sha256:${known.sha256}`);
    const levels = levelsOf(modelOf(known.name, wanted), wanted, image, values);
    for (const [i, { shape, size, values: samples }] of wanted.levels.entries()) {
      const level = levels[i];
      expect(level?.shape.slice(1)).toEqual(shape);
      const [, width = 1, channels = 1] = shape;
      const at = (y: number, x: number, c: number) => level?.data[(y * width + x) * channels + c] ?? Number.NaN;
      const worst = Math.max(...samples.map(([y, x, c, value]) => Math.abs(at(y, x, c) - value)));
      expect(worst / size).toBeLessThan(1e-4);
    }
  });
});

function modelOf(name: string, { height, width }: Expected): Model {
  const { model, diagnostics } = checkText(`anoseg 1
use "std:encoders/${name}" { encoder }
data { source = sample("weave")  image = ${height} x ${width} }
network seg(level1, level4) { map = concat(level1, level4 -> resize_like(level1)) -> conv(1) -> sigmoid -> resize(${height}, ${width}) }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  frozen.encoder = all  start.encoder = pretrained("${name}")  batch = 2 normal  steps = 1 }
`);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return model;
}

function levelsOf(model: Model, { height, width }: Expected, data: Float32Array, values: ReturnType<typeof openStart>) {
  const builder = new GraphBuilder();
  const weights = new Weights(builder, 1);
  const seen = placeholder(builder, 'seen', { shape: [1, height, width, 3], dtype: 'float32' });
  const encoder = model.networks.find(({ name }) => name === 'encoder');
  if (encoder === undefined) throw new Error('no encoder');
  const found = applyNetwork(encoder, new Map([['seen', seen]]), {
    builder,
    weights,
    training: true,
    seed: 1,
    step: undefined,
    draw: undefined,
    initialDeviation: 1,
    applications: new Applications(model.networks),
    learning: model.train.networks,
    foldFrozen: foldNorm,
  });
  const stored = weights.stored().map(({ variable, stored: { layer, part } }, i) => ({
    variable,
    values: values(tensorName(layer, part), part.axes ?? variable.shape.map((_, axis) => axis)),
    fed: placeholder(builder, `start_${i}`, { shape: variable.shape, dtype: 'float32' }),
  }));
  const load = builder.scope('load', () =>
    identity(
      boolean(builder, true),
      stored.map(({ variable, fed }) => assignVariable(variable, fed, builder)),
    ),
  );
  const names = [1, 2, 3, 4].map((level) => {
    const value = found.get(`level${level}`);
    return value ? named(value, `level_${level}`).node : load.node;
  });
  const roots = [seen.node, ...stored.map(({ fed }) => fed.node), load.node, ...names];
  const session = openGraph(testBinding(), encodeSavedModel({ builder, roots }));
  const feeds = stored.map(
    ({ fed, variable: { shape }, values: stored }) =>
      [fed.node.name, { dtype: 'float32', shape, data: stored }] as const,
  );
  session.run(Object.fromEntries(feeds), [load.node.name]);
  const image = { dtype: 'float32', shape: [1, height, width, 3], data } as const;
  const results = session.run(
    { seen: image },
    names.map(({ name }) => name),
  );
  session.dispose();
  return results;
}

/** The image of the fixture, from -1 to 1. */
function drawn({ height, width }: Expected): Float32Array {
  return Float32Array.from({ length: height * width * 3 }, (_, i) => {
    const [c, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / (3 * width))];
    const squares = ((Math.floor(x / 16) + Math.floor(y / 16)) % 2) * 90;
    return ((x * 7 + y * 3 + Math.floor((x * y) / 11) + c * 40 + squares) % 256) / 127.5 - 1;
  });
}

/** The middle of the photograph, at its own size, from -1 to 1. */
async function photographed({ height, width }: Expected): Promise<Float32Array> {
  const { width: whole = 0, height: high = 0 } = await sharp(photograph).metadata();
  const region = { left: Math.floor((whole - width) / 2), top: Math.floor((high - height) / 2), width, height };
  const bytes = await sharp(photograph).extract(region).raw().toBuffer();
  return Float32Array.from(bytes, (byte) => byte / 127.5 - 1);
}
