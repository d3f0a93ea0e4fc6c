import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { fusedBatchNorm } from '../../graph/primitives/fused-batch-norm.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { rsqrt } from '../../graph/primitives/rsqrt.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { unlessResting } from '../parts/resting.ts';
import { storedName } from '../parts/stored-weights.ts';

export const batchNorm = defineLayer({
  name: 'batch_norm',
  doc: 'Each channel with mean 0 and variance 1 over the batch, then scaled and shifted by weights. A finished network uses running averages instead of the batch.',
  provenance: 'Ioffe and Szegedy 2015',
  example: 'e2 = e1 -> conv(128, kernel: 4, stride: 2, bias: false) -> batch_norm -> leaky_relu(0.2)',
  stateful: true,
  mixesSamples: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    momentum: number({ default: 0.9, min: 0, max: 1, doc: 'how much of the running averages stays at each step' }),
    epsilon: number({ default: 1e-5, above: 0, doc: 'added to the variance' }),
    weights: storedName,
  },
  emit(scope, inputs, { momentum, epsilon }) {
    const x = one(inputs);
    const channels = dimension(x, 3);
    const scale = scope.weight('scale', [channels], { kind: 'ones' }, { part: 'weight' });
    const offset = scope.weight('offset', [channels], { kind: 'zeros' }, { part: 'bias' });
    const mean = scope.state('mean', [channels], { kind: 'zeros' }, { part: 'running_mean' });
    const variance = scope.state('variance', [channels], { kind: 'ones' }, { part: 'running_var' });
    const byAverages = () => {
      const factor = mul(scale, rsqrt(add(variance.value, epsilon)));
      return add(mul(x, factor), sub(offset, mul(mean.value, factor)));
    };
    if (!scope.training) return byAverages();
    if (x.shape[0] === 1)
      scope.fail(
        'batch-norm-batch',
        { operation: 'batch_norm' },
        'make `batch` larger, or use `instance_norm` or `group_norm`',
      );
    const normed = fusedBatchNorm(x, scale, offset, { epsilon });
    const blend = (old: Tensor, batch: Tensor) => add(mul(old, momentum), mul(batch, 1 - momentum));
    mean.assign(blend(mean.value, normed.mean));
    variance.assign(blend(variance.value, normed.variance));
    return unlessResting(scope, normed.y, byAverages);
  },
});
