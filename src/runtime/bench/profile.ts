// `anoseg bench` in the engine process, its second half, in a process of its own, since TensorFlow's log slows steps down:
// which operations of the file a training step spends its time on.
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { nameBefore, nodeWork, type Phase, pathFinder } from '../../compiler/node-work.ts';
import { type Place, placesOf } from '../../dsl/model/places.ts';
import { KernelLog, type KernelTime } from '../../engine/kernel-log.ts';
import type { Surroundings } from '../contract/service.ts';
import { runStep } from '../training/trainer.ts';
import { type Profile, type ProfiledOperation, totalOf } from './measured.ts';
import { type OpenTraining, openTraining, type TrainingToMeasure } from './open-training.ts';

export interface ProfileRequest extends TrainingToMeasure {
  readonly steps: number;
}

export type ProfileEvent =
  | { readonly event: 'progress'; readonly done: number; readonly total: number }
  | ({ readonly event: 'done' } & Profile);

const warmUp = 2;
/** Bytes of log after which no further step is begun. */
const largestLog = 100e6;

export async function profile(request: ProfileRequest, around: Surroundings<ProfileEvent>): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-profile-'));
  const file = path.join(folder, 'kernels.log');
  try {
    const training = await openTraining(request, (options) => around.openEngine({ ...options, kernelLog: file }));
    let steps = 0;
    // The log is written in blocks: one step more pushes the last one out.
    for (let i = 0; i < warmUp + request.steps + 1; i++) {
      if (around.stopRequested()) return false;
      if (steps > 1 && statSync(file).size > largestLog) break;
      await runStep(training, i);
      if (i >= warmUp) steps += 1;
      around.emit({ event: 'progress', done: Math.max(0, steps - 1), total: request.steps });
      await setImmediate();
    }
    const calls = training.program.batchesPerStep;
    const times = (await readLog(file)).timesOf(-steps * calls, -calls);
    around.emit({ event: 'done', steps: steps - 1, ...summed(training, times, calls) });
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readLog(file: string): Promise<KernelLog> {
  const log = new KernelLog();
  for await (const line of createInterface({ input: createReadStream(file) })) log.add(line);
  return log;
}

// `calls`: of a step, each of which is a run of the graph.
function summed(
  { model, graph }: OpenTraining,
  nodes: ReadonlyMap<string, KernelTime>,
  calls: number,
): Omit<Profile, 'steps'> {
  const work = nodeWork(graph);
  const places = new Map(placesOf(model).map((place) => [place.path, place]));
  const pathOf = pathFinder(places.keys());
  const operations = new Map<Place, Record<Phase, number>>();
  let [total, rest] = [0, 0];
  for (const [node, { op, ms: ofCall }] of nodes) {
    const ms = ofCall * calls;
    total += ms;
    const before = nameBefore(node, (name) => work.has(name));
    const { name, phase, fused } = work.get(before) ?? { name: before, phase: 'forward' as const, fused: before };
    const place = places.get(pathOf(op.includes('Fused') ? fused : name) ?? '');
    if (place === undefined) {
      rest += ms;
      continue;
    }
    const times = operations.get(place) ?? { forward: 0, backward: 0, update: 0 };
    operations.set(place, times);
    times[phase] += ms;
  }
  const told = [...operations].map(([place, times]) => operationAt(place, times));
  return { total, rest, operations: told.toSorted((a, b) => totalOf(b) - totalOf(a)) };
}

function operationAt({ path: name, operation, span }: Place, times: ProfiledOperation['times']): ProfiledOperation {
  const { line, column } = span.source.position(span.start);
  return { name, operation, file: span.source.name, line, column, times };
}
