// Images that are both trained on and tested with, or lie in two categories, under two names: found by the hashes that the
// digest is made of.

import type { DataSet } from '../images/data-set.ts';
import type { Remark } from '../masks/mask-doubts.ts';
import type { HashedItem } from '../record/data-digest.ts';

type Hashed = readonly (HashedItem | undefined)[];

/** Undefined where there are none. */
export function describeRepeats(train: Hashed, test: Hashed): Remark | undefined {
  const pairs = pairsOf(train, test);
  const [first] = pairs;
  if (first === undefined) return undefined;
  return {
    message: `${pairs.length} of ${test.length} test images ${pairs.length === 1 ? 'is' : 'are'} trained on too, byte by byte: ${first}${pairs.length > 1 ? ', and others' : ''}`,
    hint: 'take them out of one of both: what was trained on says nothing about new images',
  };
}

/** Undefined where there are none, but for those that `describeRepeats` tells. */
export function describeShared(hashed: Hashed, { train, test }: Pick<DataSet, 'train' | 'test'>): Remark | undefined {
  const categories = new Map([...train, ...test].map(({ name, category }) => [name, category]));
  const tested = new Set(test.map(({ name }) => name));
  const owners = new Map<string, string>();
  const pairs = hashed.flatMap((item) => {
    const content = item?.contents[0];
    if (item === undefined || !content || categories.get(item.name) === undefined) return [];
    const owner = owners.get(content);
    if (owner === undefined) owners.set(content, item.name);
    if (owner === undefined || tested.has(owner) !== tested.has(item.name)) return [];
    return categories.get(owner) !== categories.get(item.name) ? [`${item.name} is ${owner}`] : [];
  });
  const [first, ...others] = pairs;
  if (first === undefined) return undefined;
  const count = others.length === 0 ? '1 image is' : `${pairs.length} images are`;
  return {
    message: `${count} in two categories, byte by byte: ${first}${others.length === 0 ? '' : ', and others'}`,
    hint: 'leave each image to one category: two sources may read the same folder',
  };
}

/** Known defects that are pasted, and tested with: undefined where there are none. */
export function describePasted(defects: Hashed, test: Hashed): Remark | undefined {
  const pairs = pairsOf(defects, test);
  const [first] = pairs;
  if (first === undefined) return undefined;
  return {
    message: `${pairs.length} of ${test.length} test images ${pairs.length === 1 ? 'is' : 'are'} pasted as known defects too, byte by byte: ${first}${pairs.length > 1 ? ', and others' : ''}`,
    hint: 'take them out of the test images: a defect that was learnt is found again, which says nothing about new ones',
  };
}

function pairsOf(train: Hashed, test: Hashed): readonly string[] {
  const names = new Map<string, string>();
  for (const item of train) if (item?.contents[0]) names.set(item.contents[0], item.name);
  return test.flatMap((item) => {
    const twin = names.get(item?.contents[0] ?? '');
    return item === undefined || twin === undefined ? [] : [`${item.name} is ${twin}`];
  });
}
