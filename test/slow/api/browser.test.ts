// The language in a browser: the bundle is small, needs no global of Node, and says in Chromium what it says in Node.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const bundle = readFileSync('dist/language.browser.js', 'utf8');
const library = readFileSync('dist/library.js', 'utf8');
const shipped = ['pipelines/quickstart.anoseg', 'pipelines/mvtec-bottle.anoseg'];
const wrong = 'anoseg 1\nnetwrk x';

/** What is asked of the bundle, as source: it runs in three places. `language` and `texts` are there. */
const questions = `
  [...texts, ${JSON.stringify(wrong)}].map((text) => {
    const reader = language.textReader(library);
    const { diagnostics, model } = language.check(text, { reader });
    const yaml = language.convert(text, 'yaml').text;
    return {
      diagnostics: language.diagnosticsDocument(diagnostics, model !== undefined),
      shown: diagnostics.map((diagnostic) => language.renderDiagnostic(diagnostic)),
      formatted: language.format(text.replaceAll('  ', '    ')).text,
      yaml,
      again: yaml && language.check(yaml, { filename: 'again.yaml', reader }).diagnostics.length,
      plan: model && language.plan(model),
      settings: model && language.explain(model).map(({ path, value }) => [path, value]),
      hash: model && language.digestPipeline(model),
    };
  })`.trim();
const texts = shipped.map((file) => readFileSync(file, 'utf8'));

async function askNode(): Promise<unknown> {
  // Not a literal: what is built is not there when types are checked.
  const load = (file: string) => import(/* @vite-ignore */ path.resolve(file));
  const [language, { library: std }] = [await load('dist/language.js'), await load('dist/library.js')];
  const ask = new Function('language', 'library', 'texts', `return ${questions}`);
  return JSON.parse(JSON.stringify(ask(language, std, texts)));
}

test('the bundle is below 400 kB, compressed', () => {
  expect(gzipSync(bundle).length).toBeLessThan(400_000);
  expect(bundle).not.toMatch(/from"node:|require\("node:/);
});

test('it runs where nothing of Node is', async () => {
  // Exports of a module become those of a function: modules cannot be run in a context without a flag.
  const asFunction = bundle.replace(/export\{([^}]*)\};?\s*(\/\/.*|\/\*[\s\S]*\*\/)?\s*$/, (_, names: string) => {
    const pairs = names.split(',').map((name) => name.split(' as '));
    return `return {${pairs.map(([own, shown = own]) => `${shown}: ${own}`).join(',')}};`;
  });
  const context = vm.createContext({ TextEncoder, TextDecoder, texts });
  const script = `(() => { const language = (() => { ${asFunction} })(); ${library.replace('export ', '')}
    return JSON.stringify(${questions}); })()`;
  const answer = vm.runInContext(script, context);
  expect(JSON.parse(String(answer))).toEqual(await askNode());
});

const chromium = [process.env.CHROME, ...['chromium', 'chromium-browser', 'google-chrome', 'chrome'].map(onPath)].find(
  (file) => file !== undefined && existsSync(file),
);

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

test.skipIf(chromium === undefined)('it says in Chromium what it says in Node (skipped without one)', async () => {
  const page = `<!doctype html><meta charset="utf-8"><pre id="answer"></pre><script type="module">
    import * as language from '/language.js';
    import { library } from '/library.js';
    const texts = ${JSON.stringify(texts).replaceAll('<', '\\u003c')};
    const bytes = new TextEncoder().encode(JSON.stringify(${questions.replaceAll('</', '<\\/')}));
    document.querySelector('#answer').textContent = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  </script>`;
  const server = createServer(({ url }, response) => {
    const [type, body] =
      url === '/language.js'
        ? ['text/javascript', bundle]
        : url === '/library.js'
          ? ['text/javascript', library]
          : ['text/html', page];
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  const profile = mkdtempSync(path.join(tmpdir(), 'anoseg-chromium-'));
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // A server that listens on a port has this form of address.
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, '--dump-dom'];
    const { stdout } = await promisify(execFile)(chromium ?? '', [...flags, `http://127.0.0.1:${port}/`], {
      maxBuffer: 1e9,
    });
    const [, hex = ''] = /id="answer">([0-9a-f]*)</.exec(stdout) ?? [];
    expect(JSON.parse(Buffer.from(hex, 'hex').toString('utf8'))).toEqual(await askNode());
  } finally {
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
