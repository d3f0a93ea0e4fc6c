// Where weights lie in the user's cache, and which are there.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type KnownWeights, knownWeights } from './known.ts';

/** The folder of all weights in a cache folder. */
export function weightsFolder(cache: string): string {
  return path.join(cache, 'weights');
}

/** The file of known weights: its name tells its digest. */
export function weightsFile(cache: string, { name, sha256 }: KnownWeights): string {
  return path.join(weightsFolder(cache), `${name}-${sha256.slice(0, 12)}.safetensors`);
}

/** Whether the file is there at its whole size; its digest is looked at when it is read. */
export function isPresent(cache: string, known: KnownWeights): boolean {
  const file = weightsFile(cache, known);
  return existsSync(file) && statSync(file).size === known.bytes;
}

export function weightsNamed(name: string): KnownWeights | undefined {
  return knownWeights.find((known) => known.name === name);
}
