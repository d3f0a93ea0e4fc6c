// `--watch`: the same work again each time that a file changes which it looked at.
import { once } from 'node:events';
import { statSync } from 'node:fs';
import path from 'node:path';
import { watch } from 'chokidar';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureOf, printFailure, UsageError } from './failure.ts';
import type { Terminal } from './terminal.ts';
import { packageVersion } from './version.ts';

export interface Watched {
  readonly code: ExitCode;
  /** Files and folders whose change is a reason to do it again; some may not be there yet. */
  readonly places: readonly string[];
}

/** So long nothing else may change, in milliseconds: editors write in several steps. */
const quietTime = 60;

/** Ends when the user does it. `names`: what is watched from the beginning. @throws UsageError */
export function watching(
  names: readonly string[],
  work: () => Promise<Watched>,
  terminal: Terminal,
): Promise<ExitCode> {
  if (terminal.json) throw new UsageError('`--watch` has no JSON', 'an editor or a program asks `anoseg lsp` instead');
  if (names.includes('-')) throw new UsageError('standard input cannot be watched', 'name a file');
  const changes = new Changes(names);
  return new Promise((resolve) => {
    let running = false;
    let again = false;
    const turn = async () => {
      if (running) {
        again = true;
        return;
      }
      running = true;
      clearScreen(terminal);
      const { code, places } = await guarded(work, terminal);
      changes.follow(places);
      running = false;
      if (code === exitCode.interrupted || code === exitCode.terminated) return end(code);
      terminal.stderr.write('watching for changes; Ctrl-C ends\n');
      if (again) schedule();
    };
    let timer: NodeJS.Timeout | undefined;
    const schedule = () => {
      again = false;
      clearTimeout(timer);
      timer = setTimeout(() => void turn(), quietTime);
    };
    const end = (code: ExitCode) => {
      for (const [signal] of signals) process.off(signal, onSignal);
      clearTimeout(timer);
      void changes.close().then(() => resolve(code));
    };
    const signals = new Map<NodeJS.Signals, ExitCode>([
      ['SIGINT', exitCode.interrupted],
      ['SIGTERM', exitCode.terminated],
    ]);
    // While it works, the work itself sees to signals.
    const onSignal = (signal: NodeJS.Signals) => running || end(signals.get(signal) ?? exitCode.terminated);
    for (const [signal] of signals) process.on(signal, onSignal);
    changes.tell(schedule);
    // What changes before all is watched would be missed.
    void changes.ready.then(turn);
  });
}

// A file is followed by its folder: so it may go and come again, or not be there yet.
class Changes {
  readonly #followed = new Set<string>();
  readonly #files = watch([], { ignoreInitial: true, ignored: isNoPipeline, depth: 0 });
  readonly #folders = watch([], { ignoreInitial: true, ignored: isNoPipeline });

  /** When changes of `names` are seen. */
  readonly ready: Promise<unknown>;

  constructor(names: readonly string[]) {
    const [folders, files] = [names.filter(isFolder), names.filter((name) => !isFolder(name))];
    this.ready = Promise.all([
      ...(folders.length > 0 ? [once(this.#folders, 'ready')] : []),
      ...(files.length > 0 ? [once(this.#files, 'ready')] : []),
    ]);
    this.#folders.add(folders);
    this.follow(files);
  }

  follow(files: readonly string[]): void {
    const whole = files.map((file) => path.resolve(file));
    for (const file of whole) this.#followed.add(file);
    this.#files.add([...new Set(whole.map((file) => path.dirname(file)))]);
  }

  tell(changed: () => void): void {
    this.#folders.on('all', changed);
    this.#files.on('all', (_, file) => {
      if (this.#followed.has(path.resolve(file))) changed();
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#files.close(), this.#folders.close()]);
  }
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

// A failure is told, and is no reason to stop: the next change may mend it.
async function guarded(work: () => Promise<Watched>, terminal: Terminal): Promise<Watched> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error, packageVersion);
    printFailure(failure, terminal);
    return { code: failure.exit, places: [] };
  }
}

function clearScreen({ screen: { stdout } }: Terminal): void {
  if (stdout.isTTY) stdout.write('\u001B[2J\u001B[3J\u001B[H');
}

// In folders nothing else counts, and installed packages are nobody's own.
function isNoPipeline(file: string, stats?: { isFile(): boolean }): boolean {
  if (/[\\/](?:node_modules|\.git)(?:[\\/]|$)/.test(file)) return true;
  return stats?.isFile() === true && !/\.(?:anoseg|ya?ml)$|[\\/]anoseg\.json$/.test(file);
}
