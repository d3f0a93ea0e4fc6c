#!/usr/bin/env node
// Starts the bundled command line; in a clone it first rebuilds what is older than the sources.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bundle = path.join(root, 'dist', 'cli.js');

if (isClone() && isStale()) {
  const { buildAll } = await import('../scripts/build.js');
  try {
    await buildAll();
  } catch (error) {
    console.error(`anoseg: the build failed: ${error instanceof Error ? error.message : error}`);
    console.error('Run `npm install` in the clone once more; `npm run build` shows the whole message.');
    process.exit(3);
  }
}
await import('../dist/cli.js');

function isClone() {
  return existsSync(path.join(root, 'scripts', 'build.js'));
}

function isStale() {
  const built = statSync(bundle, { throwIfNoEntry: false });
  return built === undefined || newest(path.join(root, 'src')) > built.mtimeMs;
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    const time = entry.isDirectory() ? newest(full) : statSync(full).mtimeMs;
    if (time > latest) latest = time;
  }
  return latest;
}
