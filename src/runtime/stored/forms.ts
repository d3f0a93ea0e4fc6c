// Each file that a run leaves and that is read again, with its form and what a damaged one is called.
import { largest } from './limits.ts';
import * as validators from './validators.js';

export const storedForms = {
  lock: { code: 'lock-damaged', validate: validators.lock, largest: largest.lock },
  metrics: { code: 'metrics-damaged', validate: validators.metrics, largest: largest.metrics },
  experiment: { code: 'experiment-damaged', validate: validators.experiment, largest: largest.experiment },
  bundle: { code: 'bundle-damaged', validate: validators.bundle, largest: largest.digests },
  results: { code: 'results-damaged', validate: validators.results, largest: largest.digests },
  state: { code: 'checkpoint-unreadable', validate: validators.state, largest: largest.state },
} as const;

/** The same of those that are no JSON, or are not looked into. */
export const storedTexts = {
  metrics: storedForms.metrics,
  table: { code: 'results-damaged', largest: largest.table },
} as const;
