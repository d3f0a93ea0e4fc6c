// `anoseg engine install|status`: TensorFlow on this machine.

import { cacheFolder, damagedEngines, findEngine, installEngine, readRecord, requireCache } from '../../api/engine.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { interruptible } from '../shell/interruptible.ts';
import { stepPrinter } from '../shell/step-printer.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';

export interface InstallCommandOptions {
  readonly variant?: 'cpu' | 'cuda';
  readonly wheel?: string;
}

export async function engineInstall({ variant, wheel }: InstallCommandOptions, terminal: Terminal): Promise<ExitCode> {
  return interruptible(async (signal) => {
    const tell = terminal.json || terminal.quiet ? () => undefined : stepPrinter(terminal);
    const engine = await installEngine({
      variant,
      wheel,
      cache: cacheFolder(),
      signal,
      onProgress: tell,
    });
    if (terminal.json)
      printJson(terminal, { format_version: '1.0', ...readRecord(engine.folder), folder: engine.folder });
    else if (!terminal.quiet)
      terminal.stdout.write(`TensorFlow ${engine.version} (${engine.variant}) is ready in ${engine.folder}\n`);
    return exitCode.done;
  });
}

export async function engineStatus(terminal: Terminal): Promise<ExitCode> {
  const engine = findEngine(cacheFolder());
  if (terminal.json) {
    printJson(terminal, {
      format_version: '1.0',
      installed: engine !== undefined,
      ...(engine ? { ...readRecord(engine.folder), folder: engine.folder } : {}),
    });
  } else if (engine) {
    terminal.stdout.write(`TensorFlow ${engine.version} (${engine.variant}) in ${engine.folder}\n`);
  } else {
    requireCache(cacheFolder());
    const [damaged] = damagedEngines(cacheFolder());
    const what = damaged === undefined ? 'is not installed' : `in ${damaged.engine.folder} is ${damaged.fault}`;
    terminal.stdout.write(
      `TensorFlow ${what}. \`anoseg engine install\` fetches it; the first \`anoseg run\` does so too.\n`,
    );
  }
  return engine ? exitCode.done : exitCode.outside;
}
