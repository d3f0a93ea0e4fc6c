// The indices of a file with a palette. libvips gives the colours alone; so the palette is taken out of a copy of the
// file, whose indices are then its grey values.
import { crc32 } from './crc32.ts';
import { numberOf, readTiffPages, type TiffPage, tiffTag } from './tiff-tags.ts';

export interface Unpainted {
  /** The same file, with index 0 as 0 and each other index as a grey of its own. */
  readonly file: Uint8Array;
  /** The index of a grey value. */
  readonly scale: number;
  /** Red, green and blue of each entry, three values each. */
  readonly palette: Uint8Array;
}

/** Undefined where the file is no PNG with a palette. */
export function unpaintPng(file: Uint8Array): Unpainted | undefined {
  const chunks = pngChunks(file);
  const header = chunks.find(({ type }) => type === 'IHDR');
  const colours = chunks.find(({ type }) => type === 'PLTE');
  if (header === undefined || colours === undefined || file[header.at + 17] !== 3) return undefined;
  const grey = Uint8Array.from(file.subarray(header.at, header.end));
  // Colour type 0: grey of as many bits.
  grey[17] = 0;
  new DataView(grey.buffer).setUint32(grey.length - 4, crc32(grey.subarray(4, -4)));
  const kept = chunks.filter(
    ({ type }) => type !== 'IHDR' && !['PLTE', 'tRNS', 'bKGD', 'hIST', 'sBIT', 'iCCP', 'sRGB'].includes(type),
  );
  const parts = [file.subarray(0, 8), grey, ...kept.map(({ at, end }) => file.subarray(at, end))];
  return {
    file: Buffer.concat(parts),
    scale: 255 / (2 ** (file[header.at + 16] ?? 8) - 1),
    palette: file.slice(colours.at + 8, colours.end - 4),
  };
}

interface Chunk {
  readonly type: string;
  readonly at: number;
  readonly end: number;
}

function pngChunks(file: Uint8Array): readonly Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const end = Math.min(file.length, at + 12 + view.getUint32(at));
    chunks.push({ type: Buffer.from(file.subarray(at + 4, at + 8)).toString('latin1'), at, end });
    at = end;
  }
  return chunks;
}

/** Undefined where the frames have different palettes, or the file none. */
export function unpaintGif(file: Uint8Array): Unpainted | undefined {
  const copy = Uint8Array.from(file);
  let palette: Uint8Array | undefined;
  const unpaint = (at: number, flags: number): number | undefined => {
    const length = flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
    if (length === 0) return at;
    const own = file.slice(at, at + length);
    if (palette !== undefined && Buffer.compare(palette, own) !== 0) return undefined;
    palette = own;
    for (let i = 0; i < length; i++) copy[at + i] = Math.floor(i / 3);
    return at + length;
  };
  let at = unpaint(13, file[10] ?? 0);
  while (at !== undefined && at < file.length && file[at] !== 0x3b) {
    if (file[at] === 0x21) {
      // Transparent pixels keep their index.
      if (file[at + 1] === 0xf9) copy[at + 3] = (file[at + 3] ?? 0) & 0xfe;
      at = afterBlocks(file, at + 2);
    } else if (file[at] === 0x2c) {
      const begin: number | undefined = unpaint(at + 10, file[at + 9] ?? 0);
      at = begin === undefined ? undefined : afterBlocks(file, begin + 1);
    } else return undefined;
  }
  return at === undefined || palette === undefined ? undefined : { file: copy, scale: 1, palette };
}

function afterBlocks(file: Uint8Array, begin: number): number {
  let at = begin;
  while (at < file.length && file[at] !== 0) at += 1 + (file[at] ?? 0);
  return at + 1;
}

/** Undefined where no page has a palette. */
export function unpaintTiff(file: Uint8Array, page: TiffPage | undefined): Unpainted | undefined {
  const colours = page?.tags.get(tiffTag.colours)?.values;
  if (page === undefined || colours === undefined || numberOf(page, tiffTag.photometric, 0) !== 3) return undefined;
  const copy = Uint8Array.from(file);
  const view = new DataView(copy.buffer);
  for (const { tags, littleEndian } of readTiffPages(file)) {
    const photometric = tags.get(tiffTag.photometric);
    if (photometric?.values[0] === 3) view.setUint16(photometric.at, 1, littleEndian);
  }
  const entries = colours.length / 3;
  const palette = Uint8Array.from(
    { length: colours.length },
    (_, i) => (colours[(i % 3) * entries + Math.floor(i / 3)] ?? 0) >> 8,
  );
  const bits = numberOf(page, tiffTag.bits, 8);
  return { file: copy, scale: bits < 8 ? 255 / (2 ** bits - 1) : 1, palette };
}
