// Each file that a run leaves and that is read again, with its form and what a damaged one is called.
import * as validators from './validators.js';

export const storedForms = {
  // It names what was left out, image by image.
  lock: { code: 'lock-damaged', validate: validators.lock, largest: 64e6 },
  // A few figures for each kind of defect; whoever compares millions of them waits for ever.
  metrics: { code: 'metrics-damaged', validate: validators.metrics, largest: 4e6 },
  experiment: { code: 'experiment-damaged', validate: validators.experiment },
  bundle: { code: 'bundle-damaged', validate: validators.bundle },
  results: { code: 'results-damaged', validate: validators.results },
  state: { code: 'checkpoint-unreadable', validate: validators.state },
} as const;
