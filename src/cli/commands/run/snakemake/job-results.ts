// What became of each run that was a job: its own folder says so, or the log that its job left.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ExperimentRun, labelOf, type RunStanding, standingOf } from '../../../../api/experiment.ts';
import { exitCode } from '../../../shell/exit-code.ts';
import type { ValueResult } from '../summary.ts';

/** In the order of `runs`. `folder`: of the experiment. */
export function jobResults(folder: string, runs: readonly ExperimentRun[]): readonly ValueResult[] {
  return standingOf(folder, { runs }).map((standing) => {
    const { parameters, run, metrics } = standing;
    const exit = metrics ? exitCode.done : exitCode.outside;
    const message = metrics ? undefined : messageOf(folder, standing);
    return { value: labelOf(parameters), parameters, run, metrics, exit, message };
  });
}

function messageOf(folder: string, standing: RunStanding): string {
  const log = path.join(folder, 'logs', `${standing.folder}.log`);
  const scheduler = path.join(folder, '.snakemake', 'slurm_logs', 'rule_run', standing.folder);
  const logs = [log, scheduler].filter((place) => existsSync(place));
  return `${whatHappened(standing, log)}${logs.length === 0 ? '' : `; its log: ${logs.join(', ')}`}`;
}

function whatHappened({ state, reason, step }: RunStanding, log: string): string {
  if (reason !== '') return reason;
  if (state === 'waiting') return lastLineOf(log) ?? 'its job never began';
  const how = state === 'stopped' ? 'was stopped' : 'was killed, by the scheduler or the system,';
  return `it ${how} at step ${step}, and the same command goes on from its checkpoint`;
}

function lastLineOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const line = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)?.trim();
  return line === '' ? undefined : line;
}
