// Snakemake, followed: its lines are shown as they come, signals and a lost output end it properly.
import { clean } from '../../../../api/language.ts';
import { type Snakemake, type SnakemakeEnd, type SnakemakeStart, startSnakemake } from '../../../../api/snakemake.ts';
import { type ExitCode, exitCode } from '../../../shell/exit-code.ts';
import type { Terminal } from '../../../shell/terminal.ts';

export interface FollowedSnakemake {
  readonly end: SnakemakeEnd;
  /** The exit code of the signal that asked to stop. */
  readonly stopped: ExitCode | undefined;
}

const signals = { SIGINT: exitCode.interrupted, SIGTERM: exitCode.terminated, SIGHUP: exitCode.terminated } as const;
type Signal = keyof typeof signals;

export async function followSnakemake(
  snakemake: Snakemake,
  { words, folder }: Omit<SnakemakeStart, 'env'>,
  terminal: Terminal,
): Promise<FollowedSnakemake> {
  const isShown = !terminal.json && !terminal.quiet;
  const running = startSnakemake(snakemake, { words, folder, env: terminal.env }, (line) => {
    if (isShown) terminal.stdout.write(`${clean(line)}\n`);
  });
  let stopped: ExitCode | undefined;
  const onSignal = (name: Signal) => {
    stopped ??= signals[name];
    running.stop();
  };
  const names: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of names) process.on(name, onSignal);
  try {
    return { end: await running.end, stopped };
  } finally {
    for (const name of names) process.off(name, onSignal);
  }
}
