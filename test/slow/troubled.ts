// The environment of a command that trouble.mjs works in.
import path from 'node:path';
import { scratch } from './command.ts';

const preloaded = path.resolve('test/slow/trouble.mjs');

/** `command`: for a shell, just before something is first done to a file whose path contains `word`. */
export function troubled(word: string, command: string): Readonly<Record<string, string>> {
  const trouble = { word, command, done: path.join(scratch(), 'done') };
  return { NODE_OPTIONS: `--import ${preloaded}`, ANOSEG_TROUBLE: JSON.stringify(trouble) };
}
