// What a threshold takes that is found on anomalies: those drawn on held-out normal images, or labelled ones.
import { count } from './parameter.ts';

export const foundOnAnomalies = {
  inputs: [{ name: 'map', type: 'tensor', doc: 'the anomaly map' }],
  parameters: {
    samples: count({
      default: 100,
      max: 10_000,
      doc: 'synthetic anomalies that are drawn, each beside its normal image',
    }),
  },
  subsets: ['synthetic', 'validation'],
  samples: (settings: { readonly samples: number }) => settings.samples,
} as const;
