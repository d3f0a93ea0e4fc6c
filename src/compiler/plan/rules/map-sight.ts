// The map must come from what the sample shows: one that does not see it cannot find anything in it.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Tensor } from '../../../graph/ir/tensor.ts';
import type { Planned } from '../planned.ts';

export function checkMapSight({ model, values, batch, objectives }: Planned, reporter: Reporter): void {
  const { network, value } = model.evaluate.map;
  const map = values.get(network)?.get(value);
  const span = model.networks.find(({ name }) => name === network)?.span;
  if (map === undefined || span === undefined || dependsOn(map, batch.seen)) return;
  const seesClean = dependsOn(map, batch.image);
  // Trained without masks, on good images alone, both are the same.
  if (seesClean && !objectives.parts.some((part) => part.part.call.inputs.some(isMask))) return;
  const hint = seesClean
    ? '`clean` is the image without its anomaly: take `seen`'
    : 'make it of `seen`, the image that the sample shows';
  reporter.report('map-blind', span, { map: value }, { hint });
}

function isMask(input: { readonly from: string; readonly name?: string }): boolean {
  return input.from === 'given' && input.name === 'mask';
}

function dependsOn(tensor: Tensor, source: Tensor): boolean {
  const seen = new Set([tensor.node]);
  for (const node of seen) {
    if (node === source.node) return true;
    for (const input of node.inputs) seen.add(input.node);
  }
  return false;
}
