// What the language server takes for the pipelines of a project: renames change all of them.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listPipelines } from '../../../src/cli/pipelines/list-pipelines.ts';

test('pipelines and libraries, but neither what runs recorded nor installed packages', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-list-'));
  const put = (name: string, text = 'anoseg 1\n') => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  put('a.anoseg');
  put('lib/b.yaml', 'anoseg: 1\n');
  put('lib/other.yaml', 'key: 1\n');
  put('node_modules/c.anoseg');
  for (const name of ['pipeline.anoseg', 'imports/lib.anoseg', 'lock.json', 'events.jsonl']) put(`runs/a-1/${name}`);
  const found = listPipelines(folder, 10).map((file) => path.relative(folder, file).replaceAll(path.sep, '/'));
  expect(found).toEqual(['a.anoseg', 'lib/b.yaml']);
});
