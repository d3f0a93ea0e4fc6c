// `anoseg snakemake install|status`: the Snakemake that `anoseg run --on snakemake` would use.
import { cacheFolder } from '../../api/engine.ts';
import { clean } from '../../api/language.ts';
import { findSnakemake, installSnakemake, type Snakemake } from '../../api/snakemake.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interruptible.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';

export interface SnakemakeInstallOptions {
  readonly executor?: readonly string[];
}

export async function snakemakeInstall(options: SnakemakeInstallOptions, terminal: Terminal): Promise<ExitCode> {
  return interruptible(async (signal) => {
    const found = await installSnakemake({
      cache: cacheFolder(terminal.env),
      env: terminal.env,
      executors: options.executor ?? [],
      signal,
      onStage: (stage) => {
        if (!terminal.json && !terminal.quiet) terminal.stderr.write(`${clean(stage)}\n`);
      },
    });
    tell(found, terminal);
    return exitCode.done;
  });
}

export async function snakemakeStatus(terminal: Terminal): Promise<ExitCode> {
  tell(await findSnakemake(terminal.env, cacheFolder(terminal.env)), terminal);
  return exitCode.done;
}

function tell({ command, version }: Snakemake, terminal: Terminal): void {
  if (terminal.json) printJson(terminal, { format_version: '1.0', version, command });
  else if (!terminal.quiet) terminal.stdout.write(`${clean(`Snakemake ${version}: ${command}`)}\n`);
}
