// Folders as people have them: links that lead back, what systems leave behind, pipes, names that look the same.
import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listImages } from '../../../src/cli/commands/predict/image-arguments.ts';
import { entriesOf, spelledOnDisk } from '../../../src/runtime/folders/entries.ts';
import { readSize } from '../../../src/runtime/images/decode.ts';
import { findMaps } from '../../../src/runtime/score/find-maps.ts';
import { allImages } from '../../../src/runtime/sources/glob.ts';
import { pictureFile } from '../../../src/runtime/sources/listing.ts';
import { readers } from '../../../src/runtime/sources/table.ts';
import { mask, plain, tree } from '../data/tree.ts';

function folderWith(...names: readonly string[]): string {
  const root = mkdtempSync(path.join(tmpdir(), 'anoseg-walk-'));
  for (const name of names) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), 'x');
  }
  return root;
}

const below = (root: string) => allImages(root).map(({ file }) => path.relative(root, file));
const [composed, decomposed] = ['pr\u00fcf', 'pru\u0308f'];

test('links that lead back, to themselves and to nothing', () => {
  const root = folderWith('a/1.png', 'a/b/2.png', '3.png');
  symlinkSync('.', path.join(root, 'again'));
  symlinkSync('../..', path.join(root, 'a/b/up'));
  symlinkSync('/', path.join(root, 'a/everything'));
  symlinkSync('self', path.join(root, 'self'));
  symlinkSync('nothing.png', path.join(root, 'lost.png'));
  expect(below(root)).toEqual(['3.png', 'a/1.png', 'a/b/2.png']);
  expect(allImages(path.join(root, 'a/b')).length).toBe(1);
});

test('links to files and to folders elsewhere are followed, each folder once', () => {
  const other = folderWith('deep/1.png');
  const root = folderWith('z/2.png');
  symlinkSync(other, path.join(root, 'linked'));
  symlinkSync(path.join(other, 'deep'), path.join(root, 'twice'));
  symlinkSync('z', path.join(root, 'a'));
  symlinkSync('z/2.png', path.join(root, '3.png'));
  expect(below(root)).toEqual(['3.png', 'linked/deep/1.png', 'z/2.png']);
});

test('folders whose links multiply end', () => {
  const root = folderWith('0/1.png');
  for (let i = 1; i < 40; i++) {
    mkdirSync(path.join(root, String(i)));
    for (const link of ['a', 'b', 'c']) symlinkSync(`../${i - 1}`, path.join(root, String(i), link));
  }
  expect(below(root)).toEqual(['0/1.png']);
});

test('what systems leave behind is no image', () => {
  const hidden = ['.DS_Store', '._1.png', '.git/1.png', '.ipynb_checkpoints/1-checkpoint.png', 'Thumbs.db'];
  const foreign = ['@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg', '__MACOSX/._1.png', '__MACOSX/1.png', 'lost+found/1.png'];
  expect(below(folderWith('1.png', ...hidden, ...foreign))).toEqual(['1.png']);
});

test('folders, pipes and sockets with the ending of an image', async () => {
  const root = folderWith('1.png', 'parts.png/2.png');
  execFileSync('mkfifo', [path.join(root, 'pipe.png')]);
  symlinkSync('/dev/zero', path.join(root, 'zero.png'));
  expect(below(root)).toEqual(['1.png', 'parts.png/2.png']);
  const read = (name: string) => readSize(pictureFile(root, path.join(root, name)));
  await expect(read('pipe.png')).rejects.toThrow('pipe.png cannot be read: it is a pipe, not a file');
  await expect(read('zero.png')).rejects.toThrow('zero.png cannot be read: it is a device, not a file');
});

test('a folder as deep as a path may be', () => {
  const root = folderWith();
  const deep = 'd/'.repeat(700);
  execFileSync('mkdir', ['-p', deep], { cwd: root });
  writeFileSync(path.join(root, deep, '1.png'), 'x');
  expect(below(root)).toEqual([`${deep}1.png`]);
});

test('names that are not UTF-8 are told with their bytes, where they could be images', () => {
  const root = folderWith('1.png', '2.png');
  const latin1 = (name: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]);
  writeFileSync(latin1('pr\u00fcf.txt'), 'x');
  expect(below(root)).toEqual(['1.png', '2.png']);
  renameSync(path.join(root, '2.png'), latin1('pr\u00fcf.png'));
  const told = { code: 'name-not-utf8', message: expect.stringContaining('pr\\xfcf.png') };
  expect(() => below(root)).toThrow(expect.objectContaining(told));
  expect(() => listImages([root])).toThrow(expect.objectContaining(told));
});

test('a folder that may not be read is named', async () => {
  const root = await tree({ 'maps/a/1.png': plain(3), 'masks/a/1.png': mask() });
  const closed = path.join(root, 'masks/a');
  chmodSync(closed, 0);
  chmodSync(root, 0o755);
  const told = {
    code: 'folder-unreadable',
    message: expect.stringContaining('cannot be read: its permissions forbid it'),
  };
  // Nothing is closed to root.
  const asOther = process.getuid?.() === 0 ? withoutRights : (work: () => unknown) => work();
  expect(() => asOther(() => findMaps(path.join(root, 'maps'), path.join(root, 'masks'), false))).toThrow(
    expect.objectContaining(told),
  );
  chmodSync(closed, 0o700);
});

test('names that look the same are the same: of folders, of images and their masks', async () => {
  const image = plain(90);
  const root = await tree({
    [`${decomposed}/train/good/1.png`]: image,
    [`${decomposed}/test/${decomposed}/${decomposed}.png`]: image,
    [`${decomposed}/ground_truth/${composed}/${composed}_mask.png`]: mask(),
  });
  expect(spelledOnDisk(path.join(root, composed))).toBe(path.join(root, decomposed));
  const suffixes = ['_mask'];
  const form = { path: composed, normal: [], test: [], masks: [], suffixes, validation: '', test_share: 0 };
  const { test: tested } = await readers.folder.open(form, root);
  expect(tested.map(({ name, masks }) => [name, masks.length])).toEqual([[`test/${composed}/${composed}.png`, 1]]);
});

test('ten thousand files are walked', () => {
  const root = folderWith();
  const file = path.join(root, 'first.png');
  writeFileSync(file, 'x');
  for (let folder = 0; folder < 10; folder++) {
    mkdirSync(path.join(root, String(folder)));
    for (let i = 0; i < 1000; i++) linkSync(file, path.join(root, String(folder), `${i}.png`));
  }
  expect(allImages(root).length).toBe(10_001);
});

test('a folder that is gone is empty', () => {
  expect(entriesOf(path.join(folderWith(), 'gone'))).toEqual([]);
});

function withoutRights<T>(work: () => T): T {
  process.seteuid?.(65534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
