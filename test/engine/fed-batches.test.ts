// Training on pictures in memory and on pictures that are read from disk is the same training, to the last bit.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import { type BatchSource, residentBatches } from '../../src/runtime/data/batch-source.ts';
import { fedBatches } from '../../src/runtime/data/fed-batches.ts';
import { openDataSet } from '../../src/runtime/data/open.ts';
import { planPictures, preparePictures } from '../../src/runtime/data/prepare.ts';
import { openGraph, type Session } from '../../src/runtime/session.ts';
import { openBinding } from '../binding.ts';
import { checkedModel } from '../pipelines.ts';

const steps = 8;
const model = checkedModel('pipelines/quickstart.anoseg', { size: '32', width: '8', steps: String(steps) });
const binding = openBinding();
const cache = mkdtempSync(path.join(tmpdir(), 'anoseg-cache-'));
const sessions: Session[] = [];
afterAll(() => {
  for (const session of sessions) session.dispose();
});

test('losses are equal, and so is what the networks see', async () => {
  const [memory, disk] = [await trained(Number.POSITIVE_INFINITY), await trained(0)];
  expect(memory.mode).toBe('resident');
  expect(disk.mode).toBe('fed');
  expect(memory.losses).toHaveLength(steps);
  expect(disk.losses).toEqual(memory.losses);
  expect(disk.seen).toEqual(memory.seen);
  // They are losses of a training, not zeros.
  expect(new Set(memory.losses.map(String)).size).toBe(steps);
});

test('a training that goes on reads what it would have read', async () => {
  const straight = await trained(0);
  expect((await trained(0, 5)).seen).toEqual(straight.seen);
});

/** `from`: the first step whose batch is asked for; the seen images are those of the last step. */
async function trained(memoryLimit: number, from = 0) {
  const plan = planPictures(model, await openDataSet(model.data, ''), '', memoryLimit);
  const prepared = await preparePictures(plan, cache, () => undefined);
  const program = compileTraining(model, { mode: plan.mode, modelVariables: compileInference(model).variables });
  const session = openGraph(binding, program.savedModel);
  sessions.push(session);
  const { images } = prepared.pictures;
  if (images.pixels && program.fetches.loadData)
    session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [images.pixels] } }, [
      program.fetches.loadData,
    ]);
  session.run({}, [program.fetches.initialize]);
  const batches: BatchSource =
    plan.mode === 'resident'
      ? residentBatches(program, model, prepared.pictures)
      : fedBatches(program, model, prepared.pictures, steps);
  const losses: number[][] = [];
  let seen = new Float32Array();
  for (let step = from; step < steps; step++) {
    const feeds = {
      [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) } as const,
      ...(await batches.feeds(step)),
    };
    const [picture] = session.run(feeds, [program.fetches.seen]);
    const [fetched] = session.run(feeds, [program.fetches.step]);
    losses.push([...(fetched?.data ?? [])]);
    if (picture?.data instanceof Float32Array) seen = Float32Array.from(picture.data);
  }
  await images.close();
  return { mode: plan.mode, losses, seen };
}
