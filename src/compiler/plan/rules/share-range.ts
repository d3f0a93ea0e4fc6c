// Losses that compare shares, such as a map with its mask, get values from 0 to 1; where intervals prove that they lie beyond, it is told.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { type Extent, isBounded, liesWithin } from '../../../ops/core/extent.ts';
import { operationFor } from '../../../ops/table.ts';
import { outermost } from '../../emit/input-story.ts';
import { shownEnd } from '../extents.ts';
import type { Planned } from '../planned.ts';

export function checkShareRange({ model, objectives, extents }: Planned, reporter: Reporter): void {
  for (const { term, part } of objectives.parts) {
    const { call } = part;
    if (call.kind !== 'loss' || operationFor(call, 'loss').comparesShares !== true) continue;
    extents.ofInputs(call.inputs, term.flow).forEach((extent, i) => {
      const given = call.inputs[i];
      // Of the map `map-range` tells.
      const { network, value } = model.evaluate.map;
      if (given?.from === 'network' && given.network === network && given.value === value) return;
      const isImage = given?.from === 'given' && given.name !== 'mask';
      const [low, high] = model.data.range;
      const own: Extent | undefined = isImage ? { low, high } : extent;
      if (own === undefined || !isBounded(own) || liesWithin(own, [0, 1])) return;
      const span = call.callers.length > 0 ? outermost(call) : (call.mentions?.[i] ?? call.span);
      const parameters = { loss: call.name, low: shownEnd(own.low), high: shownEnd(own.high) };
      const hint = isImage
        ? 'images are compared by `l1` or `l2`'
        : 'compare what lies from 0 to 1, or use `l1` or `l2`';
      reporter.report('share-range', span, parameters, { hint });
    });
  }
}
