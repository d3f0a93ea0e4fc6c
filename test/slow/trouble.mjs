// Loaded before the command (`--import`): runs a shell command, once, just before anything is first done to a file whose path
// contains a word. So a disk is really full, a folder really gone, at a moment that does not hang on how quick the machine
// is. ANOSEG_TROUBLE is JSON: `word`, `command`, and `done`, a file that says that it has been.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { word, command, done } = JSON.parse(process.env.ANOSEG_TROUBLE ?? '{}');
const { existsSync, writeFileSync } = fs;

function strike(args) {
  if (!args.some((arg) => typeof arg === 'string' && arg.includes(word)) || existsSync(done)) return;
  writeFileSync(done, '');
  spawnSync('sh', ['-c', command]);
}

const touching = [
  'writeFile',
  'appendFile',
  'mkdir',
  'open',
  'rename',
  'readdir',
  'readFile',
  'cp',
  'copyFile',
  'link',
];
for (const [api, ending] of [
  [fs, 'Sync'],
  [fs.promises, ''],
]) {
  for (const name of touching) {
    const real = api[`${name}${ending}`];
    api[`${name}${ending}`] = (...args) => {
      strike(args);
      return real(...args);
    };
  }
}
syncBuiltinESMExports();
