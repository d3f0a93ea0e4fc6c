// `check --watch` as somebody has it open beside an editor: files that are saved, put away, put back, imported, new.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anoseg, scratch, startAnoseg, until } from './command.ts';

const sound = readFileSync('pipelines/quickstart.anoseg', 'utf8');

test('a file is checked again when it is saved, comes again, or what it imports changes', async () => {
  const folder = scratch();
  const file = path.join(folder, 'a.anoseg');
  const library = path.join(folder, 'own.anoseg');
  writeFileSync(library, 'anoseg 1\n\nblock twice(x) {\n  return x -> relu -> relu\n}\n');
  writeFileSync(file, sound.replace('anoseg 1\n', 'anoseg 1\n\nuse "own" { twice }\n').replace('-> relu', '-> twice'));
  const running = startAnoseg(['check', '--watch', file]);
  let seen = 0;
  const says = async (what: RegExp) => {
    await until(() => what.test(running.stdout().slice(seen)), `${what}, after ${running.stdout()}`);
    seen = running.stdout().length;
  };
  await says(/valid\n/);
  writeFileSync(file, readFileSync(file, 'utf8').replace('-> twice', '-> twise'));
  await says(/did you mean `twice`/);
  rmSync(file);
  writeFileSync(`${file}.new`, sound);
  renameSync(`${file}.new`, file);
  await says(/valid\n/);
  writeFileSync(file, sound.replace('anoseg 1\n', 'anoseg 1\n\nuse "own" { twice }\n').replace('-> relu', '-> twice'));
  await says(/valid\n/);
  writeFileSync(library, 'anoseg 1\n\nblock twice(x) {\n  return x -> rellu\n}\n');
  await says(/did you mean `relu`/);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
});

test('a folder is watched with what is put into it', async () => {
  const folder = scratch();
  writeFileSync(path.join(folder, 'a.anoseg'), sound);
  const running = startAnoseg(['check', '--watch', folder]);
  await until(() => running.stdout().includes('valid'), 'the first check');
  mkdirSync(path.join(folder, 'more'));
  writeFileSync(path.join(folder, 'more', 'b.anoseg'), 'anoseg 1\n\nparam size = = 3\n');
  await until(() => running.stdout().includes('error[syntax]'), 'the new file');
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
});

test('what cannot be watched is wrong use', async () => {
  const input = await anoseg(['check', '--watch', '-']);
  expect(input).toMatchObject({ code: 2, stderr: expect.stringContaining('standard input cannot be watched') });
  const json = await anoseg(['check', '--watch', '--json', 'pipelines/quickstart.anoseg']);
  expect(json).toMatchObject({ code: 2, stdout: expect.stringContaining('`--watch` has no JSON') });
});
