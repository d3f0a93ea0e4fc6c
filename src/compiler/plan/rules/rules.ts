// Rules of the method that need shapes: what the map must be, which losses train something, what a
// batch must hold, what fits into memory.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Planned } from '../planned.ts';
import { checkAdversarial } from './adversarial.ts';
import { checkImageRange } from './image-range.ts';
import { checkKeep } from './kept-weights.ts';
import { Learners } from './learners.ts';
import { checkMapSight } from './map-sight.ts';
import { checkMemory } from './memory.ts';
import { checkMoved } from './moved.ts';
import { checkSamples } from './samples.ts';
import { checkSchedules } from './schedules.ts';
import { checkShareRange } from './share-range.ts';
import { checkStarts, type StartReader } from './starts.ts';
import { checkTargets } from './targets.ts';
import { checkTensorSizes } from './tensor-size.ts';
import { checkTrained } from './trained.ts';

/** `memory`: bytes of the machine that will train, where they are known. `starts`: reads files of weights, where they may be read. */
export function checkRules(
  planned: Planned,
  reporter: Reporter,
  memory: number | undefined,
  starts: StartReader | undefined,
): void {
  checkImageRange(planned, reporter);
  checkShareRange(planned, reporter);
  checkMapSight(planned, reporter);
  checkSamples(planned.model, reporter);
  checkKeep(planned.model, reporter);
  checkMoved(planned.model, reporter);
  const learners = new Learners(planned);
  checkTrained(planned, learners, reporter);
  checkTargets(planned, learners, reporter);
  checkStarts(planned, reporter, starts);
  checkSchedules(planned, reporter);
  checkTensorSizes(planned, reporter);
  checkAdversarial(planned.model, reporter);
  if (!reporter.hasErrors && memory !== undefined) checkMemory(planned, memory, reporter);
}
