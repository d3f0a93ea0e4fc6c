// Reads BMP files, which sharp does not. Written here because the packages that were tried misread top-down
// files, palettes or the headers of newer writers (see docs/data.md). Pixels come out upright: RGB, or grey where the palette is.
import type { Pixels } from '../data-set.ts';
import type { Size } from '../placement.ts';
import { mostDecoded, refuseLarger } from '../size-limits.ts';

/** Whether a file begins like a BMP. */
export function isBmp(file: Uint8Array): boolean {
  return file[0] === 0x42 && file[1] === 0x4d && file.length > 26;
}

interface Header {
  readonly width: number;
  readonly height: number;
  /** The first row in the file is the upper one. */
  readonly topDown: boolean;
  readonly bits: number;
  /** 0: none; 1 and 2: run lengths of 8 and 4 bits; 3 and 6: channels by masks. */
  readonly compression: number;
  readonly pixelsAt: number;
  /** Red, green and blue of each entry, three values each. */
  readonly palette: Uint8Array;
  readonly masks: readonly [number, number, number];
}

/** Of the header alone. Throws Error with the reason. */
export function sizeOfBmp(file: Uint8Array): Size {
  const { width, height } = readHeader(file, new DataView(file.buffer, file.byteOffset, file.byteLength));
  return { width, height };
}

/** Decodes 1, 2, 4, 8, 16, 24 and 32 bits a pixel; alpha is ignored, as other readers do. Throws Error with the reason. */
export function decodeBmp(file: Uint8Array): Pixels {
  const { width, height, channels, data } = decodeBmpIndices(file);
  return { width, height, channels, data };
}

export interface IndexedPixels extends Pixels {
  /** Undefined where the file has no palette. */
  readonly indices: Uint8Array | undefined;
  /** Red, green and blue of each entry. */
  readonly palette: Uint8Array;
  /** The byte beside the colours, of 32 bits a pixel: for masks, which may lie there. */
  readonly alpha?: Uint8Array;
}

/** The same, with the indices that the colours come from. */
export function decodeBmpIndices(file: Uint8Array): IndexedPixels {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const header = readHeader(file, view);
  const { width, height, bits, palette } = header;
  refuseLarger(header, mostDecoded);
  if (bits > 8) {
    const alpha = bits === 32 ? { alpha: fourthBytes(file, header) } : {};
    return {
      width,
      height,
      channels: 3,
      data: directColours(file, view, header),
      indices: undefined,
      palette,
      ...alpha,
    };
  }
  const indices = isRunLength(header) ? runLengthIndices(file, header) : packedIndices(file, header);
  const channels = isGrey(palette) ? 1 : 3;
  const data = new Uint8Array(width * height * channels);
  for (let i = 0; i < indices.length; i++) {
    const entry = (indices[i] ?? 0) * 3;
    for (let c = 0; c < channels; c++) data[i * channels + c] = palette[entry + c] ?? 0;
  }
  return { width, height, channels, data, indices, palette };
}

const knownBits: readonly number[] = [1, 2, 4, 8, 16, 24, 32];

function readHeader(file: Uint8Array, view: DataView): Header {
  if (file.length < 30) throw new Error('the file ends inside its header');
  const size = view.getUint32(14, true);
  const isOs2 = size === 12;
  if (!isOs2 && (size < 40 || file.length < 14 + size)) throw new Error('the file ends inside its header');
  const width = isOs2 ? view.getUint16(18, true) : view.getInt32(18, true);
  const signedHeight = isOs2 ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(isOs2 ? 24 : 28, true);
  const compression = isOs2 ? 0 : view.getUint32(30, true);
  const height = Math.abs(signedHeight);
  if (!(width > 0 && height > 0)) throw new Error(`a size of ${width} x ${height}`);
  if (!knownBits.includes(bits) || ![0, 1, 2, 3, 6].includes(compression))
    throw new Error(`${bits} bits a pixel with compression ${compression} are not supported`);
  const hasMasks = compression === 3 || compression === 6;
  // Before the fourth version of the header its masks lie behind it.
  const paletteAt = 14 + size + (hasMasks && size === 40 ? (compression === 6 ? 16 : 12) : 0);
  const entries = bits > 8 ? 0 : (isOs2 ? 0 : view.getUint32(46, true)) || 2 ** bits;
  return {
    width,
    height,
    topDown: signedHeight < 0,
    bits,
    compression,
    pixelsAt: view.getUint32(10, true),
    palette: readPalette(file, paletteAt, entries, isOs2 ? 3 : 4),
    masks: hasMasks ? [view.getUint32(54, true), view.getUint32(58, true), view.getUint32(62, true)] : usualMasks(bits),
  };
}

function usualMasks(bits: number): readonly [number, number, number] {
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff];
}

function readPalette(file: Uint8Array, at: number, entries: number, step: number): Uint8Array {
  const palette = new Uint8Array(3 * Math.min(entries, 256));
  for (let i = 0; i * 3 < palette.length; i++)
    for (let c = 0; c < 3; c++) palette[i * 3 + c] = file[at + i * step + 2 - c] ?? 0;
  return palette;
}

function isGrey(palette: Uint8Array): boolean {
  return palette.every((value, i) => value === palette[i - (i % 3)]);
}

// A row is filled up to a multiple of four bytes.
function rowStarts(file: Uint8Array, { width, height, bits, topDown, pixelsAt }: Header): (row: number) => number {
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (pixelsAt + stride * height - ((stride * 8 - width * bits) >> 3) > file.length)
    throw new Error('the file ends before its last pixel');
  return (row) => pixelsAt + stride * (topDown ? row : height - 1 - row);
}

function packedIndices(file: Uint8Array, header: Header): Uint8Array {
  const { width, height, bits } = header;
  const start = rowStarts(file, header);
  const indices = new Uint8Array(width * height);
  const mask = 2 ** bits - 1;
  for (let y = 0; y < height; y++) {
    const from = start(y);
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      indices[y * width + x] = ((file[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & mask;
    }
  }
  return indices;
}

function directColours(file: Uint8Array, view: DataView, header: Header): Uint8Array {
  const { width, height, bits, masks } = header;
  const start = rowStarts(file, header);
  const data = new Uint8Array(width * height * 3);
  const channels = masks.map(channelOf);
  for (let y = 0; y < height; y++) {
    let at = start(y);
    for (let i = y * width * 3; i < (y + 1) * width * 3; i += 3, at += bits >> 3) {
      if (bits === 24) {
        for (let c = 0; c < 3; c++) data[i + c] = file[at + 2 - c] ?? 0;
        continue;
      }
      const pixel = bits === 16 ? view.getUint16(at, true) : view.getUint32(at, true);
      for (let c = 0; c < 3; c++) data[i + c] = channels[c]?.(pixel) ?? 0;
    }
  }
  return data;
}

function fourthBytes(file: Uint8Array, header: Header): Uint8Array {
  const { width, height } = header;
  const start = rowStarts(file, header);
  return Uint8Array.from(
    { length: width * height },
    (_, i) => file[start(Math.floor(i / width)) + (i % width) * 4 + 3] ?? 0,
  );
}

/** The value of a channel, spread over 0 to 255. */
function channelOf(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const largest = mask >>> shift;
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / largest);
}

function isRunLength({ compression }: Header): boolean {
  return compression === 1 || compression === 2;
}

// A count and a value; count 0 stands for the end of a row (0), of the picture (1), a jump (2), or values one by one.
function runLengthIndices(file: Uint8Array, { width, height, bits, pixelsAt, topDown }: Header): Uint8Array {
  const indices = new Uint8Array(width * height);
  let [x, y, at] = [0, 0, pixelsAt];
  const put = (value: number) => {
    if (x < width && y < height) indices[(topDown ? y : height - 1 - y) * width + x] = value;
    x += 1;
  };
  const nibble = (byte: number, i: number) => (bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15);
  while (y < height) {
    if (at + 1 >= file.length) throw new Error('the file ends before its last pixel');
    const [count = 0, value = 0] = [file[at], file[at + 1]];
    at += 2;
    if (count > 0) for (let i = 0; i < count; i++) put(nibble(value, i));
    else if (value === 0) [x, y] = [0, y + 1];
    else if (value === 1) break;
    else if (value === 2) {
      [x, y] = [x + (file[at] ?? 0), y + (file[at + 1] ?? 0)];
      at += 2;
    } else {
      const bytes = Math.ceil((value * bits) / 8);
      for (let i = 0; i < value; i++) put(nibble(file[at + (bits === 8 ? i : i >> 1)] ?? 0, i));
      at += bytes + (bytes % 2);
    }
  }
  return indices;
}
