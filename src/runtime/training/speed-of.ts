// What a training tells of the speed of this machine.
import { reportPlan } from '../../compiler/plan/plan-report.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { Speed } from '../record/speeds.ts';

export function speedOf(
  model: Model,
  { stepMs, steps }: { readonly stepMs: number; readonly steps: number },
  { threads, device }: Pick<Speed, 'threads' | 'device'>,
): Speed {
  return {
    pipeline: model.name,
    time: new Date().toISOString(),
    threads,
    device,
    multiply_adds: reportPlan(model).step.multiplyAdds,
    step_ms: stepMs,
    steps,
  };
}
