// Places where results would do harm: in a data set, since maps and overlays would be images of it the next time.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import type { Model } from '../../dsl/model/model.ts';
import { dataRoots } from '../sources/open.ts';

/** `out` undefined: a new folder below `runs`. @throws OutsideError `out-in-data` */
export function refuseDataPlace(out: string | undefined, { data }: Model, dataFolder: string): void {
  for (const { source, root } of dataRoots(data, dataFolder)) {
    if (!isInside(out ?? 'runs', root)) continue;
    // Of the other layouts folders are read by their names, and none of them is called so.
    if (out === undefined && source.name !== 'folder') continue;
    throw outside('out-in-data', { place: out ?? 'runs', root });
  }
}

/** Whether a place, which may not be there yet, is the folder or lies in it, links followed. */
function isInside(place: string, folder: string): boolean {
  const below = path.relative(realPlace(folder), realPlace(place));
  return below === '' || !(below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below));
}

function realPlace(place: string): string {
  const full = path.resolve(place);
  if (existsSync(full) || path.dirname(full) === full) return existsSync(full) ? realpathSync(full) : full;
  return path.join(realPlace(path.dirname(full)), path.basename(full));
}
