// The pixels of a grown image, computed apart by their place between those of the small one, woven together.

import { bug } from '../../diagnostics/outside-error.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { stack } from '../../graph/primitives/stack.ts';
import type { FoldContext, Interleaving } from './fold-context.ts';

/** n x (rows * places) x (columns * places) x channels. */
export function interleave(interleaving: Interleaving, context: FoldContext): Tensor {
  const { phases, rows, columns } = interleaving;
  const channels = dimension(phases, 3) / placesOf(interleaving);
  const place = (row: number, column: number): Tensor => {
    const start = (row * columns.starts.length + column) * channels;
    const tall = slice(phases, { axis: 1, start: rows.starts[row] ?? 0, size: rows.size });
    const window = slice(tall, { axis: 2, start: columns.starts[column] ?? 0, size: columns.size });
    return slice(window, { axis: 3, start, size: channels });
  };
  const woven = stack(
    rows.starts.map((_, row) =>
      stack(
        columns.starts.map((_, column) => place(row, column)),
        3,
      ),
    ),
    2,
  );
  const size = [rows.size * rows.starts.length, columns.size * columns.starts.length] as const;
  const result = reshape(woven, [phases.shape[0] ?? null, ...size, channels]);
  context.markUsedOnce(phases);
  context.interleavings.set(result, interleaving);
  return result;
}

/** Changes what is woven instead of the woven image, where that image is not needed. `change`: undefined where it cannot. */
export function changePhases(
  image: Tensor,
  context: FoldContext,
  change: (phases: Tensor, repeated: (channels: Tensor) => Tensor) => Tensor | undefined,
): Tensor | undefined {
  const interleaving = context.interleavings.get(image);
  if (interleaving === undefined || !context.isUsedOnce(image)) return undefined;
  const places = placesOf(interleaving);
  const phases = change(interleaving.phases, (channels) => concat(Array<Tensor>(places).fill(channels), 0));
  return phases && interleave({ ...interleaving, phases }, context);
}

function placesOf({ rows, columns }: Interleaving): number {
  return rows.starts.length * columns.starts.length || bug('an interleaving of nothing');
}
