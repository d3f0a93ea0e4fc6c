// The format of weights: eight bytes with the length of a header, the header as JSON, then the values. Nothing in it is run,
// and nothing in it is believed: what the header says must fit the file to the last byte.
// https://github.com/huggingface/safetensors
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { outside } from '../diagnostics/outside-error.ts';
import { systemFailure } from '../diagnostics/system-error.ts';
import { repeatedName } from './repeated-name.ts';
import { countOf, dtypeBytes, isWeightDtype, type NamedTensor, type TensorForm } from './tensors.ts';

export interface StoredTensor extends TensorForm {
  /** Where the values lie in the file. */
  readonly start: number;
  readonly end: number;
}

export interface WeightsHeader {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A header that is longer is no header of weights. */
const longestHeader = 100e6;

/** What a file holds, read from its header alone. @throws OutsideError `weights-damaged`, and what reading a file can fail with */
export function readHeader(file: string): WeightsHeader {
  return reading(file, (descriptor) =>
    headerOf(file, fstatSync(descriptor).size, (start, length) => readExactly(file, descriptor, start, length)),
  );
}

/** All that a file holds, whose whole content is `content`. @throws OutsideError `weights-damaged` */
export function readContent(file: string, content: Uint8Array): ReadonlyMap<string, NamedTensor> {
  const { tensors } = headerOf(file, content.length, (start, length) => content.subarray(start, start + length));
  return new Map(
    [...tensors].map(([name, { dtype, shape, start, end }]) => [
      name,
      { name, dtype, shape, bytes: content.subarray(start, end) },
    ]),
  );
}

/** A whole file, always the same bytes for the same tensors. */
export function safetensorsOf(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const ordered = tensors.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  let offset = 0;
  const entries = ordered.map(({ name, dtype, shape, bytes }) => {
    const begin = offset;
    offset += bytes.length;
    return [name, { dtype, shape, data_offsets: [begin, offset] }] as const;
  });
  const said = Object.keys(metadata).length === 0 ? [] : [['__metadata__', metadata] as const];
  const json = JSON.stringify(Object.fromEntries([...said, ...entries]));
  // The values begin at a multiple of eight bytes.
  const header = Buffer.from(json.padEnd(json.length + ((8 - (Buffer.byteLength(json) % 8)) % 8)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...ordered.map(({ bytes }) => bytes)]);
}

type ReadBytes = (start: number, length: number) => Uint8Array;

function headerOf(file: string, size: number, read: ReadBytes): WeightsHeader {
  if (size < 8) throw damaged(file, `it has ${size} bytes, too few for a file of weights`);
  const length = Number(Buffer.from(read(0, 8)).readBigUInt64LE());
  if (length > longestHeader || 8 + length > size)
    throw damaged(file, `its header would have ${length} bytes, and the file has ${size}`);
  const json = Buffer.from(read(8, length)).toString('utf8');
  const content = parsed(file, json);
  const repeated = repeatedName(json);
  if (repeated !== undefined) throw damaged(file, `it has two tensors \`${repeated}\``);
  const first = 8 + length;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, entry] of Object.entries(content)) {
    if (name === '__metadata__') continue;
    tensors.set(name, storedTensor(file, name, entry, { first, size }));
  }
  requireCover(file, [...tensors.values()], { first, size });
  return { tensors, metadata: metadataOf(content) };
}

interface Room {
  /** Where values begin. */
  readonly first: number;
  /** Of the file. */
  readonly size: number;
}

function parsed(file: string, json: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(json);
    if (isRecord(content)) return content;
  } catch {
    // Said below.
  }
  throw damaged(file, 'its header is no JSON object');
}

function storedTensor(file: string, name: string, entry: unknown, { first, size }: Room): StoredTensor {
  const fail = (why: string) => damaged(file, `the tensor \`${name}\` ${why}`);
  if (!isRecord(entry)) throw fail('is not described');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isWeightDtype(dtype)) throw fail(`has the type ${JSON.stringify(dtype)}, which is none of weights`);
  if (!Array.isArray(shape)) throw fail('has no shape');
  const count = countOf(shape);
  if (count === undefined) throw fail('has an impossible shape');
  const [begin, end] = Array.isArray(offsets) && offsets.length === 2 ? offsets : [];
  if (!isOffset(begin) || !isOffset(end) || end < begin || first + end > size) throw fail('lies outside of the file');
  if (end - begin !== count * dtypeBytes[dtype])
    throw fail(`has ${end - begin} bytes, and its shape needs ${count * dtypeBytes[dtype]}`);
  return { name, dtype, shape, start: first + begin, end: first + end };
}

// Every byte belongs to one tensor: a file that hides something is not what it says.
function requireCover(file: string, tensors: readonly StoredTensor[], { first, size }: Room): void {
  let place = first;
  for (const { name, start, end } of tensors.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== place) throw damaged(file, `the tensor \`${name}\` overlaps another one, or leaves a gap`);
    place = end;
  }
  if (place !== size) throw damaged(file, `${size - place} bytes at its end belong to no tensor`);
}

function metadataOf({ __metadata__: said }: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  if (!isRecord(said)) return {};
  return Object.fromEntries(
    Object.entries(said).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

function reading<T>(file: string, read: (descriptor: number) => T): T {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    return read(descriptor);
  } catch (error) {
    throw systemFailure(error) ?? error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readExactly(file: string, descriptor: number, start: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const count = readSync(descriptor, bytes, done, length - done, start + done);
    if (count === 0) throw damaged(file, 'it is cut short');
    done += count;
  }
  return bytes;
}

export function damaged(file: string, reason: string) {
  return outside('weights-damaged', { file, reason });
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
