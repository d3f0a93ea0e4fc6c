// Whether the engine can count the numbers of each tensor: it does so with 32 bits.
import { insideBlocks, type Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Tensor } from '../../../graph/ir/tensor.ts';
import { outermost } from '../../emit/input-story.ts';
import type { Emitted } from '../../emit/network-emitter.ts';
import type { Planned } from '../planned.ts';

const mostNumbers = 2 ** 31 - 1;

/** Of each network the first operation that makes too much: what follows from it is as large. */
export function checkTensorSizes({ model, emitted }: Planned, reporter: Reporter): void {
  for (const { flow } of model.networks) {
    for (const { call } of flow.nodes) {
      const made = emitted.get(call.path);
      const tensor = made && largest(made);
      if (tensor === undefined || numbersOf(tensor) <= mostNumbers) continue;
      const related = call.callers.length > 0 ? insideBlocks([call.span]) : [];
      const shape = tensor.shape.join(' x ');
      const hint = 'make the number that says so smaller, or the batch, or the image';
      reporter.report('tensor-too-large', outermost(call), { operation: call.name, shape }, { hint, related });
      break;
    }
  }
}

// With its weights, which its nodes read.
function largest({ nodes, result }: Emitted): Tensor {
  const tensors = nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
  return tensors.reduce((most, tensor) => (numbersOf(tensor) > numbersOf(most) ? tensor : most), result);
}

function numbersOf({ shape }: Tensor): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}
