// Numbers that change from step to step.
import { bug } from '../diagnostics/outside-error.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { float } from '../graph/primitive.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { OperationCall } from '../ops/call.ts';
import type { Scheduled } from '../ops/parameter.ts';
import { plainScope } from './emission-error.ts';

/** `step`: float scalar from 0; `steps`: of the whole training. */
export function emitScheduled(builder: GraphBuilder, call: OperationCall, step: Tensor, steps: number): Tensor {
  const { operation, parameters } = call;
  if (operation.kind !== 'schedule') return bug(`${operation.name} is no schedule`);
  return builder.scope(`schedule/${operation.name}`, () =>
    operation.emit({ ...plainScope(builder), step, steps }, parameters),
  );
}

export function emitNumber(builder: GraphBuilder, value: Scheduled, step: Tensor, steps: number): Tensor {
  return value.kind === 'constant' ? float(builder, value.value) : emitScheduled(builder, value.call, step, steps);
}
