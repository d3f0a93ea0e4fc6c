// Which folders a new run takes, and what it finds in the way.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { refuseDataPlace } from '../../../src/runtime/record/out-place.ts';
import { claimNewRun, refuseLinks, runFolder } from '../../../src/runtime/record/run-folder.ts';
import { checkText } from '../../pipelines.ts';
import { tree } from '../data/tree.ts';

const bundle = {
  entry: 'part.anoseg',
  files: { 'part.anoseg': 'anoseg 1\n', 'std:blocks/a.anoseg': 'a', 'lib/b.anoseg': 'b' },
};
const event = Buffer.from('{"time":"2026-01-01T00:00:00.000Z","event":"failed"}\n');
const file = (text = 'x') => Buffer.from(text);

async function outcome(files: Readonly<Record<string, Buffer>>): Promise<string> {
  const folder = await tree(files);
  const before = readdirSync(folder, { recursive: true }).toSorted();
  try {
    const claim = await claimNewRun(runFolder(folder), bundle, 'x');
    claim.release();
    return 'taken';
  } catch (error) {
    expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(before);
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

describe('a new run takes', () => {
  test.each<[string, Record<string, Buffer>]>([
    ['what is empty', {}],
    ['what systems put there', { '.DS_Store': file(), 'Thumbs.db': file() }],
    ['what a run left that found no data', { 'events.jsonl': event }],
    ['a log of which a full disk took nothing', { 'events.jsonl': file('') }],
    ['a log of which a full disk took the beginning', { 'events.jsonl': file('{"time":"2026-01') }],
    [
      'what a run left that could not write its lock',
      {
        'events.jsonl': event,
        'pipeline.anoseg': file('anoseg 1\n'),
        'data.csv': file('file,part,sha256\na,image,0\n'),
      },
    ],
    [
      'what a run left that was killed before its lock',
      {
        'events.jsonl': event,
        'pipeline.anoseg': file('anoseg 1\n'),
        'imports/std/blocks/a.anoseg': file('a'),
        '.sources/pipeline.anoseg': file('anoseg 1\n'),
        '.sources/imports/std/blocks/a.anoseg': file('a'),
        'imports/lib/b.anoseg.draft-999999999-01234567-1': file(),
        'lock.json.draft-999999999-01234567-1': file(),
        'claim.json': file('{'),
      },
    ],
  ])('%s', async (_, files) => {
    expect(await outcome(files)).toBe('taken');
  });
});

describe('a new run refuses, and leaves as it is,', () => {
  test.each<[string, Record<string, Buffer>]>([
    ["somebody's model", { 'model/weights.bin': file() }],
    ["somebody's report", { 'report.html': file() }],
    ['notes beside the log of a run', { 'events.jsonl': event, 'notes.txt': file() }],
    ['a pipeline, even the same', { 'pipeline.anoseg': file('anoseg 1\n') }],
    ['another pipeline beside the log of a run', { 'events.jsonl': event, 'pipeline.anoseg': file('mine') }],
    [
      'something of another kind in a hidden folder',
      { 'events.jsonl': event, '.sources/pipeline.anoseg': file('mine') },
    ],
    ['another import', { 'events.jsonl': event, 'imports/lib/b.anoseg': file('mine') }],
    ['a list of somebody else beside the log of a run', { 'events.jsonl': event, 'data.csv': file('part,price\n') }],
    ['a list without the log of a run', { 'data.csv': file('file,part,sha256\n') }],
    ['the beginning of a log of another program', { 'events.jsonl': file('{"level":"in') }],
    ['a log of another program', { 'events.jsonl': file('{"level":"info"}\n') }],
    ['a lock of another program', { 'lock.json': file('{"lockfileVersion":3}') }],
    ['a hidden file', { '.env': file() }],
    ["somebody's notes that are called a draft", { 'notes.draft-2': file() }],
    ["somebody's report that is called a draft", { 'report.html.draft-2': file() }],
    ["somebody's folder that is called a draft", { 'model.draft-1/weights.bin': file() }],
    ['a claim of another kind', { 'claim.json': file('{"insurance":"of the car"}\n') }],
    ['a claim in plain words', { 'claim.json': file('I claim the car.') }],
    ['the copy of one', { 'claim.json.bak': file() }],
  ])('%s', async (_, files) => {
    expect(await outcome(files)).toBe('out-exists');
  });

  test('a run', async () => {
    expect(await outcome({ 'lock.json': file('{"pipeline":{},"parameters":{}}') })).toBe('run-exists');
  });

  test('an empty folder and a link in it', async () => {
    const folder = await tree({});
    mkdirSync(path.join(folder, 'model'));
    await expect(claimNewRun(runFolder(folder), bundle, 'x')).rejects.toThrow('it holds model');
    const linked = await tree({});
    symlinkSync(folder, path.join(linked, 'imports'));
    await expect(claimNewRun(runFolder(linked), bundle, 'x')).rejects.toThrow('it holds imports');
  });
});

test('drafts of a process that was killed are gone from everywhere in the folder', async () => {
  const gone = spawnSync('true').pid;
  const folder = await tree({
    'events.jsonl': event,
    [`events.jsonl.draft-${gone}-01234567-77`]: file(),
    [`imports/lib/b.anoseg.draft-${gone}-01234567-77`]: file(),
  });
  (await claimNewRun(runFolder(folder), bundle, 'x')).release();
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => name.includes('draft'))).toEqual([]);
});

test("a stranger's run folder does not lead our writing to files of the user's", async () => {
  const mine = await tree({ 'hole/000.png': file() });
  for (const link of ['maps', 'overlays/hole', 'checkpoints', 'imports', '.sources', 'events.jsonl']) {
    const folder = await tree({ 'overlays/good/000.png': file() });
    expect(() => refuseLinks(runFolder(folder))).not.toThrow();
    symlinkSync(path.join(mine, link === 'events.jsonl' ? 'new' : 'hole'), path.join(folder, link));
    expect(() => refuseLinks(runFolder(folder)), link).toThrow(expect.objectContaining({ code: 'not-writable' }));
  }
});

test.each(['maps', 'overlays', 'checkpoints', 'imports', '.sources'])(
  'a run does not go on where %s is a file, and says what to do',
  async (name) => {
    const folder = await tree({ [name]: file('') });
    expect(() => refuseLinks(runFolder(folder))).toThrow(
      expect.objectContaining({
        code: 'not-writable',
        message: `cannot write to ${path.join(folder, name)}: it is a file, and a run has a folder there`,
        hint: 'remove it, and resume again',
      }),
    );
  },
);

test('a data set is no place for results, however it is named', async () => {
  const data = await tree({ 'parts/good/0.png': file() });
  const quickstart = readFileSync('pipelines/quickstart.anoseg', 'utf8');
  const { model } = checkText(quickstart.replace('sample("weave")', 'folder("parts")'));
  if (model === undefined) throw new Error('the pipeline does not check');
  symlinkSync(path.join(data, 'parts'), path.join(data, 'link'));
  const place = (out: string) => () => refuseDataPlace(path.join(data, out), model, data);
  for (const out of ['parts', 'parts/good/out', 'parts/new', 'link/out', 'other/../parts/out'])
    expect(place(out), out).toThrow(expect.objectContaining({ code: 'out-in-data' }));
  for (const out of ['other', 'parts-2', '..parts', 'parts/../runs']) expect(place(out), out).not.toThrow();
});
