// How fast trainings were on this machine: a small file in the cache, left by benches and runs, from which `plan` tells how
// long a training will take. Nothing depends on it: what cannot be read or written is as good as absent.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { writeWhole } from '../files/files.ts';
import type { FromSchema } from '../stored/from-schema.ts';
import type { schemas } from '../stored/schemas.ts';
import { readWhatFits } from '../stored/stored-json.ts';
import { speeds as isSpeeds } from '../stored/validators.js';

export type Speed = FromSchema<(typeof schemas)['speeds']>['speeds'][number];

const mostKept = 32;

export function readSpeeds(cache: string): readonly Speed[] {
  return readWhatFits(() => readFileSync(fileIn(cache), 'utf8'), isSpeeds)?.speeds ?? [];
}

/** In the place of an earlier one of the same work on as many threads; a rough one in the place of no better one. */
export function keepSpeed(cache: string, speed: Speed): void {
  // A run that goes on at its end makes no step; some pipelines multiply nothing.
  if (!(speed.step_ms > 0 && speed.multiply_adds > 0)) return;
  const before = readSpeeds(cache);
  if (isRough(speed) && before.some((known) => isSameWork(known, speed) && !isRough(known))) return;
  const others = before.filter((known) => !isSameWork(known, speed));
  const text = JSON.stringify({ speeds: [speed, ...others].slice(0, mostKept) });
  try {
    writeWhole(fileIn(cache), text);
  } catch (error) {
    // A cache that may not be written is told of where it matters.
    if (!(error instanceof OutsideError)) throw error;
  }
}

function isSameWork(a: Speed, b: Speed): boolean {
  return a.multiply_adds === b.multiply_adds && a.threads === b.threads && a.device === b.device;
}

/** The first steps warm up; a few short ones say more of what else the machine did. Of how many an older file does not say. */
function isRough({ steps, step_ms }: Speed): boolean {
  return steps === undefined || (steps < 10 && steps * step_ms < 10_000);
}

function fileIn(cache: string): string {
  return path.join(cache, 'speeds.json');
}

export interface ExpectedTraining {
  readonly seconds: number;
  /** What it is reckoned from. */
  readonly from: Speed;
  /** Whether steps of as much work were measured; else time goes with multiply-adds. */
  readonly isMeasured: boolean;
  /** Measured on a few steps only. */
  readonly isRough: boolean;
}

export interface TrainingWork {
  readonly multiplyAdds: number;
  readonly steps: number;
  /** How it will be done; absent: as whatever was measured. */
  readonly threads?: number | undefined;
  readonly device?: 'cpu' | 'gpu' | undefined;
}

/** Small steps use the processor badly: in work of another size by more than this factor they say nothing. */
const mostApart = 8;

/** By the speed of the work that is most alike, the newest of such. Undefined where none is known. */
export function expectTraining(
  speeds: readonly Speed[],
  { multiplyAdds, steps, threads, device }: TrainingWork,
): ExpectedTraining | undefined {
  const distance = (speed: Speed) => Math.abs(Math.log(speed.multiply_adds / multiplyAdds));
  const alike = speeds.filter(
    (speed) =>
      distance(speed) <= Math.log(mostApart) &&
      speed.threads === (threads ?? speed.threads) &&
      speed.device === (device ?? speed.device),
  );
  const [from] = alike.toSorted((a, b) => Number(isRough(a)) - Number(isRough(b)) || distance(a) - distance(b));
  if (from === undefined || !(multiplyAdds > 0)) return undefined;
  const stepMs = (from.step_ms * multiplyAdds) / from.multiply_adds;
  return {
    seconds: (steps * stepMs) / 1000,
    from,
    isMeasured: from.multiply_adds === multiplyAdds,
    isRough: isRough(from),
  };
}
