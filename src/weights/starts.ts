// Files that networks start from: which one a pipeline means, what it holds, and its values.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { OutsideError, outside } from '../diagnostics/outside-error.ts';
import { systemFailure } from '../diagnostics/system-error.ts';
import { knownWeights } from './known.ts';
import { damaged, readContent, readHeader } from './safetensors.ts';
import { isPresent, weightsFile, weightsNamed } from './store.ts';
import { asFloats, isReal } from './tensors.ts';

/** What a pipeline says of its weights. */
interface Written {
  readonly weights: string;
  readonly digest: string;
}

/** Where files are looked for. */
export interface WeightsPlaces {
  readonly cache: string;
  /** The folder of the pipeline. */
  readonly folder: string;
}

/** For a check: shapes by name, or why there are none. Reads no more than the header. */
export function describeStart(written: Written, places: WeightsPlaces) {
  const { weights, digest } = written;
  const known = weightsNamed(weights);
  if (known === undefined && !weights.endsWith('.safetensors')) return { known: knownWeights.map(({ name }) => name) };
  const file = startFile(weights, places);
  if (known === undefined)
    return isDigest(digest) ? heldBy(file, weights, existsSync(file)) : { undigested: { found: digestOfFile(file) } };
  const expected = startDigest(written);
  if (digest !== '' && digest !== expected) return { differing: { expected } };
  return heldBy(file, weights, isPresent(places.cache, known));
}

/** The file that is meant. */
export function startFile(weights: string, { cache, folder }: WeightsPlaces): string {
  const known = weightsNamed(weights);
  return known === undefined ? path.resolve(folder, weights) : weightsFile(cache, known);
}

/** The digest that the file must have, `sha256:` and 64 hexadecimal digits. */
export function startDigest({ weights, digest }: Written): string {
  const known = weightsNamed(weights);
  return known === undefined ? digest : `sha256:${known.sha256}`;
}

/** Values of weights, in the order of the axes that are asked for. */
export type StartValues = (tensor: string, axes: readonly number[]) => Float32Array;

/** Opens a file, once its digest is right. @throws OutsideError `weights-missing`, `weights-digest`, `weights-damaged` */
export function openStart(file: string, digest: string): StartValues {
  if (!existsSync(file)) throw outside('weights-missing', { file });
  const content = contentOf(file);
  const found = digestOf(content);
  if (found !== digest) throw outside('weights-digest', { file, expected: digest, found });
  // What was looked at is what is used.
  const tensors = readContent(file, content);
  return (name, axes) => {
    const tensor = tensors.get(name);
    const values = tensor && asFloats(tensor);
    if (tensor === undefined || values === undefined) throw damaged(file, `it has no numbers \`${name}\``);
    if (!values.every(Number.isFinite)) throw damaged(file, `\`${name}\` holds values that are infinite or no numbers`);
    return permuted(values, tensor.shape, axes);
  };
}

// `name`: what the pipeline calls it.
function heldBy(file: string, name: string, isThere: boolean) {
  if (!isThere) return {};
  try {
    requireFile(file);
    const forms = [...readHeader(file).tensors.values()];
    return { tensors: new Map(forms.map(({ name, shape, dtype }) => [name, { shape, dtype, isReal: isReal(dtype) }])) };
  } catch (error) {
    if (error instanceof OutsideError) return { unreadable: error.message.replaceAll(file, name) };
    throw error;
  }
}

/** More than Node reads at once. */
const largestFile = 2 ** 31 - 1;

function contentOf(file: string): Uint8Array {
  try {
    if (requireFile(file) > largestFile) throw damaged(file, 'it is larger than 2 GB');
    return readFileSync(file);
  } catch (error) {
    throw systemFailure(error) ?? error;
  }
}

/** Its size. To read a pipe or a device may never end. */
function requireFile(file: string): number {
  const status = statSync(file);
  if (!status.isFile()) throw damaged(file, 'it is no file');
  return status.size;
}

/** To be shown; undefined where it cannot be told. */
function digestOfFile(file: string): string | undefined {
  try {
    return digestOf(contentOf(file));
  } catch (error) {
    if (error instanceof OutsideError) return undefined;
    throw error;
  }
}

function isDigest(text: string): boolean {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/** `axes`: for each axis of the result, which one it is in `values`. */
function permuted(values: Float32Array, shape: readonly number[], axes: readonly number[]): Float32Array {
  if (axes.every((axis, i) => axis === i)) return values;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const sides = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 1);
  return Float32Array.from(values, (_, i) => {
    let [rest, from] = [i, 0];
    for (let axis = sides.length - 1; axis >= 0; axis--) {
      const side = sides[axis] ?? 1;
      from += (rest % side) * (steps[axis] ?? 0);
      rest = Math.floor(rest / side);
    }
    return values[from] ?? Number.NaN;
  });
}

function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
