// Reads the portable maps (PBM, PGM, PPM, PAM; as text and as bytes), which sharp does not. Values are spread over 0 to
// 255, or 0 to 65535 where a file has more than 255 of them.
import { bytesOf } from '../channels.ts';
import type { Size } from '../placement.ts';
import { mostDecodedBytes, refuseLarger } from '../size-limits.ts';

export interface PortableMap {
  readonly width: number;
  readonly height: number;
  /** 1 or 3, and one of alpha in some PAM files. */
  readonly channels: number;
  readonly values: Uint8Array | Uint16Array;
}

export function isPnm(file: Uint8Array): boolean {
  const kind = file[1] ?? 0;
  return file[0] === 0x50 && kind >= 0x31 && kind <= 0x37 && [0x20, 0x09, 0x0a, 0x0d, 0x23].includes(file[2] ?? 0);
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly largest: number;
  /** Where the pixels begin. */
  readonly start: number;
}

/** Throws Error with the reason. */
export function decodePnm(file: Uint8Array): PortableMap {
  const kind = kindOf(file);
  const header = readHeader(file);
  const { width, height, channels, largest, start } = header;
  const count = width * height * channels;
  refuseLarger({ width, height }, mostDecodedBytes / Math.min(4, channels));
  if (count > mostDecodedBytes) throw new Error(`${channels} channels`);
  if (!(largest > 0 && largest < 65536)) throw new Error(`a largest value of ${largest}`);
  const raw =
    kind <= 3
      ? textValues(file, start, count, kind === 1)
      : kind === 4
        ? bitValues(file, header)
        : byteValues(file, header, count);
  const full = largest > 255 ? 65535 : 255;
  const spread = (value: number) => Math.round((Math.min(value, largest) * full) / largest);
  const values =
    full === 255 ? bytesOf(raw, spread) : Uint16Array.from({ length: raw.length }, (_, i) => spread(raw[i] ?? 0));
  // In a bitmap 1 is black.
  return { width, height, channels, values: kind === 1 || kind === 4 ? values.map((value) => 255 - value) : values };
}

/** Of the header alone. Throws Error with the reason. */
export function sizeOfPnm(file: Uint8Array): Size {
  const { width, height } = readHeader(file);
  return { width, height };
}

function kindOf(file: Uint8Array): number {
  return (file[1] ?? 0) - 0x30;
}

function readHeader(file: Uint8Array): Header {
  const kind = kindOf(file);
  const header = kind === 7 ? pamHeader(file) : plainHeader(file, kind);
  const { width, height, channels } = header;
  if (![width, height, channels].every((side) => Number.isSafeInteger(side) && side > 0))
    throw new Error(`a size of ${width} x ${height}`);
  return header;
}

function plainHeader(file: Uint8Array, kind: number): Header {
  const isBits = kind === 1 || kind === 4;
  const numbers: number[] = [];
  let at = 2;
  while (numbers.length < (isBits ? 2 : 3)) {
    const token = nextToken(file, at);
    numbers.push(Number(token.text));
    at = token.end;
  }
  const [width = 0, height = 0, largest = 1] = numbers;
  return { width, height, channels: kind === 3 || kind === 6 ? 3 : 1, largest, start: at + 1 };
}

function pamHeader(file: Uint8Array): Header {
  const text = Buffer.from(file.subarray(0, 4096)).toString('latin1');
  const end = text.indexOf('ENDHDR\n');
  if (end < 0) throw new Error('the file ends inside its header');
  const number = (name: string) => Number(new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(text)?.[1]);
  return {
    width: number('WIDTH'),
    height: number('HEIGHT'),
    channels: number('DEPTH'),
    largest: number('MAXVAL'),
    start: end + 7,
  };
}

const isBlank = (byte: number | undefined) => byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13);

// What follows blanks and comments.
function nextToken(file: Uint8Array, from: number): { readonly text: string; readonly end: number } {
  let at = from;
  while (isBlank(file[at]) || file[at] === 0x23) {
    if (file[at] === 0x23) while (at < file.length && file[at] !== 0x0a) at++;
    else at++;
  }
  const begin = at;
  while (at < file.length && !isBlank(file[at]) && file[at] !== 0x23) at++;
  if (begin === at) throw new Error('the file ends before its last pixel');
  return { text: Buffer.from(file.subarray(begin, at)).toString('latin1'), end: at };
}

// Bits need no blanks between them.
function textValues(file: Uint8Array, start: number, count: number, isBits: boolean): readonly number[] {
  const values: number[] = [];
  let at = start - 1;
  while (values.length < count) {
    const token = nextToken(file, at);
    if (isBits) for (const bit of token.text) values.push(Number(bit));
    else values.push(Number(token.text));
    at = token.end;
  }
  if (values.some((value) => !Number.isInteger(value))) throw new Error('a value that is no number');
  return values.slice(0, count);
}

function bitValues(file: Uint8Array, { width, height, start }: Header): Uint8Array {
  const stride = Math.ceil(width / 8);
  if (start + stride * height > file.length) throw new Error('the file ends before its last pixel');
  const bit = (x: number, y: number) => ((file[start + y * stride + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
  return Uint8Array.from({ length: width * height }, (_, i) => bit(i % width, Math.floor(i / width)));
}

function byteValues(file: Uint8Array, { largest, start }: Header, count: number): Uint8Array | Uint16Array {
  const size = largest > 255 ? 2 : 1;
  if (start + count * size > file.length) throw new Error('the file ends before its last pixel');
  if (size === 1) return file.subarray(start, start + count);
  return Uint16Array.from(
    { length: count },
    (_, i) => ((file[start + 2 * i] ?? 0) << 8) | (file[start + 2 * i + 1] ?? 0),
  );
}
