// `anoseg weights list`: what is there is looked at, not guessed from a name or a size.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { weightsList } from '../../../src/cli/commands/weights.ts';
import { knownWeights } from '../../../src/weights/known.ts';
import { weightsFile } from '../../../src/weights/store.ts';
import { captureTerminal } from './captured-terminal.ts';

afterEach(() => vi.unstubAllEnvs());

test('a file of the right name and size that holds something else is damaged, not here', async () => {
  const cache = mkdtempSync(path.join(tmpdir(), 'anoseg-weights-list-'));
  vi.stubEnv('ANOSEG_CACHE', cache);
  const [first, second] = knownWeights;
  if (!first || !second) throw new Error('two are known');
  const file = weightsFile(cache, first);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(first.bytes));

  const human = captureTerminal();
  await weightsList(human.terminal);
  expect(human.stdout()).toContain(`damaged: \`anoseg weights install ${first.name}\` makes it anew`);
  expect(human.stdout()).toContain(`no: \`anoseg weights install ${second.name}\``);

  const json = captureTerminal({ json: true });
  await weightsList(json.terminal);
  expect(JSON.parse(json.stdout()).weights).toMatchObject([
    { name: first.name, installed: false, damaged: true },
    { name: second.name, installed: false, damaged: false },
  ]);
});
