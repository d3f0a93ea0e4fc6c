// The digest of a data set: of the contents, not of times or places.
import { createHash } from 'node:crypto';
import type { DataSet, ImageItem, Pixels } from './data-set.ts';

export interface DataDigest {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly files: number;
}

/** SHA-256 over the sorted names, each with the SHA-256 of its image and mask. */
export async function digestDataSet({ train, test }: DataSet): Promise<DataDigest> {
  const items = [...train, ...test].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const total = createHash('sha256');
  let files = 0;
  for (const item of items) {
    for (const content of await contentsOf(item)) {
      total.update(`${item.name}\n${createHash('sha256').update(content).digest('hex')}\n`);
      files += 1;
    }
  }
  return { digest: `sha256:${total.digest('hex')}`, files };
}

async function contentsOf(item: ImageItem): Promise<readonly Uint8Array[]> {
  const contents = [await item.read(), await item.readMask()];
  return contents.flatMap((content) => (content === undefined ? [] : [bytesOf(content)]));
}

function bytesOf(content: Uint8Array | Pixels): Uint8Array {
  return content instanceof Uint8Array ? content : content.data;
}
