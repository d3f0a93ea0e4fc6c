// What Snakemake says of its own failures, in our words: those that no run's folder tells of.
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import type { Snakemake } from './find-snakemake.ts';
import type { SnakemakeEnd } from './follow-snakemake.ts';

interface Started {
  readonly snakemake: Snakemake;
  /** The experiment's folder. */
  readonly folder: string;
  readonly executor: string | undefined;
}

/** Undefined where it went to its end, whatever became of the jobs. */
export function snakemakeFailure({ code, last }: SnakemakeEnd, started: Started): OutsideError | undefined {
  if (code === 0) return undefined;
  const text = last.join('\n');
  const { snakemake, folder, executor = '' } = started;
  const known = /argument --executor\/-e: invalid choice: .*\(choose from (.*)\)/.exec(text)?.[1];
  if (known !== undefined)
    return outside('snakemake-executor', { executor, known: known.replaceAll("'", ''), command: snakemake.command });
  if (/Directory cannot be locked/.test(text))
    return outside('snakemake-locked', { folder, command: snakemake.command });
  if (/At least one job did not complete successfully|Exiting because a job execution failed/.test(text))
    return undefined;
  return outside('snakemake-failed', { reason: reasonIn(last), folder });
}

// Its errors end with a line that says most, sometimes after a traceback.
function reasonIn(last: readonly string[]): string {
  const usage = last.find((line) => /^snakemake: error: /.test(line))?.replace('snakemake: error: ', '');
  if (usage !== undefined) return usage;
  const from = last.findLastIndex((line) => /^(\w*Error|\w*Exception)\b.*:?/.test(line));
  const lines = last.slice(Math.max(from, 0)).map((line) => line.trim());
  const said = lines.filter((line) => line !== '' && !/^(File |Complete log|Elapsed time)/.test(line));
  return (from < 0 ? said.slice(-2) : said.slice(0, 3)).join(' ') || 'it gave no reason';
}
