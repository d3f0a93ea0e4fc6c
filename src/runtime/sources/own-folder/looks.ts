// Judges by its looks whether a picture is a mask: few values in even areas, where a photograph has noise.

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { OutsideError } from '../../../diagnostics/outside-error.ts';
import { grouped } from '../../files/grouped.ts';
import { inParallel } from '../../files/in-parallel.ts';
import type { PictureFile, Pixels } from '../../images/data-set.ts';
import { readOriginal, readSize } from '../../images/decode.ts';
import { describing } from '../../images/describe-failure.ts';
import { mostDecoded } from '../../images/size-limits.ts';
import { readMask } from '../../masks/ground-truth.ts';
import { pictureFile } from '../listing.ts';

/** `even`: all black or all white, as an empty mask is. `unreadable` is told of when all files are read. */
export type Looks = 'mask' | 'picture' | 'even' | 'unreadable';

export async function looksOf(file: string): Promise<Looks> {
  try {
    const isLossy = /\.(jpe?g|jpe|jfif)$/i.test(file);
    const picture = await readOnce(pictureFile(path.dirname(file), file));
    const { width, height } = await readSize(picture);
    // More than a mask may have.
    if (width * height > mostDecoded) return 'picture';
    const looks = judge(await readOriginal(picture), isLossy);
    // Marks that are not seen: in the alpha channel, or 0 and 1.
    return looks === 'even' && isMarked((await readMask(picture)).data) ? 'mask' : looks;
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return 'unreadable';
  }
}

// The file as one that has been read.
async function readOnce({ name, read }: PictureFile): Promise<PictureFile> {
  const bytes = await describing(name, read);
  return { name, read: async () => bytes };
}

function isMarked(truth: Uint8Array): boolean {
  return truth.includes(255) && truth.includes(0);
}

// Masks of several classes have a value each; drawn edges may be smooth.
const mostValues = 8;

// A few rows give most photographs away.
function judge(pixels: Pixels, isLossy: boolean): Looks {
  const every = Math.ceil(pixels.height / 24);
  return every > 1 && judgeRows(pixels, isLossy, every) === 'picture' ? 'picture' : judgeRows(pixels, isLossy, 1);
}

function judgeRows({ data, width, height }: Pixels, isLossy: boolean, every: number): Looks {
  const counts = new Map<number, number>();
  const value = (at: number) => {
    const seen = data[at] ?? 0;
    return !isLossy ? seen : seen <= 10 ? 0 : seen >= 245 ? 255 : seen;
  };
  let [pixels, pairs, equal] = [0, 0, 0];
  for (let y = 0; y < height; y += every) {
    let last = -1;
    for (let x = 0, at = y * width * 3; x < width; x++, at += 3) {
      const colour = (value(at) << 16) | (value(at + 1) << 8) | value(at + 2);
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      pixels++;
      if (x > 0) pairs++;
      if (colour === last) equal++;
      last = colour;
    }
  }
  if (counts.size === 1) return counts.has(0) || counts.has(0xffffff) ? 'even' : 'picture';
  const commonest = [...counts.values()].toSorted((a, b) => b - a).slice(0, mostValues);
  const covered = commonest.reduce((sum, count) => sum + count, 0) / pixels;
  const blackAndWhite = ((counts.get(0) ?? 0) + (counts.get(0xffffff) ?? 0)) / pixels;
  const isSoft = blackAndWhite >= 0.85 && counts.has(0) && counts.has(0xffffff);
  if (isSoft && equal >= 0.8 * pairs) return 'mask';
  // Compression adds noise about the edges.
  return covered >= (isLossy ? 0.93 : 0.97) && equal >= 0.85 * pairs ? 'mask' : 'picture';
}

/** Of files that lie together, those that look like masks. Looks at few of them, and at more only where some do. */
export async function masksByLooks(files: readonly string[]): Promise<ReadonlySet<string>> {
  const sized = await bySize(files);
  const patterns = [...grouped(sized, patternOf).values()];
  // Masks compress better than photographs: they are among the smallest files of an ending, and of a pattern.
  const smallest = [...grouped(sized, (file) => path.extname(file).toLowerCase()).values()].flatMap((same) =>
    same.slice(0, 3),
  );
  const ofPatterns = patterns.map((same) => same.slice(0, 2));
  const looks = new Map<string, Looks>();
  await lookAt([...smallest, ...ofPatterns.slice(0, 16).flat()], looks);
  const has = (what: Looks) => [...looks.values()].includes(what);
  if (!has('mask') && !has('even')) return new Set();
  await lookAt(ofPatterns.flat(), looks);
  const isCalm = (file: string) => looks.get(file) === 'mask' || looks.get(file) === 'even';
  for (const same of patterns.filter((files) => files.some(isCalm))) {
    // Where the largest files are masks as the smallest, all are.
    const ends = [...same.slice(0, 5), ...same.slice(-5)];
    await lookAt(ends, looks);
    if (!ends.every((file) => looks.get(file) === 'mask')) await lookAt(same, looks);
    else for (const file of same) looks.set(file, 'mask');
  }
  // A black picture is an empty mask where masks lie, where no photograph lies, and beside an image of the same name.
  const stems = grouped(files, (file) => path.parse(file).name.toLowerCase());
  const areEmptyMasks = has('mask') || files.every(isCalm);
  const isTwin = (file: string) => (stems.get(path.parse(file).name.toLowerCase())?.length ?? 0) > 1;
  return new Set(
    files.filter(
      (file) => looks.get(file) === 'mask' || (looks.get(file) === 'even' && (areEmptyMasks || isTwin(file))),
    ),
  );
}

async function bySize(files: readonly string[]): Promise<readonly string[]> {
  const sizes = new Map<string, number>();
  await inParallel(files, async (file) => {
    sizes.set(file, (await stat(file).catch(() => undefined))?.size ?? 0);
  });
  return files.toSorted((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0) || (a < b ? -1 : 1));
}

/** Into `looks`, without looking twice. */
async function lookAt(files: readonly string[], looks: Map<string, Looks>): Promise<void> {
  await inParallel(
    [...new Set(files)].filter((file) => !looks.has(file)),
    async (file) => {
      looks.set(file, await looksOf(file));
    },
  );
}

function patternOf(file: string): string {
  return path
    .basename(file)
    .toLowerCase()
    .replace(/\p{N}+/gu, '#');
}
