// What a run asks of a scheduler: memory by its plan, time by the speeds that were measured here. Both with a margin, since a
// job that asks for too little is killed, though it goes on from its checkpoint then.
import { processMemory, type StepCost } from '../../compiler/plan/plan-memory.ts';
import type { ExpectedTraining } from '../record/speeds.ts';

export interface Demands {
  readonly memoryMb: number;
  /** Undefined where no speed was measured: the scheduler's own limit holds. */
  readonly minutes: number | undefined;
}

/** The plan's own line is met within 4 %; evaluation and other processors are not in it. */
export const memoryMargin = 1.3;
/** Of the command that follows the engine, and of Snakemake's own process beside it. */
export const besidesMb = 400;
/** Nodes differ, and share their memory with others. */
export const timeMargin = 2;
/** Starting, reading images, saving, threshold and evaluation. */
export const besidesMinutes = 15;

/** `expected`: of the whole training, on this machine. `pictureMb`: of decoded pictures in memory. */
export function demandsOf(
  step: Pick<StepCost, 'peak'>,
  expected: ExpectedTraining | undefined,
  pictureMb: number,
): Demands {
  // Pictures are there twice on their way into TensorFlow.
  const memory = (memoryMargin * processMemory(step)) / 1e6 + 2 * pictureMb + besidesMb;
  return {
    memoryMb: Math.ceil(memory / 100) * 100,
    minutes: expected === undefined ? undefined : Math.ceil((timeMargin * expected.seconds) / 60) + besidesMinutes,
  };
}
