import { defineKeep } from '../core/operation.ts';
import { count, operation } from '../core/parameter.ts';

export const best = defineKeep({
  name: 'best',
  doc: 'The weights with the highest figure so far, instead of the last ones. Every so many steps, and at the last one, the held-out normal images are damaged by `augment`, the same way each time, and the anomaly maps of what would be exported are measured against the masks that were drawn. The earlier of two equal ones stays. No test image is looked at.',
  provenance: 'standard (early stopping: Prechelt 1998); the damaged images are our choice',
  example: 'keep = best(pixel_ap, every: 500, patience: 5) on synthetic',
  parameters: {
    metric: operation('metric', {
      label: 'a metric such as `pixel_ap`',
      doc: 'what is measured: a metric that needs no threshold',
    }),
    every: count({ default: 500, doc: 'steps between two measurements' }),
    patience: count({
      default: 0,
      min: 0,
      doc: 'training stops early after so many measurements in a row that were not better; 0 for never',
    }),
    samples: count({
      default: 100,
      max: 10_000,
      doc: 'synthetic anomalies that are measured, each beside its normal image',
    }),
  },
});
