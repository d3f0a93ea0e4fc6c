// What the globs of `folder(...)` say is good, to test with, and a mask.

import path from 'node:path';
import { outside } from '../../../diagnostics/outside-error.ts';
import { grouped } from '../../files/grouped.ts';
import { readableFormats } from '../../folders/image-endings.ts';
import { type FoundFile, findImages } from '../glob.ts';
import { describeFolder } from '../listing.ts';
import type { FolderShape } from './folder-shape.ts';
import { meaningOf } from './name-words.ts';
import { masksBeside } from './pair-names.ts';
import { type PlacedFile, placeFile } from './placed-file.ts';

interface Globs {
  readonly normal: readonly string[];
  readonly test: readonly string[];
  readonly masks: readonly string[];
  readonly suffixes: readonly string[];
}

export function hasGlobs({ normal, test, masks }: Globs): boolean {
  return normal.length + test.length + masks.length > 0;
}

/** @throws OutsideError `glob-empty` */
export function globShape(root: string, { normal, test, masks, suffixes }: Globs): FolderShape {
  const find = (name: string, globs: readonly string[]) => globs.flatMap((glob) => foundBy(root, name, glob));
  const given = find('masks', masks);
  // A mask is none of the images, even where a wider glob takes it for one.
  const isMask = new Set(given.map(({ file }) => file));
  const images = (found: readonly FoundFile[]) => found.filter(({ file }) => !isMask.has(file));
  const [train, tested] = [images(find('normal', normal)), images(find('test', test))];
  const beside = [train, tested].map((found) => besideIn(found, suffixes));
  const [besideTrain, besideTest] = [beside[0] ?? new Set(), beside[1] ?? new Set()];
  const place = (use: PlacedFile['use']) => (found: FoundFile) => placed(root, found, use);
  return {
    description: 'its globs say',
    train: train.filter(({ file }) => !besideTrain.has(file)).map(place('image')),
    test: tested.filter(({ file }) => !besideTest.has(file)).map(place('image')),
    masks: [...tested.filter(({ file }) => besideTest.has(file)), ...given].map(place('mask')),
    validation: [],
    mixed: [],
    unread: [],
  };
}

function besideIn(found: readonly FoundFile[], suffixes: readonly string[]): ReadonlySet<string> {
  const folders = grouped(found, ({ file }) => path.dirname(file));
  return new Set(
    [...folders.values()].flatMap((same) => [
      ...masksBeside(
        same.map(({ file }) => file),
        suffixes,
      ),
    ]),
  );
}

function foundBy(root: string, name: string, glob: string): readonly FoundFile[] {
  const found = findImages(root, glob);
  if (found.length > 0) return found;
  throw outside('glob-empty', { setting: name, glob, root, holds: describeFolder(root), formats: readableFormats });
}

function placed(root: string, found: FoundFile, use: PlacedFile['use']): PlacedFile {
  const whole = placeFile(root, found.file);
  const kind = kindOf(root, found);
  const below = placeFile(found.base, found.file).place;
  const own = below.length === 0 && kind !== undefined ? [kind.normalize('NFC').toLowerCase()] : below;
  return { ...whole, use, kind, isGood: kind === 'good', split: undefined, place: own, maskFolder: '' };
}

// The kind is the first folder below the pattern's beginning, or that beginning's own name.
function kindOf(root: string, { base, folders }: FoundFile): string | undefined {
  const below = folders.split('/')[0] ?? '';
  const name = below !== '' ? below : base === root ? '' : path.basename(base);
  if (name === '') return undefined;
  const { role, isGood } = meaningOf(name);
  if (isGood) return 'good';
  return role === 'kind' || role === 'bad' || role === 'mask' ? name : undefined;
}
