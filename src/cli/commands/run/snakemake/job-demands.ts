// What the runs of an experiment ask of a scheduler, each by its own plan and what was measured here.
import { cacheFolder } from '../../../../api/engine.ts';
import { type Model, plan } from '../../../../api/language.ts';
import {
  type ExpectedTraining,
  expectTraining,
  pictureMemoryLimit,
  readSpeeds,
  type Speed,
  usualThreads,
} from '../../../../api/runs.ts';
import { type Demands, demandsOf } from '../../../../api/snakemake.ts';

export interface JobDemands {
  readonly demands: readonly Demands[];
  readonly threads: number;
  /** Decoded pictures that a run keeps in memory, in MB. */
  readonly pictureMb: number;
  /** The speeds that the times come from. */
  readonly measured: string | undefined;
}

/** More help small networks little, and queues long. */
const usualThreadsOfJob = 4;
const usualPictureMb = 500;

/** `threads`: where the user has said so. */
export function jobDemands(models: readonly Model[], threads: number | undefined, env: NodeJS.ProcessEnv): JobDemands {
  const speeds = readSpeeds(cacheFolder(env));
  const pictureMb = env.ANOSEG_DATA_MEMORY ? Math.ceil(pictureMemoryLimit(env) / 1e6) : usualPictureMb;
  const expected = new Map<Speed, ExpectedTraining>();
  const demands = models.map((model) => {
    const { step } = plan(model);
    const training = expectTraining(speeds, { multiplyAdds: step.multiplyAdds, steps: model.train.steps });
    if (training !== undefined) expected.set(training.from, training);
    return demandsOf(step, training, pictureMb);
  });
  const [first] = [...expected.keys()];
  return {
    demands,
    threads: threads ?? first?.threads ?? Math.min(usualThreads(), usualThreadsOfJob),
    pictureMb,
    measured: first && measuredText(first, expected.size),
  };
}

function measuredText({ pipeline, step_ms, threads, device, time }: Speed, count: number): string {
  const others = count > 1 ? `, and ${count - 1} more` : '';
  const where = device === 'gpu' ? 'the GPU' : `${threads} thread${threads === 1 ? '' : 's'}`;
  return `${pipeline} took ${Number(step_ms.toPrecision(3))} ms a step on ${where}, ${time.slice(0, 10)}${others}`;
}
