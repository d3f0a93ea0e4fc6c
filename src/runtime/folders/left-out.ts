// What a walk over images did not take, in a line: said only where some of it could be an image that somebody misses.
import path from 'node:path';
import type { LeftOut } from './walk.ts';

/** What lies beside images and is none; where there is more than this, all of it is told. */
const otherEndings: ReadonlySet<string> = new Set(
  [
    'txt md rst log csv tsv json jsonl xml yaml yml toml ini cfg conf html htm css js ts py pyc ipynb m r sh bat cmd ps1',
    'pdf doc docx odt rtf xls xlsx ods ppt pptx db sqlite lnk url exe dll zip tar gz tgz bz2 xz 7z rar md5 sha1 sha256',
    'anoseg npy npz mat pkl pt pth ckpt onnx pb h5 hdf5 tfrecord xmp aae thm lock bak swp tmp part crdownload',
  ].flatMap((line) => line.split(' ').map((ending) => `.${ending}`)),
);
const otherNames =
  /^(readme|licen[cs]e|copying|notice|authors|changelog|makefile|dockerfile|contents|md5sums|sha256sums)/i;

/** Kinds of files that are told one by one. */
const mostKinds = 8;

/** `wants`: the names of what was looked for. Undefined where nothing is missed. */
export function leftOutNote(leftOut: readonly LeftOut[], wants: (name: string) => boolean): string | undefined {
  const told = leftOut.filter(
    (one) => one.kind === 'file' || one.kind === 'again' || (one.kind !== 'back' && wants(one.name)),
  );
  if (!told.some(isMissed)) return undefined;
  const counts = new Map<string, number>();
  for (const one of told) counts.set(labelOf(one), (counts.get(labelOf(one)) ?? 0) + 1);
  const kinds = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = kinds.slice(0, mostKinds).map(([label, count]) => `${count} ${label}`);
  const more = kinds.length > mostKinds ? [`${kinds.length - mostKinds} more kinds`] : [];
  return `${told.length === 1 ? '1 file was' : `${told.length} files were`} left out: ${[...shown, ...more].join(', ')}`;
}

function isMissed({ name, kind }: LeftOut): boolean {
  if (kind !== 'file') return true;
  const ending = path.extname(name).toLowerCase();
  return !otherEndings.has(ending) && !otherNames.test(name);
}

function labelOf({ name, kind }: LeftOut): string {
  switch (kind) {
    case 'file':
      return path.extname(name).toLowerCase() || 'without an ending';
    case 'again':
      return 'link to a folder that was read already';
    case 'lost':
      return 'link to nothing';
    default:
      return kind;
  }
}
