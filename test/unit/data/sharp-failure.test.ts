// What sharp itself says where its library for this machine is missing, and what becomes of it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asSharpFailure } from '../../../src/engine/sharp-failure.ts';

let room = '';
beforeEach(() => {
  room = mkdtempSync(path.join(tmpdir(), 'anoseg-sharp-'));
});
afterEach(() => rmSync(room, { recursive: true }));

function errorOfLoading(): unknown {
  try {
    createRequire(path.join(room, 'cli.js'))('sharp');
    return undefined;
  } catch (error) {
    return error;
  }
}

/** sharp as npm leaves it without optional packages. */
function installWithoutLibrary(): void {
  const modules = path.resolve('node_modules');
  mkdirSync(path.join(room, 'node_modules', '@img'), { recursive: true });
  cpSync(path.join(modules, 'sharp'), path.join(room, 'node_modules', 'sharp'), { recursive: true });
  const colour = readdirSync(path.join(modules, '@img')).filter((name) => !name.startsWith('sharp-'));
  for (const name of ['detect-libc', 'semver', ...colour.map((own) => path.join('@img', own))])
    symlinkSync(path.join(modules, name), path.join(room, 'node_modules', name));
}

it('is outside, not a bug, where sharp is missing', () => {
  expect(asSharpFailure(errorOfLoading())).toMatchObject({
    code: 'sharp-missing',
    hint: expect.stringContaining('npm install --include=optional'),
  });
});

it('is outside where its library is missing', () => {
  installWithoutLibrary();
  expect(asSharpFailure(errorOfLoading())).toMatchObject({
    code: 'sharp-missing',
    message: expect.stringMatching(/its library for \S+ is missing or damaged$/),
  });
});

it('leaves other errors alone', () => {
  expect(asSharpFailure(new Error('Expected a sharp edge'))).toBeUndefined();
  expect(asSharpFailure('sharp')).toBeUndefined();
});

it.each([
  ['emptied', 'index.mjs', 0],
  ['emptied inside', 'utility.mjs', 0],
  ['cut', 'utility.mjs', 1000],
])('a file of its JavaScript that is %s is no bug of ours', (_, name, length) => {
  const modules = path.join(room, 'node_modules');
  mkdirSync(modules);
  cpSync(path.resolve('node_modules/sharp'), path.join(modules, 'sharp'), { recursive: true });
  for (const other of ['@img', 'detect-libc', 'semver'])
    symlinkSync(path.resolve('node_modules', other), path.join(modules, other));
  truncateSync(path.join(modules, 'sharp', 'dist', name), length);
  const program = "import('./load.mjs').catch((e) => console.log(JSON.stringify([e.name, e.message, e.stack])))";
  writeFileSync(path.join(room, 'load.mjs'), "import sharp from 'sharp'; sharp.cache();");
  const { stdout } = spawnSync(process.execPath, ['-e', program], { cwd: room, encoding: 'utf8' });
  const [kind, message, stack]: readonly string[] = JSON.parse(stdout);
  const error = kind === 'SyntaxError' ? new SyntaxError(message) : new TypeError(message);
  error.stack = stack ?? '';
  expect(asSharpFailure(error)).toMatchObject({ code: 'sharp-missing', hint: expect.stringContaining('delete') });
});

it('what sharp objects to in our use of it, and texts that do not parse, are not taken for damage', () => {
  const own = new TypeError('x is not a function');
  expect(asSharpFailure(own)).toBeUndefined();
  const objection = new Error('Expected integer for width');
  objection.stack = `Error: x\n    at Sharp.resize (/a/node_modules/sharp/dist/resize.mjs:1:1)`;
  expect(asSharpFailure(objection)).toBeUndefined();
  try {
    JSON.parse('{');
  } catch (error) {
    expect(asSharpFailure(error)).toBeUndefined();
  }
});
