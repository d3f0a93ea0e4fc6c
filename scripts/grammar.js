// Writes what is generated from the language: the JSON Schema for editors, and the validator that ajv makes
// of the structure of YAML files. A test says when they are not current.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

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
      logLevel: 'warning',
    });
    const { generate } = await import(pathToFileURL(outfile).href);
    return generate();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of Object.entries(await generatedFiles())) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(name);
  }
}
