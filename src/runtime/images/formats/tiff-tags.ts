// The tags of a TIFF's pages, classic and BigTIFF, in both orders of bytes: what libvips decides by them and does not tell.

export interface TiffTag {
  readonly values: readonly number[];
  /** Where the first value lies in the file. */
  readonly at: number;
}

export interface TiffPage {
  readonly littleEndian: boolean;
  readonly tags: ReadonlyMap<number, TiffTag>;
}

export const tiffTag = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  predictor: 317,
  colours: 320,
  tileWidth: 322,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

/** Bytes of a value by its type; types that hold no whole numbers are left out. */
const sizes: Readonly<Record<number, 1 | 2 | 4 | 8>> = {
  1: 1,
  3: 2,
  4: 4,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  13: 4,
  16: 8,
  18: 8,
};

export function isTiff(file: Uint8Array): boolean {
  const [a, b, c, d] = file;
  return (
    (a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0) ||
    (a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43))
  );
}

/** All pages, in their order. Throws Error or RangeError where the file is damaged. */
export function readTiffPages(file: Uint8Array): readonly TiffPage[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const littleEndian = file[0] === 0x49;
  const isBig = view.getUint16(2, littleEndian) === 43;
  const offset = (at: number) =>
    isBig ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  let at = offset(isBig ? 8 : 4);
  while (at !== 0) {
    if (seen.has(at)) throw new Error('its pages lead in a circle');
    seen.add(at);
    const count = isBig ? offset(at) : view.getUint16(at, littleEndian);
    const first = at + (isBig ? 8 : 2);
    const step = isBig ? 20 : 12;
    const tags = new Map<number, TiffTag>();
    for (let i = 0; i < count; i++) {
      const entry = first + i * step;
      const tag = readTag(view, entry, littleEndian, isBig, offset);
      if (tag) tags.set(view.getUint16(entry, littleEndian), tag);
    }
    pages.push({ littleEndian, tags });
    at = offset(first + count * step);
  }
  return pages;
}

function readTag(
  view: DataView,
  entry: number,
  littleEndian: boolean,
  isBig: boolean,
  offset: (at: number) => number,
): TiffTag | undefined {
  const size = sizes[view.getUint16(entry + 2, littleEndian)];
  if (size === undefined) return undefined;
  const count = offset(entry + 4);
  const place = entry + (isBig ? 12 : 8);
  const at = count * size <= (isBig ? 8 : 4) ? place : offset(place);
  if (at + count * size > view.byteLength) throw new Error('it is cut off');
  const read = (i: number) => {
    const from = at + i * size;
    if (size === 1) return view.getUint8(from);
    if (size === 2) return view.getUint16(from, littleEndian);
    return size === 4 ? view.getUint32(from, littleEndian) : Number(view.getBigUint64(from, littleEndian));
  };
  return { values: Array.from({ length: count }, (_, i) => read(i)), at };
}

export function numberOf({ tags }: TiffPage, tag: number, otherwise: number): number {
  return tags.get(tag)?.values[0] ?? otherwise;
}
