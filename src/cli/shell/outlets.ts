// What becomes of a command when nobody takes what it writes: the reader of a pipe went away, the disk behind the output
// is full, the terminal was closed. The end says so; what is written to standard error is never a reason to fail.
import { closeSync, fstatSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { reasonOf } from '../../api/language.ts';
import { exitCode } from './exit-code.ts';
import type { Failure } from './failure.ts';

/** What a command failed with that could not write its results. */
export function outputFailure(error: NodeJS.ErrnoException, { isTTY }: Pick<NodeJS.WriteStream, 'isTTY'>): Failure {
  if (error.code === 'EPIPE') {
    return {
      code: 'output-unread',
      message: 'nobody reads standard output any more',
      hint: 'send it where all of it is read, or to a file',
      exit: exitCode.unread,
    };
  }
  if (isTTY) {
    return {
      code: 'terminal-closed',
      message: 'the terminal was closed',
      hint: 'tools such as tmux keep one open',
      exit: exitCode.terminated,
    };
  }
  return {
    code: 'output-lost',
    message: `standard output cannot be written: ${reasonOf(error) ?? error.message}`,
    hint: 'send it to another place',
    exit: exitCode.outside,
  };
}

/** Sees to it that a command that could write no results does not end as if it could. */
export function watchOutlets({ stdout, stderr }: NodeJS.Process): void {
  let lost: Failure | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    lost ??= outputFailure(error, stdout);
  });
  // There is nobody to tell.
  stderr.on('error', () => undefined);
  const terminals = [0, 1, 2].filter(isTerminal);
  process.on('exit', (code) => {
    if (lost !== undefined && code === exitCode.done) {
      process.exitCode = lost.exit;
      // Who reads only the beginning knows it.
      if (lost.exit !== exitCode.unread) stderr.write(`error: ${lost.message}\n  help: ${lost.hint}\n`);
    }
    letGoOfClosed(terminals);
  });
}

// At its end Node gives a terminal its settings back, and crashes where it was closed meanwhile.
function letGoOfClosed(terminals: readonly number[]): void {
  for (const descriptor of terminals) if (!isTerminal(descriptor)) closeSync(descriptor);
}

// Node's module of terminals takes a tenth of the time of `check` to load, which mostly has none: it is asked for only
// where there may be one. Releases of Node before 20.16 cannot be asked so; there a closed terminal may still crash.
function isTerminal(descriptor: number): boolean {
  return isDevice(descriptor) && (process.getBuiltinModule?.('node:tty').isatty(descriptor) ?? false);
}

function isDevice(descriptor: number): boolean {
  try {
    const state = fstatSync(descriptor);
    return state.isCharacterDevice() && state.rdev !== statSync(devNull).rdev;
  } catch {
    return false; // The descriptor is closed.
  }
}
