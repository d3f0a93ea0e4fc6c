// `anoseg bench` in the engine process, its first half: how long a training step takes, with what is drawn for it and on a
// batch that is there already, in turn.
import { availableParallelism, loadavg } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { cacheFolder } from '../../engine/cache-folder.js';
import type { Surroundings } from '../contract/service.ts';
import type { BatchSource } from '../feed/batch-source.ts';
import { keepSpeed } from '../record/speeds.ts';
import type { Feed, Fetched } from '../session/session.ts';
import { speedOf } from '../training/speed-of.ts';
import { runStep } from '../training/trainer.ts';
import { type Measured, spreadOf } from './measured.ts';
import { type OpenTraining, openTraining, type TrainingToMeasure } from './open-training.ts';

export interface BenchRequest extends TrainingToMeasure {
  /** Of each kind; undefined: ten, or fewer where they are slow. */
  readonly steps: number | undefined;
}

export type BenchEvent =
  | { readonly event: 'progress'; readonly done: number; readonly total: number }
  | ({ readonly event: 'done' } & Measured);

/** Steps that compile, allocate and fill caches. */
const warmUp = 2;
const usualSteps = 10;
const fewestSteps = 3;
/** Milliseconds of measuring after which no further step is begun, where the user has not said how many. */
const patience = 30_000;

export async function bench(request: BenchRequest, around: Surroundings<BenchEvent>): Promise<boolean> {
  const begun = around.now();
  const busy = { load: loadavg()[0] ?? 0, cores: availableParallelism() };
  const opened = await openTraining(request, around.openEngine);
  const { program, model, session, engine } = opened;
  const drawn = await fetchBatch(opened);
  const onBatch = { ...opened, batches: withBatch(opened.batches, drawn) };
  const wanted = request.steps ?? usualSteps;
  const step = { wall: [] as number[], cpu: [] as number[] };
  const network = { wall: [] as number[], cpu: [] as number[] };
  let setupMs = 0;
  let measured = around.now();
  for (let i = 0; i < warmUp + wanted; i++) {
    if (around.stopRequested()) return false;
    if (i === warmUp) measured = around.now();
    const isSlow = around.now() - measured > patience && i - warmUp >= fewestSteps;
    if (request.steps === undefined && isSlow) break;
    const times = [await timed(opened, i, around.now), await timed(onBatch, i, around.now)] as const;
    if (i === 0) setupMs = around.now() - begun;
    if (i >= warmUp) {
      record(step, times[0]);
      record(network, times[1]);
    }
    around.emit({ event: 'progress', done: Math.max(0, i + 1 - warmUp), total: wanted });
    // A request to stop arrives between two steps.
    await setImmediate();
  }
  session.dispose();
  const device = engine.binding.isUsingGpuDevice() ? 'gpu' : 'cpu';
  const measuredSteps = { stepMs: spreadOf(step).median, steps: step.wall.length };
  keepSpeed(cacheFolder(), speedOf(model, measuredSteps, { threads: request.threads, device }));
  const { normal, synthetic } = model.train;
  around.emit({
    event: 'done',
    steps: step.wall.length,
    step,
    network,
    samples: (normal + synthetic) * program.batchesPerStep,
    peakMemory: process.resourceUsage().maxRSS * 1024,
    setupMs,
    busy,
    pictures: { count: opened.pictures.count, areDrawn: opened.pictures.data === undefined },
    engine: {
      tensorflow: engine.binding.TF_Version,
      variant: engine.engine.variant,
      device,
      oneDnn: engine.oneDnn,
    },
  });
  return true;
}

interface Timed {
  readonly wall: number;
  readonly cpu: number;
}

function record({ wall, cpu }: { readonly wall: number[]; readonly cpu: number[] }, time: Timed): void {
  wall.push(time.wall);
  cpu.push(time.cpu);
}

type Steps = Pick<OpenTraining, 'session' | 'program' | 'batches'>;

async function timed(training: Steps, step: number, now: () => number): Promise<Timed> {
  const [start, before] = [now(), process.cpuUsage()];
  await runStep(training, step);
  const { user, system } = process.cpuUsage(before);
  return { wall: now() - start, cpu: (user + system) / 1000 };
}

/** What the first step draws, as what stands for it where it is fed. */
async function fetchBatch({ session, program, batches }: OpenTraining): Promise<Readonly<Record<string, Feed>>> {
  const { feeds, fetches, batch } = program;
  const zero: Feed = { dtype: 'int32', shape: [], data: Int32Array.of(0) };
  const clock = { [feeds.step]: zero, ...(program.batchesPerStep > 1 ? { [feeds.update]: zero } : {}) };
  const names = [fetches.image, fetches.seen, fetches.mask];
  const found = session.run({ ...clock, ...(await batches.feeds(0)) }, names);
  const tensors = [batch.image, batch.seen, batch.mask];
  return Object.fromEntries(tensors.flatMap((name, i) => (found[i] ? [[name, asFeed(found[i])]] : [])));
}

function asFeed({ shape, data }: Fetched): Feed {
  return { dtype: 'float32', shape, data: Float32Array.from(data) };
}

function withBatch(batches: BatchSource, drawn: Readonly<Record<string, Feed>>): BatchSource {
  return { feeds: async (batch) => ({ ...(await batches.feeds(batch)), ...drawn }) };
}
