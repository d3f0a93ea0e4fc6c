// Times a training step: the compiled graph against the same pipeline in eager tfjs, in one process and
// on the same batches. Prints the ratio; fails nothing.
//   node bench/step/bench.js [--size 128] [--width 32] [--steps 10]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { tfjsFolder } from '../../scripts/tfjs-package.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-bench-'));
try {
  const outfile = path.join(folder, 'bench.mjs');
  await build({
    entryPoints: [path.join(here, 'step.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['sharp', '*.node'],
    alias: { '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js': path.join(tfjsFolder(), 'dist/proto/api_pb.js') },
    banner: {
      js: `import{createRequire as __r}from'node:module';const require=__r(${JSON.stringify(path.join(root, 'src/x.js'))});`,
    },
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ANOSEG_TFJS: tfjsFolder() },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
