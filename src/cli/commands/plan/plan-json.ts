// A plan as JSON: its names, in snake case, are a promise to scripts.
import { bytesOf, type PlanReport, processMemory, type ReceptiveField } from '../../../api/language.ts';

/** Shapes and multiply-adds are of one sample; memory in bytes. */
export function planDocument(
  { tensors, networks, map, lines, batch, accumulate, keep, step }: PlanReport,
  digest: string,
) {
  return {
    format_version: '1.0',
    digest,
    tensors: tensors.map(({ name, network, operation, shape, dtype, parameters, frozen, multiplyAdds }) => ({
      name,
      shape,
      dtype,
      parameters,
      frozen,
      multiply_adds: multiplyAdds,
      network,
      operation,
    })),
    networks: networks.map(({ multiplyAdds, receptiveField, frozenUpTo, ...network }) => ({
      ...network,
      frozen_up_to: frozenUpTo,
      multiply_adds: multiplyAdds,
      // Of all its values, for the whole batch.
      values_bytes: tensors
        .filter((tensor) => tensor.network === network.name)
        .reduce((sum, tensor) => sum + (batch.normal + batch.synthetic) * bytesOf(tensor), 0),
      receptive_field: fieldDocument(receptiveField),
    })),
    map: { name: map.name, shape: map.shape, receptive_field: fieldDocument(map.receptiveField) },
    losses: lines,
    batch,
    accumulate,
    keep: keep ?? 'last',
    step: {
      multiply_adds: step.multiplyAdds,
      weights_bytes: step.weights,
      state_bytes: step.state,
      kept_bytes: step.kept,
      peak_bytes: step.peak,
      process_bytes: processMemory(step),
    },
  };
}

function fieldDocument(field: ReceptiveField | undefined) {
  return field ? { height: field.height, width: field.width, whole_image: field.whole } : null;
}
