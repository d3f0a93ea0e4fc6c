import { dimension } from '../../graph/ir/tensor.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { float } from '../../graph/rules/primitive.ts';
import { extent, unknownExtent } from '../core/extent.ts';
import { defineLayer } from '../core/operation.ts';
import { count } from '../core/parameter.ts';
import { init, startValues } from '../parts/start-values.ts';

export const category = defineLayer({
  name: 'category',
  doc: 'Which of the sources of `data` the image is of, the same at every pixel: a channel for each category, 1 for its own and 0 for the others; or, with `embed`, as many channels as that says, learnt for each category. The finished model takes the category beside the image.',
  provenance: 'standard',
  example: 'e1 = concat(seen, category(embed: 8)) -> conv(64)',
  stateful: true,
  asksCategory: true,
  inputs: [],
  parameters: {
    embed: count({ default: 0, min: 0, doc: 'channels that are learnt; 0 for a channel for each category' }),
    init,
  },
  extent: (_, { embed }) => (embed > 0 ? unknownExtent : extent(0, 1)),
  emit(scope, _, { embed, init: chosen }) {
    const own = scope.category();
    const count = dimension(own, 1);
    const start = startValues(scope, chosen, { fanIn: count, fanOut: embed });
    const values = embed > 0 ? matmul(own, scope.weight('table', [count, embed], start)) : own;
    const [height, width] = [dimension(scope.like, 1), dimension(scope.like, 2)];
    const everywhere = broadcastTo(float(scope.builder, 1), [1, height, width, 1]);
    return mul(reshape(values, [own.shape[0] ?? null, 1, 1, embed > 0 ? embed : count]), everywhere);
  },
});
