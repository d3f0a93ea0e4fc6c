// Checkpoints of PyTorch (`.pth`), both kinds: a zip archive (since 1.6), or pickles with the values behind them.
// Only a state dictionary is taken from them: names and tensors.
import { readFileSync } from 'node:fs';
import yauzl from 'yauzl';
import { systemFailure } from '../diagnostics/system-error.ts';
import { PickleRefused, type PickleValue, readPickle } from './pickle.ts';
import { damaged } from './safetensors.ts';
import { countOf, dtypeBytes, type NamedTensor, type WeightDtype } from './tensors.ts';

/** The types of PyTorch's storages. */
const storages: Readonly<Record<string, WeightDtype>> = {
  'torch FloatStorage': 'F32',
  'torch DoubleStorage': 'F64',
  'torch HalfStorage': 'F16',
  'torch BFloat16Storage': 'BF16',
  'torch LongStorage': 'I64',
  'torch IntStorage': 'I32',
  'torch ShortStorage': 'I16',
  'torch CharStorage': 'I8',
  'torch ByteStorage': 'U8',
  'torch BoolStorage': 'BOOL',
};

const rebuildTensor = 'torch._utils _rebuild_tensor_v2';
const rebuildParameter = 'torch._utils _rebuild_parameter';
const allowed = new Set(['collections OrderedDict', rebuildTensor, rebuildParameter, ...Object.keys(storages)]);

/** More than this no checkpoint of an encoder has, in bytes. */
const largestFile = 2 ** 31 - 1;

/** Values of a storage, by its key in the file. */
type Storages = (key: string, bytes: number) => Uint8Array;

/** All tensors of the state dictionary, by their names. @throws OutsideError `weights-damaged`, and what reading a file can fail with */
export async function readCheckpoint(file: string): Promise<readonly NamedTensor[]> {
  try {
    const content = wholeFile(file);
    const isZip = content.length > 4 && content.readUInt32LE() === 0x04034b50;
    return isZip ? await readArchive(content) : readLegacy(content);
  } catch (error) {
    if (error instanceof PickleRefused) throw damaged(file, error.message);
    throw systemFailure(error) ?? error;
  }
}

function wholeFile(file: string): Buffer {
  const content = readFileSync(file);
  if (content.length > largestFile) throw new PickleRefused('it is larger than 2 GB');
  return content;
}

/** More than these no state dictionary has. */
const mostItems = 100_000;

/** What the old format begins with. */
const magic = 0x1950a86a20f9469cfc6cn;

// Magic number, version, facts about the system, the object, the keys of its storages; then each one's count and values.
function readLegacy(content: Buffer): readonly NamedTensor[] {
  const first = readPickle(content, 0, allowed);
  if (first.value !== magic) throw new PickleRefused('it is no checkpoint of PyTorch');
  const version = readPickle(content, first.end, allowed);
  const system = readPickle(content, version.end, allowed);
  const object = readPickle(content, system.end, allowed);
  const keys = readPickle(content, object.end, allowed);
  const forms = new Map(tensorsIn(object.value).map(({ key, dtype, count }) => [key, { dtype, count }]));
  const values = new Map<string, Uint8Array>();
  let at = keys.end;
  for (const key of Array.isArray(keys.value) ? keys.value : []) {
    const form = typeof key === 'string' ? forms.get(key) : undefined;
    if (form === undefined || typeof key !== 'string') throw new PickleRefused('it holds values of no tensor');
    const bytes = form.count * dtypeBytes[form.dtype];
    if (at + 8 + bytes > content.length) throw new PickleRefused('it is cut short');
    if (content.readBigInt64LE(at) !== BigInt(form.count))
      throw new PickleRefused('its counts of values contradict each other');
    values.set(key, content.subarray(at + 8, at + 8 + bytes));
    at += 8 + bytes;
  }
  return namedTensors(object.value, (key) => values.get(key) ?? new Uint8Array());
}

async function readArchive(content: Buffer): Promise<readonly NamedTensor[]> {
  const entries = await entriesOf(content);
  const name = [...entries.keys()].find((entry) => /^[^/]+\/data\.pkl$/.test(entry));
  const pickle = name === undefined ? undefined : entries.get(name);
  if (name === undefined || pickle === undefined) throw new PickleRefused('it is no checkpoint of PyTorch');
  const folder = name.slice(0, -'data.pkl'.length);
  const { value } = readPickle(pickle, 0, allowed);
  return namedTensors(value, (key, bytes) => {
    const found = entries.get(`${folder}data/${key}`);
    if (found?.length !== bytes) throw new PickleRefused(`its values \`${key}\` are missing or of another size`);
    return found;
  });
}

// PyTorch stores its values as they are; an archive that would grow when it is unpacked is not one of its own.
async function entriesOf(content: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  try {
    return await unpacked(content);
  } catch (error) {
    if (error instanceof PickleRefused) throw error;
    // The library says what it met in words of its own.
    throw new PickleRefused(`its archive is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function unpacked(content: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const archive = await yauzl.fromBufferPromise(content);
  const entries = new Map<string, Buffer>();
  let total = 0;
  for await (const entry of archive.eachEntry()) {
    total += entry.uncompressedSize;
    if (total > 2 * content.length) throw new PickleRefused('its archive unpacks to more than it should');
    const pieces: Buffer[] = [];
    for await (const piece of await archive.openReadStreamPromise(entry)) pieces.push(piece);
    entries.set(entry.fileName, Buffer.concat(pieces));
  }
  return entries;
}

/** A tensor as the pickle describes it: where its values lie in which storage. */
interface Described {
  readonly name: string;
  readonly key: string;
  readonly dtype: WeightDtype;
  /** Values in the storage. */
  readonly count: number;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

function namedTensors(value: PickleValue, storage: Storages): readonly NamedTensor[] {
  const described = tensorsIn(value);
  if (described.length === 0) throw new PickleRefused('it holds no tensors by name');
  return described.map((tensor) => {
    const { name, dtype, shape, count, key } = tensor;
    return { name, dtype, shape, bytes: gathered(tensor, storage(key, count * dtypeBytes[dtype])) };
  });
}

// Dictionaries inside of dictionaries have dotted names; what is no tensor (a step, a rate) is left out.
// A dictionary can lie in itself, or a thousand times in another one.
function tensorsIn(value: PickleValue, prefix = '', depth = 0, left = { items: mostItems }): readonly Described[] {
  if (!(value instanceof Map) || depth > 8) return [];
  left.items -= value.size;
  if (left.items < 0) throw new PickleRefused('it has more entries than any state dictionary');
  return [...value].flatMap(([key, item]) => {
    if (typeof key !== 'string') return [];
    const name = prefix === '' ? key : `${prefix}.${key}`;
    const tensor = describedTensor(name, item);
    return tensor === undefined ? tensorsIn(item, name, depth + 1, left) : [tensor];
  });
}

function describedTensor(name: string, value: PickleValue): Described | undefined {
  if (value === null || typeof value !== 'object' || !('kind' in value) || value.kind !== 'built') return undefined;
  if (value.of === rebuildParameter) return describedTensor(name, value.arguments[0] ?? null);
  if (value.of !== rebuildTensor) return undefined;
  const [storage, offset, shape, strides] = value.arguments;
  const wrong = new PickleRefused(`the tensor \`${name}\` is not described as PyTorch does it`);
  const { key, dtype, count } = storageOf(storage ?? null) ?? refuse(wrong);
  if (!isCount(offset) || !isCounts(shape) || !isCounts(strides) || shape.length !== strides.length) throw wrong;
  // One that repeats values could be of any size.
  if ((countOf(shape) ?? Number.POSITIVE_INFINITY) > count) throw wrong;
  const last = shape.reduce((sum, side, i) => sum + (side - 1) * (strides[i] ?? 0), offset);
  if (countOf(shape) !== 0 && last >= count)
    throw new PickleRefused(`the tensor \`${name}\` lies outside of its values`);
  return { name, key, dtype, count, offset, shape, strides };
}

// ('storage', type, key, place, count)
function storageOf(value: PickleValue) {
  if (value === null || typeof value !== 'object' || !('kind' in value) || value.kind !== 'persistent')
    return undefined;
  const [word, type, key, , count] = Array.isArray(value.id) ? value.id : [];
  const isNamed = type !== null && typeof type === 'object' && 'kind' in type && type.kind === 'named';
  const dtype = isNamed ? storages[type.name] : undefined;
  if (word !== 'storage' || dtype === undefined || typeof key !== 'string' || !isCount(count)) return undefined;
  return count > largestFile ? undefined : { key, dtype, count };
}

// The values of a tensor in order; mostly they lie so already.
function gathered({ dtype, offset, shape, strides }: Described, storage: Uint8Array): Uint8Array {
  const size = dtypeBytes[dtype];
  const count = countOf(shape) ?? 0;
  if (isContiguous(shape, strides)) return storage.subarray(offset * size, (offset + count) * size);
  const result = new Uint8Array(count * size);
  for (let i = 0; i < count; i++) {
    let [rest, from] = [i, offset];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const side = shape[axis] ?? 1;
      from += (rest % side) * (strides[axis] ?? 0);
      rest = Math.floor(rest / side);
    }
    result.set(storage.subarray(from * size, (from + 1) * size), i * size);
  }
  return result;
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  return shape.toReversed().every((side, i) => {
    const stride = strides.at(-1 - i);
    const fits = side === 1 || stride === expected;
    expected *= side;
    return fits;
  });
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isCount);
}

function refuse(error: Error): never {
  throw error;
}
