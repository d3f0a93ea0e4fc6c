// Bundles the command line and the engine process into dist/. One file a command, loaded when it is
// used, so that `anoseg check` starts without TensorFlow, sharp or ink; `check` also as one script.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    await bundleCheck(draft);
    await bundleYaml(draft);
    await bundleForBrowsers(draft);
    writeLibrary(draft);
    writeFileSync(path.join(draft, 'glyphs.json'), JSON.stringify(makeGlyphs()));
    copyBinding(path.join(draft, 'binding'));
    rmSync(path.join(root, 'dist'), { recursive: true, force: true });
    renameSync(draft, path.join(root, 'dist'));
    compileCheck();
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
    entryPoints: { yaml: 'yaml', 'structure-validator': 'src/dsl/yaml/read/structure-validator.cjs' },
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

const shared = () => ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  external: ['sharp', 'react-devtools-core'],
  alias: { '@tensorflow/tfjs-node-gpu': tfjsFolder() },
  logLevel: 'warning',
  metafile: true,
});
const defined = { 'process.env.NODE_ENV': '"production"', YAML_LIBRARY: '"./yaml.cjs"' };

async function bundle(outdir) {
  const { metafile } = await build({
    ...shared(),
    entryPoints: {
      cli: 'src/cli/main.ts',
      anoseg: 'src/api/index.ts',
      language: 'src/api/language.ts',
      engine: 'src/runtime/process/engine-process.ts',
      'self-test-process': 'src/engine/self-test-process.js',
    },
    outdir,
    splitting: true,
    format: 'esm',
    // Bundled CommonJS packages ask for Node's own modules through `require`.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    define: defined,
    plugins: [withoutDeveloperTools],
  });
  listSources(metafile, path.join(outdir, 'cli.sources'));
}

/** What bin/anoseg.js starts the whole command line for: left out of the script of `check`, which is loaded as a whole. */
const withoutSlowParts = {
  name: 'without-slow-parts',
  setup({ onLoad }) {
    const filter =
      /src[\\/](api[\\/]data-check|cli[\\/]commands[\\/]check[\\/](kept-pipelines|data-findings|explain-code)|cli[\\/]shell[\\/]watching)\.ts$/;
    onLoad({ filter }, () => ({ contents: "throw new Error('no part of the script of check');" }));
  },
};

/** Chevrotain's lexer lists a number for every character there is before it reads one; the number is as soon computed. */
const withoutListOfCharacters = {
  name: 'without-list-of-characters',
  setup({ onLoad }) {
    onLoad({ filter: /chevrotain[\\/]lib[\\/]src[\\/]scan[\\/]lexer\.js$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      const contents = text
        .replace(': charCodeToOptimizedIdxMap[charCode];', ': 255 + ~~(charCode / 255);')
        .replace(/(?<=function initCharCodeToOptimizedIndexMap\(\) \{)[\s\S]*?\n(?=\}\n)/, '');
      if (text.length - contents.length < 200) throw new Error('another lexer than that of chevrotain 11.2');
      return { contents };
    });
  },
};

/** `check` alone, as one script, without what reads images or waits for changes. */
async function bundleCheck(outdir) {
  const file = path.join(outdir, 'check.cjs');
  const { metafile } = await build({
    ...shared(),
    entryPoints: ['src/cli/check-main.ts'],
    outfile: file,
    format: 'cjs',
    plugins: [withoutSlowParts, withoutListOfCharacters],
    // Commander starts other programs with it, which none of our commands is; loading it takes time.
    alias: {
      ...shared().alias,
      'node:child_process': path.join(root, 'scripts', 'nothing.cjs'),
      'node:crypto': path.join(root, 'scripts', 'late-crypto.js'),
    },
    banner: { js: "const __url=require('node:url').pathToFileURL(__filename).href;" },
    define: { ...defined, 'import.meta.url': '__url' },
  });
  // Bytes are read as characters, which is quicker. The bundler leaves regular expressions as they are.
  const text = readFileSync(file, 'utf8');
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = text.replaceAll(/[^\0-\x7F]/g, escaped);
  // By the first line bin/anoseg.js knows what it compiled: packages unpack with one time for all releases.
  writeFileSync(file, `//${createHash('sha256').update(ascii).digest('hex')}\n${ascii}`);
  listSources(metafile, path.join(outdir, 'check.sources'));
}

/** The language in one file that asks for nothing of Node. */
async function bundleForBrowsers(outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: { 'language.browser': 'src/api/language.ts' },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    // Names of classes are seen: chevrotain's rules and tokens have them.
    keepNames: true,
    legalComments: 'linked',
    alias: { 'node:path': 'path-browserify' },
    logLevel: 'warning',
  });
}

/** The texts that `std:` names, for those who have no files. */
function writeLibrary(outdir) {
  const folder = path.join(root, 'pipelines');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.anoseg'));
  const texts = names.toSorted().map((name) => {
    const key = `std:${name.split(path.sep).join('/')}`;
    return [key, readFileSync(path.join(folder, name), 'utf8')];
  });
  const text = JSON.stringify(Object.fromEntries(texts), undefined, 2);
  writeFileSync(path.join(outdir, 'library.js'), `export const library = ${text};\n`);
  const type = 'export declare const library: Readonly<Record<string, string>>;';
  writeFileSync(path.join(outdir, 'library.d.ts'), `/** Texts of the shipped library by name. */\n${type}\n`);
}

/** Sources of ours, by which bin/anoseg.js sees whether the bundle is old. */
function listSources({ inputs }, file) {
  const sources = Object.keys(inputs).filter((name) => name.startsWith('src/'));
  writeFileSync(file, sources.toSorted().join('\n'));
}

/** Runs a check, which leaves its compiled form for the next one. Where it fails the next one compiles. */
function compileCheck() {
  const args = ['anoseg.js', 'check', path.join('..', 'pipelines', 'mvtec-bottle.anoseg')];
  const env = { ...process.env, ANOSEG_BUILT: 'true' };
  spawnSync(process.execPath, args, { cwd: path.join(root, 'bin'), env, stdio: 'ignore' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildAll();
