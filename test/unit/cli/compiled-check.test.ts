// The script of `check` is kept in its compiled form. What counts is that it is never that of another release, and that a
// first use which needs little of it does not slow down all that follow.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anoseg-compiled-'));
  for (const name of ['bin', 'dist']) mkdirSync(path.join(folder, name));
  copyFileSync('bin/anoseg.js', path.join(folder, 'bin', 'anoseg.js'));
});
afterEach(() => rmSync(folder, { recursive: true }));

// As a package is unpacked: with one time for every file of every release.
function install(release: string, says: string): void {
  const file = path.join(folder, 'dist', 'check.cjs');
  writeFileSync(file, `//${release}\nfunction say() { console.log('${says}'); }\nsay();\n`);
  utimesSync(file, 499_162_500, 499_162_500);
}

function check(...words: readonly string[]): string {
  return spawnSync(process.execPath, [path.join(folder, 'bin', 'anoseg.js'), 'check', ...words], { encoding: 'utf8' })
    .stdout;
}

function kept(): string {
  const [name, ...others] = readdirSync(path.join(folder, 'dist')).filter((file) => file.startsWith('check.cjs.'));
  expect(others).toEqual([]);
  return readFileSync(path.join(folder, 'dist', name ?? 'none'), 'latin1');
}

test('another release of the same size and time is compiled anew', () => {
  install('aaaa', 'one');
  expect(check('a.anoseg')).toBe('one\n');
  expect(check('a.anoseg')).toBe('one\n');
  install('bbbb', 'two');
  expect(check('a.anoseg')).toBe('two\n');
  expect(check('a.anoseg')).toBe('two\n');
});

test('what a call for help leaves is replaced by the first check, and that is kept', () => {
  install('aaaa', 'one');
  check('--help');
  const first = kept();
  check('--help');
  expect(kept()).toBe(first);
  check('a.anoseg');
  const whole = kept();
  expect(whole).not.toBe(first);
  check('a.anoseg');
  check('--help');
  expect(kept()).toBe(whole);
});

test('a run is for the whole command line, a folder without a lock is not', () => {
  install('aaaa', 'one');
  writeFileSync(path.join(folder, 'dist', 'cli.js'), "console.log('whole');\n");
  expect(check(folder)).toBe('one\n');
  writeFileSync(path.join(folder, 'lock.json'), '{}');
  expect(check('--strict', folder)).toBe('whole\n');
  expect(check('a.anoseg')).toBe('one\n');
});

test('what is broken or of somebody else is not used', () => {
  install('aaaa', 'one');
  check('a.anoseg');
  const [name = ''] = readdirSync(path.join(folder, 'dist')).filter((file) => file.startsWith('check.cjs.'));
  for (const content of ['', 'whole', 'x'.repeat(4000), `${kept().slice(0, 200)}`]) {
    writeFileSync(path.join(folder, 'dist', name), content, 'latin1');
    expect(check('a.anoseg')).toBe('one\n');
  }
});
