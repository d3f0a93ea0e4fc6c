// What a map finds, as COCO JSON: one annotation for each connected region at or above the threshold, with its exact
// pixels as compressed run lengths, which pycocotools and most labelling tools read.
import type { Regions } from '../../metrics/pixels/regions.ts';

export interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}

export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: 1;
  /** Left, top, width, height in pixels. */
  readonly bbox: readonly [number, number, number, number];
  /** Pixels. */
  readonly area: number;
  readonly segmentation: { readonly size: readonly [height: number, width: number]; readonly counts: string };
  readonly iscrowd: 0;
  /** The region's highest value in the map, 0 to 1. */
  readonly score: number;
}

export interface CocoDocument {
  readonly info: { readonly description: string };
  readonly images: readonly CocoImage[];
  readonly categories: readonly [{ readonly id: 1; readonly name: 'anomaly' }];
  readonly annotations: readonly CocoAnnotation[];
}

/** `firstId`: of the annotations. `levels`: the map, 65535 is 1.0. */
export function annotateRegions(
  regions: Regions,
  levels: Uint16Array,
  image: CocoImage,
  firstId: number,
): readonly CocoAnnotation[] {
  return runsByRegion(regions).map((runs, region) => {
    const { bbox, score } = describeRuns(runs, levels, image.width);
    return {
      id: firstId + region,
      image_id: image.id,
      category_id: 1,
      bbox,
      area: regions.sizes[region] ?? 0,
      segmentation: { size: [image.height, image.width], counts: encodeRuns(columnRuns(runs, bbox, image)) },
      iscrowd: 0,
      score,
    };
  });
}

/** From a pixel to one past another of the same row. */
interface Run {
  readonly start: number;
  readonly end: number;
}

function runsByRegion({ starts, ends, regions, sizes }: Regions): readonly (readonly Run[])[] {
  const runs: Run[][] = Array.from(sizes, () => []);
  regions.forEach((region, i) => {
    runs[region]?.push({ start: starts[i] ?? 0, end: ends[i] ?? 0 });
  });
  return runs;
}

function describeRuns(
  runs: readonly Run[],
  levels: Uint16Array,
  width: number,
): { readonly bbox: CocoAnnotation['bbox']; readonly score: number } {
  let [left, right, highest] = [width, 0, 0];
  for (const { start, end } of runs) {
    left = Math.min(left, start % width);
    right = Math.max(right, ((end - 1) % width) + 1);
    for (let i = start; i < end; i++) highest = Math.max(highest, levels[i] ?? 0);
  }
  const top = Math.floor((runs[0]?.start ?? 0) / width);
  const bottom = Math.floor((runs.at(-1)?.start ?? 0) / width) + 1;
  return { bbox: [left, top, right - left, bottom - top], score: highest / 65535 };
}

// Lengths of background and region in turns, column by column, as COCO counts them.
function columnRuns(
  runs: readonly Run[],
  [left, top, width, height]: CocoAnnotation['bbox'],
  image: CocoImage,
): number[] {
  const box = new Uint8Array(width * height);
  for (const { start, end } of runs) {
    const row = Math.floor(start / image.width) - top;
    for (let i = start; i < end; i++) box[((i % image.width) - left) * height + row] = 1;
  }
  const lengths: number[] = [];
  let [value, length] = [0, left * image.height + top];
  const add = (next: number, count: number) => {
    if (count > 0 && next !== value) {
      lengths.push(length);
      [value, length] = [next, 0];
    }
    length += count;
  };
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) add(box[x * height + y] ?? 0, 1);
    if (x < width - 1) add(0, image.height - height);
  }
  add(0, image.height * image.width - (left + width - 1) * image.height - top - height);
  if (length > 0) lengths.push(length);
  return lengths;
}

// COCO's compression: the difference to the length two before (from the fourth on), five bits a character.
function encodeRuns(lengths: readonly number[]): string {
  return lengths
    .map((length, i) => {
      let rest = i > 2 ? length - (lengths[i - 2] ?? 0) : length;
      let text = '';
      for (let more = true; more; ) {
        const bits = rest & 0x1f;
        rest >>= 5;
        more = bits & 0x10 ? rest !== -1 : rest !== 0;
        text += String.fromCharCode((more ? bits | 0x20 : bits) + 48);
      }
      return text;
    })
    .join('');
}
