import { float32s } from '../../graph/ir/constant.ts';
import { dimension } from '../../graph/ir/tensor.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count } from '../core/parameter.ts';
import type { LayerScope } from '../core/scopes.ts';
import { type Average, checkSeveral, epsilon, normalized, over } from '../parts/normalized.ts';

export const groupNorm = defineLayer({
  name: 'group_norm',
  doc: 'Neighbouring channels of each sample in groups, each group with mean 0 and variance 1, then scaled and shifted by weights of each channel.',
  provenance: 'Wu and He 2018; 8 groups are our choice',
  example: 'e2 = e1 -> conv(128, kernel: 4, stride: 2, bias: false) -> group_norm(groups: 8) -> relu',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: { groups: count({ default: 8, doc: 'the channels must divide by it' }), epsilon },
  emit(scope, inputs, { groups, epsilon: eps }) {
    const x = one(inputs);
    const channels = dimension(x, 3);
    if (channels % groups !== 0) {
      const reason = `${channels} channels do not divide into ${groups} groups`;
      scope.fail('operation-fails', { operation: 'group_norm', reason });
    }
    checkSeveral(scope, 'group_norm', (dimension(x, 1) * dimension(x, 2) * channels) / groups, 'a group');
    return normalized(scope, x, ofGroups(scope, groups, channels / groups), eps);
  },
});

// First over the pixels, which is most of the work, then over the channels of each group.
function ofGroups({ builder }: LayerScope, groups: number, members: number): Average {
  const ones = builder.current.constant(
    float32s(
      Array.from({ length: members }, () => 1),
      [1, 1, members],
    ),
  );
  return (x) => {
    const batch = x.shape[0] ?? null;
    const means = mean(reshape(over([1, 2])(x), [batch, groups, members]), { axes: [2], keepDims: true });
    return reshape(mul(means, ones), [batch, 1, 1, groups * members]);
  };
}
