// Schedules of optimisers: their settings fit together. Those of losses are told where the loss is emitted.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import { cast } from '../../graph/primitives/cast.ts';
import type { OperationCall } from '../../ops/call.ts';
import { unlessReported } from '../emission-error.ts';
import type { Planned } from '../plan.ts';
import { emitScheduled } from '../schedules.ts';

export function checkSchedules({ model, builder, step }: Planned, reporter: Reporter): void {
  const { optimizer, optimizers, steps } = model.train;
  const calls = new Set([optimizer, ...optimizers.values()]);
  for (const { parameters } of calls) {
    for (const call of Object.values(parameters).flatMap(schedulesOf))
      unlessReported(() => emitScheduled(builder, call, cast(step, 'float32'), steps, reporter));
  }
}

function schedulesOf(value: unknown): readonly OperationCall[] {
  if (typeof value !== 'object' || value === null || !('call' in value) || !isCall(value.call)) return [];
  return value.call.operation.kind === 'schedule' ? [value.call] : [];
}

function isCall(value: unknown): value is OperationCall {
  return typeof value === 'object' && value !== null && 'operation' in value && 'parameters' in value;
}
