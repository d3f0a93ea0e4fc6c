// `npm test`: formatting and lint, types, dead code and undeclared packages (knip.json), the build, then the tests: fast
// ones first, those that need TensorFlow next (the engine is installed if it is not there), whole runs last.
// `npm test -- unit` (or engine, slow) runs one part alone.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const parts = ['unit', 'engine', 'slow'];
const asked = process.argv.slice(2);
const before = [
  ['lint', 'biome', ['check', '--error-on-warnings', '.']],
  ['types', 'tsc', ['--noEmit']],
  ['dead code', 'knip', []],
  ['build', process.execPath, ['scripts/build.js']],
];
const steps = [
  ...(asked.length === 0 ? before : []),
  ...(asked.length === 0 ? parts : asked).map((part) => [part, 'vitest', ['run', '--project', part]]),
];

for (const [name, command, args] of steps) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}` },
  });
  if (status !== 0) process.exit(status ?? 1);
}
