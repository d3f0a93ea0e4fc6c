// What happens to a file that is there where a command wants to write its own.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { draftOf } from '../../src/runtime/files/files.ts';
import { refuseOccupied, writeOutputFile } from '../../src/runtime/files/output-file.ts';
import { composeSheet, sheetMark } from '../../src/runtime/preview/contact-sheet.ts';

const folder = () => mkdtempSync(path.join(tmpdir(), 'anoseg-output-'));
const refusal = expect.objectContaining({ code: 'file-exists', hint: expect.stringContaining('--force') });

test("somebody's file stays, unless it is said to be replaced, or would not change", () => {
  const file = path.join(folder(), 'mine.anoseg');
  writeFileSync(file, 'mine');
  const output = { file, force: false };
  expect(() => refuseOccupied(output)).toThrow(refusal);
  expect(() => writeOutputFile(output, 'other')).toThrow(refusal);
  writeOutputFile(output, 'mine');
  expect(readFileSync(file, 'utf8')).toBe('mine');
  writeOutputFile({ file, force: true }, 'other');
  expect(readFileSync(file, 'utf8')).toBe('other');
});

test('a sheet replaces an earlier sheet, and no other picture', async () => {
  const file = path.join(folder(), 'preview.png');
  const picture = { width: 8, height: 8, channels: 3 as const, data: new Uint8Array(192) };
  const lettering = { glyphs: { a: { path: 'M0 0h1v1z', advance: 1 } } };
  const sheet = await composeSheet([{ pictures: [picture], caption: 'a' }], { lettering, title: 'a' });
  const output = { file, force: false, mark: sheetMark };
  writeOutputFile(output, sheet);
  writeOutputFile(output, 'a later one');
  expect(readFileSync(file, 'utf8')).toBe('a later one');
  expect(() => writeOutputFile(output, sheet)).toThrow(refusal);
});

test('links are followed, a link that leads nowhere stays, and an empty file is filled', () => {
  const place = folder();
  const [real, link, lost] = [path.join(place, 'real'), path.join(place, 'link'), path.join(place, 'lost')];
  writeFileSync(real, '');
  symlinkSync(real, link);
  symlinkSync(path.join(place, 'nowhere'), lost);
  writeOutputFile({ file: link, force: false }, 'text');
  expect(readFileSync(real, 'utf8')).toBe('text');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(() => writeOutputFile({ file: lost, force: false }, 'text')).toThrow(refusal);
});

test('a folder is told as one, with or without --force', () => {
  const place = folder();
  mkdirSync(path.join(place, 'svg'));
  for (const force of [false, true])
    expect(() => refuseOccupied({ file: path.join(place, 'svg'), force })).toThrow('is a folder');
});

test.runIf(process.platform !== 'win32')('a pipe is written to and stays a pipe', async () => {
  const file = path.join(folder(), 'pipe');
  execFileSync('mkfifo', [file]);
  const reader = spawn('cat', [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = new Promise((resolve) => reader.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString())));
  refuseOccupied({ file, force: false });
  writeOutputFile({ file, force: false }, 'text');
  expect(await output).toBe('text');
  expect(lstatSync(file).isFIFO()).toBe(true);
});

test('drafts that killed processes left of this file go; those of others and of the living stay', () => {
  const place = folder();
  const file = path.join(place, 'a.png');
  const gone = spawnSync('true').pid;
  const killed = path.basename(draftOf(file)).replace(`.draft-${process.pid}-`, `.draft-${gone}-`);
  // Of a process that runs, and of which no more is known.
  const living = killed.replace(/-\d+-(\w+)-\d*$/, `-${process.ppid}-$1-`);
  const kept = [killed.replace('a.png', 'b.png'), `a.png.draft-${gone}`, living];
  for (const name of [killed, ...kept]) writeFileSync(path.join(place, name), 'x');
  writeOutputFile({ file, force: false }, 'text');
  expect(readdirSync(place).toSorted()).toEqual(['a.png', ...kept].toSorted());
});
