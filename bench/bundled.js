// Runs a measuring program that is written in TypeScript: bundles it, starts it in a process of its own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { tfjsFolder } from '../scripts/tfjs-package.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

// The bundle lies in a temporary folder, from where Node would not find the package.
const installedSharp = {
  name: 'installed-sharp',
  setup(building) {
    const file = path.join(root, 'node_modules', 'sharp', 'dist', 'index.mjs');
    building.onResolve({ filter: /^sharp$/ }, () => ({ path: pathToFileURL(file).href, external: true }));
  },
};

/**
 * Bundles `entry` and hands `work` a function that starts it with arguments and environment variables; its output goes
 * to ours. The second argument is a folder for the time, the third one starts it without waiting, and gives the process, whose
 * input and output are pipes. The bundle is gone afterwards.
 */
export async function withBundle(entry, work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-bench-'));
  try {
    const outfile = path.join(folder, 'bench.mjs');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['*.node'],
      plugins: [installedSharp],
      alias: { '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js': path.join(tfjsFolder(), 'dist/proto/api_pb.js') },
      banner: {
        js: `import{createRequire as __r}from'node:module';const require=__r(${JSON.stringify(path.join(root, 'src/x.js'))});`,
      },
      logLevel: 'warning',
    });
    const around = (env) => ({ cwd: root, env: { ...process.env, ANOSEG_TFJS: tfjsFolder(), ...env } });
    const start = (args, env = {}) => {
      const { status } = spawnSync(process.execPath, [outfile, ...args], { ...around(env), stdio: 'inherit' });
      if (status !== 0) throw new Error(`the measuring process ended with ${status}`);
    };
    const launch = (args, env = {}) =>
      spawn(process.execPath, [outfile, ...args], { ...around(env), stdio: ['pipe', 'pipe', 'inherit'] });
    await work(start, folder, launch);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
