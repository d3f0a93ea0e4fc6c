// Wrong use of the command line, told to programs: `--json` is one document, whatever is wrong; and files that are none
// of ours.
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { thisMachine } from '../../src/engine/machine.ts';
import { anoseg } from './command.ts';

test.each([
  ['an unknown option', ['check', '--json', '--bogus', 'x.anoseg'], "unknown option '--bogus'"],
  ['a misspelt option', ['check', '--format', 'json', '--stricd', 'x.anoseg'], "unknown option '--stricd'"],
  ['an argument that is missing', ['plan', '--json'], "missing required argument 'PIPELINE'"],
  ['an option that is missing', ['convert', 'x.anoseg', '--json'], "required option '--to <SYNTAX>' not specified"],
  [
    '`--elsewhere` of a run that begins',
    ['run', 'x.anoseg', '--elsewhere', '--json'],
    '`--elsewhere` is about a run to go on with',
  ],
  ['a command that is not there', ['chek', '--json'], "unknown command 'chek'"],
])('%s', async (_, args, message) => {
  const { code, stdout, stderr } = await anoseg(args);
  expect(JSON.parse(stdout)).toMatchObject({ format_version: '1.0', error: { code: 'usage', message } });
  expect([code, stderr]).toEqual([2, '']);
});

test('people read it on standard error', async () => {
  const { code, stdout, stderr } = await anoseg(['check', '--stricd', 'x.anoseg']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe("error: unknown option '--stricd'\n(Did you mean --strict?)\n");
});

test('bytes that are no text are told at their place', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-')), 'a.anoseg');
  writeFileSync(file, Buffer.from('anoseg 1\nparam a = "\xff"\n', 'latin1'));
  const { code, stdout } = await anoseg(['check', '--json', file]);
  const start = { line: 2, column: 12 };
  expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'not-text', range: { start } }]);
  expect(code).toBe(1);
});

// The built `check` is a script of its own: what it needs must be in it.
test('codes are explained, of findings and of failures', async () => {
  for (const name of ['unknown-key', 'disk-full']) {
    const { code, stdout, stderr } = await anoseg(['check', '--explain', name]);
    expect([code, stderr, stdout.split(':')[0]]).toEqual([0, '', name]);
  }
});

test('a file of blocks can be checked, but has no plan', async () => {
  const library = 'pipelines/blocks/pix2pix.anoseg';
  const { code, stdout } = await anoseg(['plan', '--json', library]);
  expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'library-only', range: { start: { line: 1 } } }]);
  expect([code, (await anoseg(['check', library])).code]).toEqual([1, 0]);
});

// Before anything is fetched, read or written. A machine with NVIDIA's driver is another story.
test.skipIf(thisMachine().nvidiaDriver() !== undefined)('`--device gpu` where there is none', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-'));
  const cache = path.join(folder, 'cache');
  const pipeline = path.resolve('pipelines/quickstart.anoseg');
  for (const command of [['run'], ['run', '--each', 'seed=1,2'], ['preview'], ['bench']]) {
    const args = [...command, pipeline, '--device', 'gpu', '--json'];
    const { code, stdout } = await anoseg(args, { ANOSEG_CACHE: cache }, folder);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'gpu-unavailable', hint: expect.stringMatching('cpu') },
    });
    expect(code).toBe(3);
  }
  expect([readdirSync(folder), existsSync(cache)]).toEqual([[], false]);
});
