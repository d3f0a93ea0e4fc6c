// The digest of a data set: of the contents, not of times or places. Contents are hashed while they are read for
// decoding, so that nothing is read twice.
import { createHash } from 'node:crypto';
import type { Pixels } from '../images/data-set.ts';

export interface DataDigest {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly files: number;
}

/** Of one of several sources. */
export interface SourceDigest extends DataDigest {
  readonly category: string;
}

/** The contents of an image and its masks, in this order. */
export interface HashedItem {
  readonly name: string;
  /** SHA-256, hexadecimal. */
  readonly contents: readonly string[];
}

/** SHA-256 of a file, of a text in UTF-8, or of pixels that were drawn, hexadecimal. */
export function hashContent(content: Uint8Array | string | Pixels): string {
  const plain = typeof content === 'string' || content instanceof Uint8Array ? content : content.data;
  return createHash('sha256').update(plain).digest('hex');
}

/** SHA-256 over the sorted names, each with the hash of its image and of its masks. */
export function digestOf(items: readonly HashedItem[]): DataDigest {
  const total = createHash('sha256');
  let files = 0;
  for (const { name, contents } of items.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const content of contents) {
      total.update(`${name}\n${content}\n`);
      files += 1;
    }
  }
  return { digest: `sha256:${total.digest('hex')}`, files };
}
