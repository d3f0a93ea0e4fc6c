// Whether a training step fits into the memory of the machine.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { bytesOf } from '../../../graph/analysis/costs.ts';
import { costOfStep, processMemory } from '../plan-memory.ts';
import type { Planned } from '../planned.ts';
import { settingSpan } from './samples.ts';

/** `memory`: bytes. The exact estimate needs the gradients too, so it is made only where it may matter. */
export function checkMemory(planned: Planned, memory: number, reporter: Reporter): void {
  const { model, builder } = planned;
  const forward = builder.main.nodes.reduce((sum, { outputs }) => sum + outputs.reduce((b, t) => b + bytesOf(t), 0), 0);
  // Gradients hold at most as much again, and the weights three times more.
  if (processMemory({ peak: 5 * forward }) < memory) return;
  const needed = processMemory(costOfStep(planned));
  const span = settingSpan(model, 'train.batch') ?? model.networks[0]?.span;
  if (needed <= memory || span === undefined) return;
  const size = settingSpan(model, 'data.image');
  const related = size ? [{ message: 'of images of this size', span: size }] : [];
  const hint = 'make the batch, the images or the networks smaller; `anoseg plan` shows what takes the memory';
  reporter.report('memory-high', span, { needed: gigabytes(needed), available: gigabytes(memory) }, { hint, related });
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toPrecision(3)} GB`;
}
