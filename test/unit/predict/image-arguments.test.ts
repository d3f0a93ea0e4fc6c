// The images that a command line names, and where their results go.
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { listImages } from '../../../src/cli/commands/predict/image-arguments.ts';
import { plain, tree } from '../data/tree.ts';

let folder = '';
beforeAll(async () => {
  folder = await tree({
    'a/1.png': plain(1),
    'a/ä b/2.JPG': plain(2),
    'a/[x].png': plain(3),
    'b/1.png': plain(4),
    'b/1.bmp': plain(5),
    'a/notes.txt': 'text',
    'a/.hidden.png': plain(6),
  });
});
const targets = (...args: readonly string[]) =>
  listImages(args.map((arg) => path.join(folder, arg))).map(({ target }) => target);
const names = (...args: readonly string[]) =>
  listImages(args.map((arg) => path.join(folder, arg))).map(({ name }) => name);

test('a folder is all images below it, by their paths', () => {
  expect(names('a').toSorted()).toEqual(['1.png', '[x].png', 'ä b/2.JPG']);
});

test('one file is called by its name', () => {
  expect(names('a/ä b/2.JPG')).toEqual(['2.JPG']);
});

test('a file whose name looks like a pattern is itself', () => {
  expect(names('a/[x].png')).toEqual(['[x].png']);
});

test('folders and files together are told apart by their folders, each once', () => {
  expect(names('a', 'b/1.png', 'a/1.png').toSorted()).toEqual(['a/1.png', 'a/[x].png', 'a/ä b/2.JPG', 'b/1.png']);
});

test('two images that differ in their ending alone have results of their own', () => {
  expect(targets('b').toSorted()).toEqual(['1_bmp', '1_png']);
});

test('patterns that the shell has left alone', () => {
  expect(names('**/1.*').toSorted()).toEqual(['a/1.png', 'b/1.bmp', 'b/1.png']);
});

test('what is not there is told as it was written', () => {
  expect(() => names('a/none.png')).toThrow('there is no image');
  expect(() => listImages([path.join(folder, 'c*')])).toThrow('there is no image');
});
