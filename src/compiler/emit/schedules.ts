// Numbers that change from step to step.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { float } from '../../graph/rules/primitive.ts';
import type { OperationCall, Scheduled } from '../../ops/core/call.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { operationFor } from '../../ops/table.ts';
import { emitGuarded, plainScope } from './emission-error.ts';
import { noStory } from './input-story.ts';

/** `step`: float scalar from 0; `steps`: of the whole training; `reporter`: told of settings that do not fit. */
export function emitScheduled(
  builder: GraphBuilder,
  call: OperationCall,
  step: Tensor,
  steps: number,
  reporter?: Reporter,
): Tensor {
  const operation = operationFor(call, 'schedule');
  const emit = () => operation.emit({ ...plainScope(builder), step, steps }, settingsOf(call));
  return builder.scope(`schedule/${operation.name}`, () => emitGuarded(reporter, call, () => noStory, emit));
}

export function emitNumber(builder: GraphBuilder, value: Scheduled, step: Tensor, steps: number): Tensor {
  return value.kind === 'constant' ? float(builder, value.value) : emitScheduled(builder, value.call, step, steps);
}
