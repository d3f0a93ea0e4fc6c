// The drawing part of pictures.js: one WebP for each augmentation and shape. The same every time.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { sampleSet } from '../../src/drawn-set/sample.ts';
import { augmentations, shapes } from '../../src/ops/table.ts';
import type { DrawnStep } from '../../test/engine/operations/case.ts';
import { SampleSheet } from '../../test/engine/operations/draw-samples.ts';
import type { Sample } from '../../test/engine/primitives/example.ts';
import { type Illustrated, sceneOf } from './scene.ts';

const side = 128;
const count = 5;
const gap = 4;

const gear = built('gear', 0);
const pictures: Sample = repeated(gear, [count]);
const others: Sample = repeated(built('weave', 0), [count, 1]);
const known: Sample = knownDefects();

const folder = process.argv[2] ?? 'docs/pictures';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const operation of [...Object.values(augmentations), ...Object.values(shapes)]) await draw(operation);

async function draw(operation: Illustrated): Promise<void> {
  const augment = sceneOf(operation);
  const given = { donors: others, textures: operation.name === 'paste_defect' ? known : others };
  const sheet = new SampleSheet([
    { title: operation.name, augment, pictures, ...given, steps: 1, verify: () => undefined },
  ]);
  const [step] = sheet.draw(0).steps;
  sheet.dispose();
  if (step === undefined) throw new Error(`nothing was drawn of ${operation.name}`);
  const rows = augment.includes('synthetic') ? anomalyRows(step) : [[gear, ...different(samplesOf(step.image, 3))]];
  const file = path.join(folder, `${operation.kind}-${operation.name}.webp`);
  const image = await compose(rows).webp({ quality: 82, effort: 6 }).toBuffer();
  writeFileSync(file, image);
  console.log(`${file} ${image.length}`);
}

function anomalyRows({ seen, mask }: DrawnStep): readonly (readonly Uint8Array[])[] {
  return [samplesOf(seen, 3), samplesOf(mask, 1)];
}

/** Each sample as bytes of three channels. */
function samplesOf({ data }: DrawnStep['image'], channels: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, sample) =>
    Uint8Array.from({ length: side * side * 3 }, (__, i) => {
      const pixel = sample * side * side + Math.floor(i / 3);
      return Math.round(255 * (data[pixel * channels + (i % channels)] ?? 0));
    }),
  );
}

/** One of a row less than anomalies have, since the image itself stands before them; each draw once. */
function different(draws: readonly Uint8Array[]): readonly Uint8Array[] {
  const isFirst = (draw: Uint8Array, i: number) => draws.findIndex((other) => Buffer.from(other).equals(draw)) === i;
  return draws.filter(isFirst).slice(0, count - 1);
}

function compose(rows: readonly (readonly Uint8Array[])[]) {
  const place = (index: number) => index * (side + gap);
  const layers = rows.flatMap((row, y) =>
    row.map((input, x) => ({
      input,
      raw: { width: side, height: side, channels: 3 as const },
      left: place(x),
      top: place(y),
    })),
  );
  const width = place(Math.max(...rows.map((row) => row.length))) - gap;
  const create = { width, height: place(rows.length) - gap, channels: 3 as const, background: '#ffffff' };
  return sharp({ create }).composite(layers);
}

function built(kind: 'gear' | 'weave', index: number): Uint8Array {
  const picture = sampleSet(kind, { side }).train[index]?.draw().image;
  if (picture === undefined) throw new Error(`no image ${index} of ${kind}`);
  return Uint8Array.from(picture.data);
}

/** Defects of the built-in set, each followed by its mask. */
function knownDefects(): Sample {
  const defective = sampleSet('weave', { side }).test.filter(({ defect }) => defect !== 'good');
  const drawn = defective.filter((_, i) => i % 8 === 1).map((image) => image.draw());
  const size = side * side * 3;
  const data = new Uint8Array(count * 2 * size);
  for (let i = 0; i < count; i++) {
    const { image, mask } = drawn[i % drawn.length] ?? {};
    if (image === undefined || mask === undefined) throw new Error('no defect was drawn');
    data.set(image.data, 2 * i * size);
    for (let k = 0; k < size; k++) data[(2 * i + 1) * size + k] = mask[Math.floor(k / 3)] ?? 0;
  }
  return { dtype: 'uint8', shape: [count, 2, side, side, 3], data };
}

function repeated(picture: Uint8Array, counts: readonly number[]): Sample {
  const times = counts.reduce((a, b) => a * b, 1);
  const data = new Uint8Array(times * picture.length);
  for (let i = 0; i < times; i++) data.set(picture, i * picture.length);
  return { dtype: 'uint8', shape: [...counts, side, side, 3], data };
}
