// `anoseg share` of an experiment: what a bundle is, and what to do instead.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { shareCommand } from '../../../src/cli/commands/share.ts';
import { captureTerminal } from '../cli/captured-terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-share-'));

test('a folder of an experiment is refused, with what to share', async () => {
  const place = path.join(folder, 'runs');
  mkdirSync(place);
  writeFileSync(path.join(place, 'experiment.json'), '{}');
  await expect(
    shareCommand(place, { out: path.join(folder, 'e.zip') }, captureTerminal().terminal),
  ).rejects.toMatchObject({
    message: expect.stringContaining('is the folder of an experiment, and a bundle holds one run'),
    hint: expect.stringContaining('/RUN -o FILE'),
  });
});

test.each([
  ['a.anoseg', 'anoseg 1\nexperiment {\n}\n'],
  ['a.yaml', 'anoseg: 1\nexperiment:\n  pipeline: b\n'],
])('so is its file, %s', async (name, text) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  await expect(
    shareCommand(file, { out: path.join(folder, 'e.zip') }, captureTerminal().terminal),
  ).rejects.toMatchObject({
    message: expect.stringContaining('is the file of an experiment'),
  });
});
