// Bundles the command line and the engine process into dist/. One file a command, loaded when it is
// used, so that `anoseg check` starts without TensorFlow, sharp or ink.
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { makeGlyphs } from './glyphs.js';
import { installTfjs, tfjsFolder } from './tfjs-package.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Builds beside dist/ and swaps, so that a build that stops half-way leaves the old one in place. */
export async function buildAll() {
  await installTfjs();
  const draft = path.join(root, `dist.draft-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  try {
    await bundle(draft);
    await bundleYaml(draft);
    writeFileSync(path.join(draft, 'glyphs.json'), JSON.stringify(makeGlyphs()));
    copyBinding(path.join(draft, 'binding'));
    rmSync(path.join(root, 'dist'), { recursive: true, force: true });
    renameSync(draft, path.join(root, 'dist'));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** With DEV=true in the environment ink would look for React's developer tools, which a bundle has not. */
const withoutDeveloperTools = {
  name: 'without-developer-tools',
  setup(building) {
    building.onLoad({ filter: /ink\/build\/utils\.js$/ }, () => ({ contents: 'export const isDev = () => false;' }));
  },
};

/** What `anoseg engine install` compiles: the binding's sources, and headers of Node, which not every Node brings. */
function copyBinding(folder) {
  cpSync(path.join(tfjsFolder(), 'binding'), folder, { recursive: true });
  const headers = path.join(root, 'node_modules', 'node-api-headers');
  cpSync(path.join(headers, 'include'), path.join(folder, 'node-api'), { recursive: true });
  cpSync(path.join(headers, 'LICENSE'), path.join(folder, 'node-api', 'LICENSE'));
}

/** Files of their own, which are loaded when the first YAML file is read. */
async function bundleYaml(outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: { yaml: 'yaml', 'structure-validator': 'src/dsl/yaml/structure-validator.cjs' },
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
  });
}

async function bundle(outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'src/cli/main.ts',
      engine: 'src/runtime/engine-process.ts',
      'self-test-process': 'src/runtime/engine/self-test-process.js',
    },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    external: ['sharp', 'react-devtools-core'],
    alias: { '@tensorflow/tfjs-node-gpu': tfjsFolder() },
    // Bundled CommonJS packages ask for Node's own modules through `require`.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    define: { 'process.env.NODE_ENV': '"production"', YAML_LIBRARY: '"./yaml.cjs"' },
    plugins: [withoutDeveloperTools],
    logLevel: 'warning',
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildAll();
