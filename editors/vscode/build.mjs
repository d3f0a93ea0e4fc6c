// Bundles the extension into dist/, with the grammar that is generated for all editors.
import { copyFileSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  logLevel: 'warning',
});
copyFileSync('../../grammar/anoseg.tmLanguage.json', 'dist/anoseg.tmLanguage.json');
