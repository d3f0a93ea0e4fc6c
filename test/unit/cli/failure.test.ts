// What a bug leaves behind: a report that only its owner reads, at a place that nobody could prepare.
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bugFailure } from '../../../src/cli/shell/failure.ts';

let room = '';
beforeEach(() => {
  room = mkdtempSync(path.join(tmpdir(), 'anoseg-room-'));
  vi.stubEnv('TMPDIR', room);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(room, { recursive: true });
});

function reportOf(): string {
  const { hint } = bugFailure('bug in anoseg: x', 'stack', '1.0');
  return / the file (\S+)$/.exec(hint)?.[1] ?? '';
}

it('keeps the report where only its owner reads it', () => {
  const file = reportOf();
  expect(readFileSync(file, 'utf8')).toContain('stack');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(file.startsWith(room)).toBe(true);
});

it('follows no link, and never writes to the same place twice', () => {
  const victim = path.join(room, 'victim');
  writeFileSync(victim, 'mine');
  symlinkSync(victim, path.join(room, `anoseg-bug-${process.pid}.txt`));
  expect(reportOf()).not.toBe(reportOf());
  expect(readFileSync(victim, 'utf8')).toBe('mine');
});

it('goes elsewhere where TMPDIR is gone', () => {
  vi.stubEnv('TMPDIR', path.join(room, 'gone'));
  const file = reportOf();
  expect(readFileSync(file, 'utf8')).toContain('stack');
  rmSync(path.dirname(file), { recursive: true });
});
