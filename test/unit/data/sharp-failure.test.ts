// What sharp itself says where its library for this machine is missing, and what becomes of it.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
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
