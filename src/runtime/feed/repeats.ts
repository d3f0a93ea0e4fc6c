// Images that are both trained on and tested with, under two names: found by the hashes that the digest is made of.

import type { Remark } from '../masks/mask-doubts.ts';
import type { HashedItem } from '../record/data-digest.ts';

type Hashed = readonly (HashedItem | undefined)[];

/** Undefined where there are none. */
export function describeRepeats(train: Hashed, test: Hashed): Remark | undefined {
  const names = new Map<string, string>();
  for (const item of train) if (item?.contents[0]) names.set(item.contents[0], item.name);
  const pairs = test.flatMap((item) => {
    const twin = names.get(item?.contents[0] ?? '');
    return item === undefined || twin === undefined ? [] : [`${item.name} is ${twin}`];
  });
  const [first] = pairs;
  if (first === undefined) return undefined;
  return {
    message: `${pairs.length} of ${test.length} test images ${pairs.length === 1 ? 'is' : 'are'} trained on too, byte by byte: ${first}${pairs.length > 1 ? ', and others' : ''}`,
    hint: 'take them out of one of both: what was trained on says nothing about new images',
  };
}
