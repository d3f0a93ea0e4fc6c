import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { slice } from '../../graph/primitives/slice.ts';
import type { IndexRange } from '../core/call.ts';
import { alike, unknownExtent } from '../core/extent.ts';
import { indexRange } from '../core/index-range.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import type { LayerScope } from '../core/scopes.ts';

export const sliceLayer = defineLayer({
  name: 'slice',
  doc: 'A part of a tensor: some of its channels, rows or columns. Counted from 0; both ends are included.',
  provenance: 'standard',
  example: 'colours = e1 -> slice(channels: 0..2)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    channels: indexRange({ doc: 'which channels, such as `0..2` for the first three' }),
    rows: indexRange({ doc: 'which rows, from the top' }),
    columns: indexRange({ doc: 'which columns, from the left' }),
  },
  extent: ([x = unknownExtent]) => alike(x),
  emit(scope, inputs, { channels, rows, columns }) {
    const parts = [
      { axis: 1, name: 'rows', range: rows },
      { axis: 2, name: 'columns', range: columns },
      { axis: 3, name: 'channels', range: channels },
    ] as const;
    return parts.reduce((x, { axis, name, range }) => part(scope, x, axis, name, range), one(inputs));
  },
});

function part(scope: LayerScope, x: Tensor, axis: number, name: string, range: IndexRange): Tensor {
  if (range === 'all') return x;
  const [first, last] = range;
  const size = dimension(x, axis);
  if (last >= size) {
    const reason = `there ${size === 1 ? 'is' : 'are'} ${size} ${name}, numbered from 0`;
    scope.fail('operation-fails', { operation: `slice(${name}: ${first}..${last})`, reason });
  }
  return slice(x, { axis, start: first, size: last - first + 1 });
}
