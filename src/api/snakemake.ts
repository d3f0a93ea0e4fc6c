// Experiments past one machine: their Snakefile, and the user's Snakemake that runs it.
export { type Demands, demandsOf } from '../runtime/snakemake/demands.ts';
export { cachedSnakemake, findSnakemake, type Snakemake } from '../runtime/snakemake/find-snakemake.ts';
export { type SnakemakeEnd, type SnakemakeStart, startSnakemake } from '../runtime/snakemake/follow-snakemake.ts';
export { installSnakemake } from '../runtime/snakemake/install-snakemake.ts';
export { type SnakefileParts, type SnakefileRun, snakefileText } from '../runtime/snakemake/snakefile.ts';
export { snakemakeFailure } from '../runtime/snakemake/snakemake-failure.ts';
