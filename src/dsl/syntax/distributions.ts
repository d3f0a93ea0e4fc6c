// The names that make a random number, called like operations.

export const distributionNames = ['log_uniform', 'gaussian', 'gamma'] as const;
export type DistributionName = (typeof distributionNames)[number];

/** What they were called once: names that meant other things, too. */
export const formerDistributionNames: Readonly<Record<string, DistributionName>> = {
  log: 'log_uniform',
  normal: 'gaussian',
};
