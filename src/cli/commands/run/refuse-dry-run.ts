// `--dry-run` shows what Snakemake would do. Whoever asks for it without Snakemake wants to know what would be run: other commands tell.
import { isExperimentFolder } from '../../../api/experiment.ts';
import { shellWord } from '../../../ui/text/format.ts';
import { UsageError } from '../../shell/failure.ts';

interface Asked {
  readonly resume?: string;
  readonly each?: readonly string[];
  readonly set?: readonly string[];
  readonly data?: string;
  readonly threads?: number;
  readonly device?: string;
}

/** @throws UsageError */
export function refuseDryRun(pipeline: string | undefined, options: Asked): never {
  throw new UsageError('`--dry-run` is for runs on Snakemake', adviceFor(pipeline, options));
}

function adviceFor(place: string | undefined, options: Asked): string {
  const snakemake = 'with `--on snakemake` it shows the jobs';
  if (options.resume !== undefined)
    return `\`${command('runs', options.resume)}\` tells how far the run is; leave out --dry-run`;
  if (place !== undefined && isExperimentFolder(place))
    return `\`${command('runs', place)}\` tells which of its runs are done; ${snakemake}`;
  const plan = command('plan', place ?? 'PIPELINE', ...planned(options));
  return options.each === undefined
    ? `\`${plan}\` tells what would be run and what it costs; ${snakemake} of a grid`
    : `\`${plan}\` tells what one run costs, and of a grid that stands in a file all of them; ${snakemake}`;
}

/** What `plan` takes of it, too. */
function planned({ set = [], data, threads, device }: Asked): readonly string[] {
  return [
    ...set.flatMap((text) => ['--set', text]),
    ...(data === undefined ? [] : ['--data', data]),
    ...(threads === undefined ? [] : ['--threads', String(threads)]),
    ...(device === undefined ? [] : ['--device', device]),
  ];
}

function command(...words: readonly string[]): string {
  return ['anoseg', ...words].map(shellWord).join(' ');
}
