// Each file that a run leaves and that is read again, with its form and what a damaged one is called.
import * as validators from './validators.js';

export const storedForms = {
  lock: { code: 'lock-damaged', validate: validators.lock },
  metrics: { code: 'metrics-damaged', validate: validators.metrics },
  experiment: { code: 'experiment-damaged', validate: validators.experiment },
  bundle: { code: 'bundle-damaged', validate: validators.bundle },
  results: { code: 'results-damaged', validate: validators.results },
  state: { code: 'checkpoint-unreadable', validate: validators.state },
} as const;
