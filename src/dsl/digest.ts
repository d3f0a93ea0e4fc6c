// The digest of a pipeline: of what its files say, not how they are written. White space, comments and
// the syntax (.anoseg or YAML) do not matter; imported files do.
import { createHash } from 'node:crypto';
import type { Loaded } from './load.ts';

/** `sha256:` and 64 hexadecimal digits. */
export function digestPipeline({ files }: Loaded): string {
  const hash = createHash('sha256');
  for (const { parsed } of files) {
    const { version, items } = parsed.file;
    hash.update(JSON.stringify([version?.value ?? null, items], withoutPlace)).update('\n');
  }
  return `sha256:${hash.digest('hex')}`;
}

// Spans say where something stands, texts of numbers how they are written, docs are comments.
const ignored: ReadonlySet<string> = new Set(['span', 'keyword', 'source', 'doc']);

function withoutPlace(this: unknown, key: string, value: unknown): unknown {
  if (ignored.has(key)) return undefined;
  const isNumberText =
    key === 'text' && typeof this === 'object' && this !== null && 'kind' in this && this.kind === 'number';
  return isNumberText ? undefined : value;
}
