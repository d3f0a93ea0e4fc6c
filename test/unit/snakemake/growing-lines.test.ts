// Lines of a file that grows come once, whole and in order.
import { appendFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { followLines } from '../../../src/runtime/snakemake/growing-lines.ts';

test('lines are handed on when they are whole, characters too; what comes last needs no end', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-lines-')), 'log');
  writeFileSync(file, 'one\ntw');
  const lines: string[] = [];
  const following = followLines(file, (line) => lines.push(line));
  await vi.waitFor(() => expect(lines).toEqual(['one']), 10_000);
  const [first, ...rest] = Buffer.from('ü');
  appendFileSync(file, Buffer.concat([Buffer.from('o\r\n'), Buffer.from([first ?? 0])]));
  await vi.waitFor(() => expect(lines).toEqual(['one', 'two']), 10_000);
  const long = 'x'.repeat(200_000);
  appendFileSync(file, Buffer.concat([Buffer.from(rest), Buffer.from(`\n\n${long}\nlast`)]));
  following.end();
  expect(lines).toEqual(['one', 'two', 'ü', '', long, 'last']);
});
