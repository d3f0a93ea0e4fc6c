// What became of each run that was a job: its own folder says so, or the log that its job left.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ExperimentRun, labelOf, type RunStanding, standingOf } from '../../../../api/experiment.ts';
import { clean } from '../../../../api/language.ts';
import { shellWord } from '../../../../ui/text/format.ts';
import { exitCode } from '../../../shell/exit-code.ts';
import type { ValueResult } from '../summary.ts';

export interface JobEnd {
  readonly result: ValueResult;
  /** Of a failure, where the run told of it. */
  readonly code: string | undefined;
}

/** In the order of `runs`. `folder`: of the experiment. */
export function jobEnds(folder: string, runs: readonly ExperimentRun[]): readonly JobEnd[] {
  return standingOf(folder, { runs }).map((standing) => {
    const { parameters, run, metrics, code } = standing;
    const exit = metrics ? exitCode.done : exitCode.outside;
    const message = metrics ? undefined : messageOf(folder, standing);
    return { result: { value: labelOf(parameters), parameters, run, metrics, exit, message }, code };
  });
}

/** What is told of those that are not finished, as a failure is; empty where all are. */
export function unfinishedText(folder: string, ends: readonly JobEnd[]): string {
  const unfinished = ends.filter(({ result }) => result.metrics === undefined);
  if (unfinished.length === 0) return '';
  const lines = unfinished.map(({ result: { value, message = '' }, code }) => {
    return `  ${value}: ${code === undefined ? '' : `${code}: `}${message}`;
  });
  const count = `${unfinished.length} of ${ends.length} runs ${unfinished.length === 1 ? 'is' : 'are'} not finished`;
  const again = `the same command, or \`anoseg run ${shellWord(folder)} --on snakemake\`, tries again what is not`;
  return [`error: ${count}:`, ...lines, `  help: ${again}`].map((line) => `${clean(line)}\n`).join('');
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

// What a job says last may be the table of the runs that others have finished.
function lastLineOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const error = lines.findLast((line) => line.startsWith('error: '))?.slice('error: '.length);
  const line = (error ?? lines.at(-1))?.trim();
  return line === '' ? undefined : line;
}
