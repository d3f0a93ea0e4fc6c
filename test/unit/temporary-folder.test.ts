import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { usableTemporaryFolder } from '../../src/engine/temporary-folder.ts';

let room = '';
beforeEach(() => {
  room = mkdtempSync(path.join(tmpdir(), 'anoseg-room-'));
});
afterEach(() => rmSync(room, { recursive: true }));

it('is the folder that is named', () => {
  expect(usableTemporaryFolder(room, [])).toBe(room);
});

it('is another one where that is missing, or no folder', () => {
  const gone = path.join(room, 'job-17');
  const file = path.join(room, 'file');
  writeFileSync(file, '');
  expect(usableTemporaryFolder(gone, [file, room])).toBe(room);
  expect(usableTemporaryFolder(file, [room])).toBe(room);
  expect(usableTemporaryFolder(gone, [file])).toBeUndefined();
});
