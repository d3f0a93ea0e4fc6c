// The file that `use` names: by its path, or by `std:` and its path in the shipped library. `.anoseg` may be left out.
import { isShipped, shippedPrefix } from '../../diagnostics/shipped-name.ts';

/** Its path, in the shipped library or from the file that imports it. */
export function importedFile(name: string): string {
  return withEnding(isShipped(name) ? name.slice(shippedPrefix.length) : name);
}

export function withEnding(file: string): string {
  return isPipelineFile(file) ? file : `${file}.anoseg`;
}

export function isPipelineFile(name: string): boolean {
  return /\.(anoseg|ya?ml)$/.test(name);
}
