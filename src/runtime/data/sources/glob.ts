// Globs over images: `*`, `?`, `{a,b}` and `**`; a pattern that names a folder means all images below it.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isFolder, isImageName } from './listing.ts';

/** An image or mask that was found, and where it lies below the fixed beginning of its pattern. */
export interface FoundFile {
  readonly file: string;
  /** The folder that the pattern names before its first wildcard. */
  readonly base: string;
  /** Folders below `base`, with `/`; empty directly in it. */
  readonly folders: string;
}

/** Sorted by path. `root`: what the pattern is relative to. */
export function findImages(root: string, pattern: string): readonly FoundFile[] {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  const wild = parts.findIndex((part) => /[*?{]/.test(part));
  const fixed = wild < 0 ? parts : parts.slice(0, wild);
  const place = path.resolve(root, ...fixed);
  if (wild < 0 && !isFolder(place)) return isImageName(path.basename(place)) ? oneFile(place) : [];
  const matches = wild < 0 ? () => true : matcher(parts.slice(wild).join('/'));
  return allImages(place).filter(({ file, base }) => matches(path.relative(base, file).split(path.sep).join('/')));
}

/** All images below a folder, in it and in its folders. */
export function allImages(base: string, below = ''): readonly FoundFile[] {
  const folder = path.join(base, below);
  if (!isFolder(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap(({ name }) => {
    if (isImageName(name)) return [{ file: path.join(folder, name), base, folders: below }];
    return isFolder(path.join(folder, name)) ? allImages(base, below === '' ? name : `${below}/${name}`) : [];
  });
}

function oneFile(file: string): readonly FoundFile[] {
  const base = path.dirname(file);
  return isFolder(base) && readdirSync(base).includes(path.basename(file)) ? [{ file, base, folders: '' }] : [];
}

function matcher(glob: string): (name: string) => boolean {
  const expression = new RegExp(`^${translate(glob)}$`);
  return (name) => expression.test(name);
}

function translate(glob: string): string {
  return glob.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.startsWith('{') && token.length > 1)
      return `(?:${token.slice(1, -1).split(',').map(translate).join('|')})`;
    return `\\${token}`;
  });
}
