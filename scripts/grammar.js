// Writes what is generated from the language: the operation reference as a page and as data, and the validator that ajv
// makes of the structure of YAML files. A test says when they are not current.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** What operations are compared with stands in the cases of their tests, of which nothing is run here. */
const withoutTests = {
  name: 'without-tests',
  setup(building) {
    building.onResolve({ filter: /^vitest$/ }, () => ({ path: 'vitest', namespace: 'no-tests' }));
    building.onLoad({ filter: /.*/, namespace: 'no-tests' }, () => ({
      contents:
        'export const afterAll = undefined, beforeAll = undefined, describe = undefined, expect = undefined, it = undefined, test = undefined;',
    }));
  },
};

/** Path below the root to text. */
export async function generatedFiles() {
  const folder = mkdtempSync(path.join(root, 'node_modules', '.grammar-'));
  try {
    const outfile = path.join(folder, 'generate.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: ['scripts/grammar/generate.ts'],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      plugins: [withoutTests],
      logLevel: 'warning',
    });
    const { generate } = await import(pathToFileURL(outfile).href);
    return generate();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.chdir(root);
  for (const [name, text] of Object.entries(await generatedFiles())) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(name);
  }
}
