// Runs at the end of `npm install` in a clone, and before the first use where scripts are switched off.
// A failure here is told but fails nothing: the first use of `anoseg` tries again.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const outer = /^npm_config_(global|location|prefix|local_prefix|global_prefix|omit|include|production)$/i;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

try {
  if (!existsSync(path.join(root, 'node_modules', 'esbuild'))) installTools();
  const { buildAll } = await import('./build.js');
  await buildAll();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`anoseg: not built yet (${reason.split('\n')[0]}); the first \`npx anoseg\` tries again.`);
}

/** `npm install --global` of a repository, as pre-commit does it, brings no development dependencies. */
function installTools() {
  // What npm hands on says that all of this is about the global folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  if (status !== 0) throw new Error('npm could not install what the build needs');
}
