// How large a file of a run may be, in bytes: what is larger no run has written, and nobody waits until it is read. The sizes
// are those of a training of a million logged steps, and of a million images. (Sources: as long as the language has it.)

/** Of a bundle all but its weights, together. */
export const mostInBundle = 512e6;

export const largest = {
  /** It names what was left out, image by image. */
  lock: 64e6,
  /** A few figures for each kind of defect; whoever compares millions of them waits for ever. */
  metrics: 4e6,
  experiment: 64e6,
  /** A digest of each map, some 120 bytes. */
  digests: 256e6,
  state: 4e6,
  /** Some 300 bytes a step: as much as a bundle has room for. It is read line by line. */
  events: mostInBundle,
  /** A line of it: the figures of a run that has ended, at most. */
  eventLine: 16e6,
  /** data.csv and scores.csv: some 150 bytes an image. */
  table: 256e6,
  /** They are thinned. */
  curves: 64e6,
  claim: 1e6,
  /** The graph alone. */
  model: 256 * 1024 * 1024,
  /** Whatever a file is. */
  text: mostInBundle,
} as const;
