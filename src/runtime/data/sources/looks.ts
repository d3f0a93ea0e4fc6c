// Judges by its looks whether a picture is a mask: few values in even areas, where a photograph has noise.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { OutsideError } from '../../../diagnostics/outside-error.ts';
import type { Pixels } from '../data-set.ts';
import { readOriginal } from '../decode.ts';
import { grouped } from '../grouped.ts';
import { inParallel } from '../in-parallel.ts';
import { pictureFile } from './listing.ts';

/** `even`: of one value, as an empty mask is and a test card. `unreadable` is told of when all files are read. */
export type Looks = 'mask' | 'picture' | 'even' | 'unreadable';

export async function looksOf(file: string): Promise<Looks> {
  try {
    const isLossy = /\.(jpe?g|jpe|jfif)$/i.test(file);
    return judge(await readOriginal(pictureFile(path.dirname(file), file)), isLossy);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return 'unreadable';
  }
}

// Masks of several classes have a value each; drawn edges may be smooth.
const mostValues = 8;

function judge({ data, width, height }: Pixels, isLossy: boolean): Looks {
  const counts = new Map<number, number>();
  let [pairs, equal] = [0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    let last = -1;
    for (let x = 0; x < width; x++, at += 3) {
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0].map((v) => (isLossy ? snapped(v) : v));
      const value = ((r ?? 0) << 16) | ((g ?? 0) << 8) | (b ?? 0);
      counts.set(value, (counts.get(value) ?? 0) + 1);
      if (x > 0) pairs++;
      if (value === last) equal++;
      last = value;
    }
  }
  if (counts.size === 1) return 'even';
  const commonest = [...counts.values()].toSorted((a, b) => b - a).slice(0, mostValues);
  const covered = commonest.reduce((sum, count) => sum + count, 0) / (width * height);
  return covered >= (isLossy ? 0.93 : 0.97) && equal >= 0.85 * pairs ? 'mask' : 'picture';
}

// Compression adds noise about black and white.
function snapped(value: number): number {
  return value <= 10 ? 0 : value >= 245 ? 255 : value;
}

/** Of files that lie together, those that look like masks. Looks at few of them, and at more only where some do. */
export async function masksByLooks(files: readonly string[]): Promise<ReadonlySet<string>> {
  const sized = await bySize(files);
  const patterns = grouped(sized, patternOf);
  // Masks compress better than photographs: they are among the smallest files, and the smallest of their pattern.
  const first = [
    ...new Set([...sized.slice(0, 3), ...[...patterns.values()].slice(0, 16).flatMap((same) => same.slice(0, 2))]),
  ];
  const looks = await lookAt(first);
  const found = new Set<string>();
  for (const same of patterns.values()) {
    if (!same.some((file) => looks.get(file) === 'mask')) continue;
    const all = [...(await lookAt(same))];
    // An empty mask among masks is one too.
    const hasPictures = all.some(([, seen]) => seen === 'picture');
    for (const [file, seen] of all) if (seen === 'mask' || (seen === 'even' && !hasPictures)) found.add(file);
  }
  if (found.size === 0) return found;
  const rest = sized.filter((file) => !found.has(file));
  const areAllEven = rest.every((file) => (looks.get(file) ?? 'even') === 'even');
  const seen = areAllEven ? [...(await lookAt(rest)).values()] : [];
  return seen.length > 0 && seen.every((one) => one === 'even') ? new Set(files) : found;
}

async function bySize(files: readonly string[]): Promise<readonly string[]> {
  const sizes = new Map<string, number>();
  await inParallel(files, async (file) => {
    sizes.set(file, (await stat(file).catch(() => undefined))?.size ?? 0);
  });
  return files.toSorted((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0) || (a < b ? -1 : 1));
}

async function lookAt(files: readonly string[]): Promise<ReadonlyMap<string, Looks>> {
  const looks = new Map<string, Looks>();
  await inParallel(files, async (file) => {
    looks.set(file, await looksOf(file));
  });
  return looks;
}

function patternOf(file: string): string {
  return path
    .basename(file)
    .toLowerCase()
    .replace(/\p{N}+/gu, '#');
}
