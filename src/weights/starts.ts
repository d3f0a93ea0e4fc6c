// Files that networks start from: which one a pipeline means, what it holds, and its values.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OutsideError, outside } from '../diagnostics/outside-error.ts';
import { knownWeights } from './known.ts';
import { readContent, readHeader } from './safetensors.ts';
import { isPresent, weightsFile, weightsNamed } from './store.ts';
import { asFloats } from './tensors.ts';

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
export function describeStart({ weights, digest }: Written, places: WeightsPlaces) {
  const known = weightsNamed(weights);
  if (known === undefined && !weights.endsWith('.safetensors')) return { known: knownWeights.map(({ name }) => name) };
  const file = startFile(weights, places);
  const isThere = known === undefined ? existsSync(file) : isPresent(places.cache, known);
  if (known === undefined && digest === '')
    return { undigested: { found: isThere ? digestOf(readFileSync(file)) : undefined } };
  return { tensors: isThere ? shapesIn(file) : undefined };
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
  const content = readFileSync(file);
  const found = digestOf(content);
  if (found !== digest) throw outside('weights-digest', { file, expected: digest, found });
  // What was looked at is what is used.
  const tensors = readContent(file, content);
  return (name, axes) => {
    const tensor = tensors.get(name);
    const values = tensor && asFloats(tensor);
    if (tensor === undefined || values === undefined)
      throw outside('weights-damaged', { file, reason: `it has no numbers \`${name}\`` });
    return permuted(values, tensor.shape, axes);
  };
}

function shapesIn(file: string): ReadonlyMap<string, readonly number[]> | undefined {
  try {
    return new Map([...readHeader(file).tensors].map(([name, { shape }]) => [name, shape]));
  } catch (error) {
    // What is wrong with the file is told by whoever needs its values.
    if (error instanceof OutsideError) return undefined;
    throw error;
  }
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
