// Gradients and updates of the weights of one network.
import { bug } from '../diagnostics/outside-error.ts';
import type { Model } from '../dsl/model.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { gradients } from '../graph/gradients.ts';
import type { Tensor } from '../graph/tensor.ts';
import { plainScope } from './emission-error.ts';
import { emitNumber } from './schedules.ts';
import type { Weights } from './weights.ts';

/** Adds the updates of several networks that minimise one objective; `step`: float scalar. */
export function emitUpdates(
  builder: GraphBuilder,
  model: Model,
  weights: Weights,
  networks: readonly string[],
  objective: Tensor,
  step: Tensor,
): void {
  const trained = networks.flatMap((network) => weights.trained(network).map((item) => ({ ...item, network })));
  const slopes = builder.scope('gradients', () =>
    gradients(
      objective,
      trained.map(({ value }) => value),
    ),
  );
  for (const network of networks) {
    const call = model.train.optimizers.get(network) ?? model.train.optimizer;
    const { operation, parameters } = call;
    if (operation.kind !== 'optimizer') bug(`${operation.name} is no optimiser`);
    const updates = trained.flatMap((item, i) =>
      item.network === network ? [{ ...item, gradient: slopes[i] ?? bug('no gradient') }] : [],
    );
    builder.scope(`optimizer/${network}`, () =>
      operation.emit(
        {
          ...plainScope(builder),
          step,
          updates,
          scheduled: (value) => emitNumber(builder, value, step, model.train.steps),
          slot: (name, weight) => weights.slot(name, weight),
          apply: (op, inputs, attributes = { T: { kind: 'type', value: 'float32' } }) =>
            weights.update(op, inputs, attributes),
        },
        parameters,
      ),
    );
  }
}
