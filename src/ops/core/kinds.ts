// The kinds of operations that the language offers, and what messages call them.

export const allKinds = [
  'layer',
  'augmentation',
  'shape',
  'loss',
  'adversarial',
  'optimizer',
  'schedule',
  'start',
  'keep',
  'source',
  'score',
  'threshold',
  'cleaning',
  'metric',
] as const;

export type OperationKind = (typeof allKinds)[number];

const nouns: { readonly [K in OperationKind]: string } = {
  layer: 'the layer',
  augmentation: 'the augmentation',
  shape: 'the shape',
  loss: 'the loss',
  adversarial: 'the adversarial loss',
  optimizer: 'the optimiser',
  schedule: 'the schedule',
  start: 'the start of a network',
  keep: 'the rule of what is kept',
  source: 'the data source',
  score: 'the score',
  threshold: 'the threshold rule',
  cleaning: 'the step',
  metric: 'the metric',
};

/** In messages: `the layer`, `the loss`. */
export function kindNoun(kind: OperationKind): string {
  return nouns[kind];
}
