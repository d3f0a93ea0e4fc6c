// Training on pictures in memory and on pictures that are read from disk is the same training, to the last bit.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining, type TrainingProgram } from '../../src/compiler/training-program.ts';
import type { Model } from '../../src/dsl/model/model.ts';
import { residentBatches, type TrainingPictures } from '../../src/runtime/feed/batch-source.ts';
import { fedBatches } from '../../src/runtime/feed/fed-batches.ts';
import { planPictures, preparePictures } from '../../src/runtime/feed/prepare.ts';
import { openGraph, type Session } from '../../src/runtime/session/session.ts';
import { openDataSet } from '../../src/runtime/sources/open.ts';
import { openBinding } from '../binding.ts';
import { checkedModel, checkText } from '../pipelines.ts';
import { png, tree } from '../unit/data/tree.ts';

const steps = 6;
const settings = { size: '32', width: '8', steps: String(steps) };
const binding = openBinding();
const cache = mkdtempSync(path.join(tmpdir(), 'anoseg-cache-'));
const sessions: Session[] = [];
afterAll(() => {
  for (const session of sessions) session.dispose();
});

describe('the quickstart', () => {
  const model = checkedModel('pipelines/quickstart.anoseg', settings);

  test('has equal losses, and its networks see equal images', async () => {
    const [memory, disk] = [await trained(model, Number.POSITIVE_INFINITY), await trained(model, 0)];
    expect([memory.mode, disk.mode]).toEqual(['resident', 'fed']);
    expect(memory.losses).toHaveLength(steps);
    expect(disk).toEqual({ ...memory, mode: 'fed' });
    // They are losses of a training, not zeros.
    expect(new Set(memory.losses.map(String)).size).toBe(steps);
  });

  test('that goes on reads what it would have read', async () => {
    const straight = await trained(model, 0);
    expect((await trained(model, 0, '', 4)).seen).toEqual(straight.seen);
  });
});

test('textures, masks of the object, and several updates in a step', async () => {
  const text = readFileSync('pipelines/quickstart.anoseg', 'utf8')
    .replace('sample("weave")', 'folder("set")')
    .replace('image   = size', 'foreground = "objects"\n  image   = size')
    .replace('donor = other_image', 'donor = texture("textures")')
    .replace('paste(donor, shape,', 'paste(donor, shape, inside: foreground,')
    .replace('batch      ', 'updates.discriminator = 2\n  batch      ');
  const { model, diagnostics } = checkText(text, settings);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (model === undefined) throw new Error('valid');
  const data = await tree({
    ...pictures('set/good', 12, 40),
    ...pictures('textures/a', 3, 20),
    ...pictures('textures/b', 2, 60),
    ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`objects/good/${i}_mask.png`, half(40, i)])),
  });
  const [memory, disk] = [await trained(model, Number.POSITIVE_INFINITY, data), await trained(model, 0, data)];
  expect([memory.mode, disk.mode]).toEqual(['resident', 'fed']);
  expect(disk).toEqual({ ...memory, mode: 'fed' });
  expect(new Set(memory.losses.map(String)).size).toBe(steps);
});

test('several categories, which networks ask for', async () => {
  const text = readFileSync('pipelines/quickstart.anoseg', 'utf8')
    .replace('sample("weave")', '[folder("left"), folder("right")]')
    .replace('coordinates()', 'category(embed: 2), category()');
  const { model, diagnostics } = checkText(text, settings);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (model === undefined) throw new Error('valid');
  const data = await tree({ ...pictures('left/good', 18, 40), ...pictures('right/good', 9, 40) });
  const [memory, disk] = [await trained(model, Number.POSITIVE_INFINITY, data), await trained(model, 0, data)];
  expect(disk).toEqual({ ...memory, mode: 'fed' });
  expect(new Set(memory.losses.map(String)).size).toBe(steps);
  expect((await trained(model, 0, data, 4)).seen).toEqual(memory.seen);
});

interface Trained {
  readonly mode: string;
  readonly losses: readonly (readonly number[])[];
  /** What the networks saw at the last step, and the masks. */
  readonly seen: readonly number[];
}

/** `from`: the first step whose batch is asked for. */
async function trained(model: Model, memoryLimit: number, data = '', from = 0): Promise<Trained> {
  const plan = await planPictures(model, await openDataSet(model.data, data), data, memoryLimit);
  const prepared = await preparePictures(plan, cache, () => undefined);
  const program = compileTraining(model, { mode: plan.mode, modelVariables: compileInference(model).variables });
  const session = openGraph(binding, program.savedModel);
  sessions.push(session);
  load(session, program, prepared.pictures);
  session.run({}, [program.fetches.initialize]);
  const { batchesPerStep } = program;
  const batches =
    plan.mode === 'resident'
      ? residentBatches(program, model, prepared.pictures)
      : fedBatches(program, model, prepared.pictures, steps * batchesPerStep);
  const losses: number[][] = [];
  let seen: number[] = [];
  const scalar = (value: number) => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) }) as const;
  for (let step = from; step < steps; step++) {
    for (const [update, fetch] of [...program.fetches.updates, program.fetches.step].entries()) {
      const clock = batchesPerStep > 1 ? { [program.feeds.update]: scalar(update) } : {};
      const pixels = await batches.feeds(step * batchesPerStep + update);
      const feeds = { [program.feeds.step]: scalar(step), ...clock, ...pixels };
      const shown = session.run(feeds, [program.fetches.seen, program.fetches.mask]);
      seen = shown.flatMap((tensor) => [...tensor.data]);
      const [fetched] = session.run(feeds, [fetch]);
      if (update === batchesPerStep - 1) losses.push([...(fetched?.data ?? [])]);
    }
  }
  const { images, foreground, textures } = prepared.pictures;
  await Promise.all([images, foreground, ...textures].map((rows) => rows?.close()));
  return { mode: plan.mode, losses, seen };
}

function load(session: Session, program: TrainingProgram, { images, foreground, textures }: TrainingPictures): void {
  const { loadData, loadForeground, loadTextures } = program.fetches;
  const given = [
    [loadData, images],
    [loadForeground, foreground],
    ...loadTextures.map((fetch, i) => [fetch, textures[i]] as const),
  ] as const;
  for (const [fetch, rows] of given) {
    if (fetch !== undefined && rows?.pixels)
      session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [rows.pixels] } }, [fetch]);
  }
}

function pictures(folder: string, count: number, side: number): Record<string, Promise<Uint8Array>> {
  const noise = (seed: number) =>
    Uint8Array.from({ length: side * side * 3 }, (_, i) => Math.imul(i + seed * 7919, 2654435761) >>> 24);
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${folder}/${i}.png`, png(noise(i + side), side, side, 3)]),
  );
}

/** White on one side, from a column that depends on the number on. */
function half(side: number, number: number): Promise<Uint8Array> {
  return png(
    Uint8Array.from({ length: side * side }, (_, i) => (i % side > 8 + number ? 255 : 0)),
    side,
    side,
  );
}
