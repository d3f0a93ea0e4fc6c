// One pass over all files of a data set before training: each is read once, hashed and decoded. Training images go to
// their rows; of the others it is made sure that they can be read and that masks have the size of their images.
import { setImmediate } from 'node:timers/promises';
import type { FailureCode } from '../../diagnostics/failures.ts';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { inParallel } from '../files/in-parallel.ts';
import type { ImageItem, PictureFile } from '../images/data-set.ts';
import { type Frame, readPicture } from '../images/decode.ts';
import { readGroundTruth } from '../masks/ground-truth.ts';
import { doubtOf, type MaskDoubt } from '../masks/mask-doubts.ts';
import { type HashedItem, hashContent } from '../record/data-digest.ts';
import type { RowWriter } from './rows.ts';

/** A file that cannot be used. */
export interface Fault {
  /** The image that it belongs to. */
  readonly image: string;
  /** `image-corrupt`, `image-format`, `image-too-large`, `mask-size`, `region-outside`. */
  readonly code: FailureCode;
  /** The name that the message begins with, of the image or of one of its masks; absent where it begins otherwise. */
  readonly file?: string | undefined;
  /** Names the file and says why. */
  readonly message: string;
  readonly hint: string;
}

/** Of a fault that the pipeline says to go on without. */
export function describeSkipped({ message }: Fault): string {
  return `skipped: ${message}`;
}

export interface SurveyedItem {
  readonly item: ImageItem;
  /** Where the image's pixels go; undefined where it is only looked at, together with its masks. */
  readonly target?: RowTarget | undefined;
}

export interface RowTarget {
  readonly writer: RowWriter;
  readonly row: number;
  /** The row's bytes from the file. */
  readonly decode: (file: PictureFile) => Promise<Uint8Array>;
}

export interface Survey {
  /** In the order of the items; undefined where the item has a fault. */
  readonly hashed: readonly (HashedItem | undefined)[];
  readonly faults: readonly Fault[];
  /** Of what was only looked at, in the order of the items. */
  readonly doubts: readonly MaskDoubt[];
  /** Names of images of 16 bits that are nearly black, as those of 12 bits are; of what was only looked at. */
  readonly dark: readonly string[];
}

interface Inspected extends HashedItem {
  readonly doubt?: MaskDoubt | undefined;
  readonly isDark?: boolean;
}

/** `progress` may throw to stop. */
export async function surveyItems(
  items: readonly SurveyedItem[],
  frame: Frame,
  progress: (done: number) => void,
): Promise<Survey> {
  const hashed: (Inspected | undefined)[] = items.map(() => undefined);
  const faults: (Fault | undefined)[] = items.map(() => undefined);
  let done = 0;
  await inParallel(items, async ({ item, target }, i) => {
    try {
      hashed[i] = target === undefined ? await inspect(item, frame) : await decodeRow(item, target);
    } catch (error) {
      // What the cache lacks is no fault of an image.
      if (!(error instanceof OutsideError) || error.code === 'disk-full' || error.code === 'cache-unusable')
        throw error;
      const { code, message, hint } = error;
      const file = [item, ...item.masks].map(({ name }) => name).find((name) => message.startsWith(name));
      faults[i] = { image: item.name, code, file, message, hint };
    }
    await heedSignals();
    progress(++done);
  });
  return {
    hashed,
    // A known defect is read twice: as a picture, and for its mask.
    faults: [...new Map(faults.flatMap((fault) => (fault ? [[fault.message, fault] as const] : []))).values()],
    doubts: hashed.flatMap((item) => item?.doubt ?? []),
    dark: hashed.flatMap((item) => (item?.isDark ? [item.name] : [])),
  };
}

// A signal that came while a large file was worked on is seen when the event loop has gone round once: from the end of
// this turn to the end of the next.
async function heedSignals(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

async function decodeRow(item: ImageItem, { writer, row, decode }: RowTarget): Promise<HashedItem> {
  const { file, content } = await readOnce(item);
  if (!writer.has(row, content)) await writer.write(row, content, await decode(file));
  return { name: item.name, contents: [content] };
}

async function inspect(item: ImageItem, frame: Frame): Promise<Inspected> {
  const { file, content } = await readOnce(item);
  const masks = await Promise.all(item.masks.map(readOnce));
  const { originalWidth: width, originalHeight: height, largest16 = 0 } = await readPicture(file, frame);
  const truth = await readGroundTruth({ ...item, masks: masks.map((mask) => mask.file) }, { width, height });
  return {
    name: item.name,
    contents: [content, ...masks.map((mask) => mask.content)],
    doubt: truth && item.defect !== 'good' ? doubtOf(item, truth) : undefined,
    isDark: largest16 > 0 && largest16 < 4096,
  };
}

// The file as one that has been read, with its hash. A file that cannot be read fails when it is decoded.
async function readOnce(given: PictureFile): Promise<{ readonly file: PictureFile; readonly content: string }> {
  try {
    const bytes = await given.read();
    return { file: { name: given.name, read: async () => bytes }, content: hashContent(bytes) };
  } catch {
    return { file: given, content: '' };
  }
}

/** Undefined where no image is nearly black. */
export function describeDark(dark: readonly string[]): string | undefined {
  const [first, ...others] = dark;
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `no value of ${first}${more} reaches 4096 of 65535, so that it is nearly black: 12 bits in 16, probably; multiply such images by 16 and save them again`;
}
