// Editors and hooks wait for `check`: what it loads at its start is neither TensorFlow nor the library of images, which may
// even be missing. What `--with-data` needs is loaded when it is asked for.
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test.each(['src/cli/main.ts', 'src/cli/commands/check/check.ts'])('%s', async (entry) => {
  const { outputs } = (
    await build({
      entryPoints: { entry },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      outdir: 'dist',
      write: false,
      metafile: true,
      external: ['sharp', '@tensorflow/*', 'react-devtools-core'],
    })
  ).metafile;
  const loaded = new Set<string>();
  const visit = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path: target, kind } of outputs[file]?.imports ?? []) if (kind !== 'dynamic-import') visit(target);
  };
  visit(path.posix.join('dist', 'entry.js'));
  expect(loaded.size).toBeGreaterThan(1);
  expect([...loaded].filter((file) => /^sharp|^@tensorflow/.test(file))).toEqual([]);
});
