// Pairs masks with images by their names alone, as somebody would who sees both lists: the same name; the same but for
// case and endings; but for words such as "mask"; what is the same beside one common difference; and numbers. A rule that
// fits two images, or two rules that fit differently, are a clash: nobody guesses.
import { grouped } from '../../files/grouped.ts';
import { stemOf } from '../listing.ts';
import { isImageWord, isMaskWord, isOverlayWord, wordsOf } from './name-words.ts';

export interface NamePairing {
  /** Mask to image. */
  readonly pairs: ReadonlyMap<string, string>;
  /** In words, as goes on after "paired by"; undefined where nothing was paired. */
  readonly rule: string | undefined;
  readonly clash: NameClash | undefined;
}

/** A mask that two images could have. */
export interface NameClash {
  readonly mask: string;
  readonly images: readonly [string, string];
}

interface Rule {
  readonly words: string;
  readonly ofImage: (file: string) => string;
  /** Keys that may be meant, the likeliest first; several that fit different images are a clash. */
  readonly ofMask: (file: string) => readonly string[];
}

const endings = /\.(png|jpe?g|jpe|jfif|bmp|dib|tiff?|webp|gif|pgm|ppm|json)$/i;

/** Without its endings, however many. */
function bare(file: string): string {
  let name = stemOf(file).normalize('NFC');
  while (endings.test(name)) name = name.replace(endings, '');
  return name;
}

/** By names that are the same, but for case, endings and words such as "mask": one mask alone can be paired so. */
export function pairStrictly(
  masks: readonly string[],
  images: readonly string[],
  suffixes: readonly string[],
): NamePairing {
  const pairs = new Map<string, string>();
  const rules: string[] = [];
  for (const rule of strictRules(suffixes)) {
    const byKey = grouped(images, rule.ofImage);
    const before = pairs.size;
    for (const mask of masks.filter((file) => !pairs.has(file))) {
      const fitting = [...new Set(rule.ofMask(mask).flatMap((key) => byKey.get(key) ?? []))];
      const [image, other] = fitting;
      if (image !== undefined && other !== undefined)
        return { pairs, rule: rules[0], clash: { mask, images: [image, other] } };
      if (image !== undefined) pairs.set(mask, image);
    }
    if (pairs.size > before) rules.push(rule.words);
  }
  return { pairs, rule: rules.length === 0 ? undefined : rules.join(', or '), clash: undefined };
}

/** By what all masks of a folder have in common with their images: a guess for those that a stricter rule has left. */
export function pairLoosely(masks: readonly string[], images: readonly string[]): NamePairing {
  const begun = pairByBeginning(masks, images);
  if (begun.pairs.size > 0) return begun;
  const affixes = pairByAffixes(masks, images);
  return affixes.rule !== undefined || affixes.clash ? affixes : pairByNumbers(masks, images);
}

/** Whether a file is named as the mask of another that lies beside it. */
export function masksBeside(files: readonly string[], suffixes: readonly string[]): ReadonlySet<string> {
  const rules = strictRules(suffixes.filter((suffix) => suffix !== ''));
  const keys = rules.map(({ ofImage }) => grouped(files, ofImage));
  const hasImage = (file: string) =>
    rules.some(({ ofMask }, i) => ofMask(file).some((key) => keys[i]?.get(key)?.some((other) => other !== file)));
  return new Set(files.filter(hasImage));
}

/** Pictures for people, beside what they are drawn on: `3_overlay.png` and `3.png`. */
export function overlaysBeside(files: readonly string[]): ReadonlySet<string> {
  const plain = new Set(files.map((file) => wordsOf(bare(file)).join(' ')));
  const without = (words: readonly string[]) =>
    words.filter((word) => !isOverlayWord(word) && !isMaskWord(word)).join(' ');
  return new Set(
    files.filter((file) => {
      const words = wordsOf(bare(file));
      return words.some(isOverlayWord) && plain.has(without(words));
    }),
  );
}

function strictRules(suffixes: readonly string[]): readonly Rule[] {
  const ordered = suffixes.toSorted((a, b) => b.length - a.length);
  return [
    {
      words: 'the same name',
      ofImage: (file) => stemOf(file).normalize('NFC'),
      ofMask: (file) => {
        const stem = stemOf(file).normalize('NFC');
        const fitting = ordered.find((suffix) => stem.endsWith(suffix));
        return fitting === undefined ? [] : [stem.slice(0, stem.length - fitting.length)];
      },
    },
    {
      words: 'the same name but for case and endings',
      ofImage: (file) => bare(file).toLowerCase(),
      ofMask: (file) => {
        const name = bare(file).toLowerCase();
        return ordered
          .filter((suffix) => name.endsWith(suffix.toLowerCase()))
          .slice(0, 1)
          .map((suffix) => name.slice(0, name.length - suffix.length));
      },
    },
    {
      words: 'the same name but for words such as "mask"',
      ofImage: (file) => wordsOf(bare(file)).join(' '),
      ofMask: (file) => withoutMaskWords(wordsOf(bare(file))),
    },
    {
      words: 'the same name but for words such as "mask" and "image"',
      ofImage: (file) => withoutImageWords(wordsOf(bare(file)).join(' ')),
      ofMask: (file) => withoutMaskWords(wordsOf(bare(file))).map(withoutImageWords),
    },
    {
      words: 'the same name but for words such as "mask" and zeros before numbers',
      ofImage: (file) => withoutZeros(withoutImageWords(wordsOf(bare(file)).join(' '))),
      ofMask: (file) =>
        withoutMaskWords(wordsOf(bare(file)))
          .map(withoutImageWords)
          .map(withoutZeros),
    },
  ];
}

// `d0_mask_1` is a second mask of `d0`, or the mask of `d0_1`.
function withoutMaskWords(words: readonly string[]): readonly string[] {
  const at = words.findIndex(isMaskWord);
  if (at < 0) return [];
  const kept = words.filter((word) => !isMaskWord(word)).join(' ');
  const counted = at > 0 && at === words.length - 2 && /^\p{N}+$/u.test(words.at(-1) ?? '');
  return counted ? [words.slice(0, at).join(' '), kept] : [kept];
}

function withoutImageWords(key: string): string {
  const words = key.split(' ');
  const kept = words.filter((word) => !isImageWord(word));
  return kept.length === 0 ? key : kept.join(' ');
}

function withoutZeros(text: string): string {
  return text.replace(/(?<!\d)0+(?=\d)/g, '');
}

// `7_a` and `mask_7_2` are masks of `7`, where all masks begin with the whole name of an image.
function pairByBeginning(masks: readonly string[], images: readonly string[]): NamePairing {
  const byName = grouped(images, (file) => withoutImageWords(wordsOf(bare(file)).join(' ')));
  const pairs = new Map<string, string>();
  for (const mask of masks) {
    const words = wordsOf(bare(mask)).filter((word) => !isMaskWord(word) && !isImageWord(word));
    const fitting = words.map((_, i) => byName.get(words.slice(0, words.length - i).join(' '))).find((found) => found);
    if (fitting?.length === 1 && fitting[0] !== undefined) pairs.set(mask, fitting[0]);
  }
  const isFound = pairs.size === masks.length;
  return {
    pairs: isFound ? pairs : new Map(),
    rule: isFound ? 'names that begin with that of the image' : undefined,
    clash: undefined,
  };
}

/** What a name is before and after the part that pairs. */
interface Affixes {
  readonly image: readonly [string, string];
  readonly mask: readonly [string, string];
  readonly shared: number;
}

// One and the same difference between all masks and their images: `cam_17_rgb` and `17-drawn`.
function pairByAffixes(masks: readonly string[], images: readonly string[]): NamePairing {
  const seeds = [...new Set([masks[0], masks[masks.length >> 1], masks.at(-1)])].filter((mask) => mask !== undefined);
  const found = new Map<string, Affixes>();
  for (const mask of seeds)
    for (const image of images)
      for (const affixes of commonParts(bare(mask).toLowerCase(), bare(image).toLowerCase()))
        found.set(JSON.stringify([affixes.image, affixes.mask]), affixes);
  const fits = [...found.values()]
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, 300)
    .map((affixes) => ({ affixes, pairs: pairsBeside(affixes, masks, images) }))
    .filter(({ pairs }) => isMost(pairs.size, masks.length) && new Set(pairs.values()).size === pairs.size)
    // What tells a mask alone apart is its number.
    .filter(({ affixes }) => masks.length > 1 || !/\d/.test(affixes.mask.join('')));
  const most = Math.max(...fits.map(({ pairs }) => pairs.size));
  const best = fits.filter(({ pairs }) => pairs.size === most);
  const [first] = best;
  if (first === undefined) return { pairs: new Map(), rule: undefined, clash: undefined };
  const rivals = best.filter(({ affixes }) => affixes.shared === first.affixes.shared);
  const { image, mask } = first.affixes;
  const words = `what * stands for in "${image.join('*')}" and "${mask.join('*')}"`;
  return { pairs: first.pairs, rule: words, clash: clashOf(rivals.map(({ pairs }) => pairs)) };
}

function isMost(count: number, all: number): boolean {
  return count === all || (count >= 3 && count >= 0.75 * all);
}

function pairsBeside(
  { image, mask }: Affixes,
  masks: readonly string[],
  images: readonly string[],
): Map<string, string> {
  const byKey = grouped(images, (file) => inner(bare(file).toLowerCase(), image));
  return new Map(
    masks.flatMap((file) => {
      const key = inner(bare(file).toLowerCase(), mask);
      const fitting = key === '' ? [] : (byKey.get(key) ?? []);
      return fitting.length === 1 && fitting[0] !== undefined ? [[file, fitting[0]] as const] : [];
    }),
  );
}

// Empty where the name does not have the affixes.
function inner(name: string, [before, after]: readonly [string, string]): string {
  if (name.length < before.length + after.length || !name.startsWith(before) || !name.endsWith(after)) return '';
  const part = name.slice(before.length, name.length - after.length);
  // 10 is no 1 with a 0 behind it.
  const splitsNumber = (/\d$/.test(before) && /^\d/.test(part)) || (/^\d/.test(after) && /\d$/.test(part));
  return splitsNumber ? '' : part;
}

/** The longest runs of words, numbers and what separates them that two names share. */
function commonParts(mask: string, image: string): readonly Affixes[] {
  const [m, i] = [partsOf(mask), partsOf(image)];
  let longest = 0;
  let found: Affixes[] = [];
  for (let a = 0; a < m.length; a++)
    for (let b = 0; b < i.length; b++) {
      let count = 0;
      while (a + count < m.length && b + count < i.length && m[a + count] === i[b + count]) count++;
      // Separators at the ends tell nothing.
      const shared = m.slice(a, a + count).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
      if (shared === 0 || shared < longest) continue;
      if (shared > longest) found = [];
      longest = shared;
      const around = (parts: readonly string[], at: number) =>
        [parts.slice(0, at).join(''), parts.slice(at + count).join('')] as const;
      found.push({ image: around(i, b), mask: around(m, a), shared });
    }
  return found;
}

function partsOf(name: string): readonly string[] {
  return name.match(/[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}]+/gu) ?? [];
}

// Numbers without their leading zeros; where there are several, all of them, else the last.
function pairByNumbers(masks: readonly string[], images: readonly string[]): NamePairing {
  const numbers = (file: string) => (bare(file).match(/\d+/g) ?? []).map(withoutZeros);
  const keys = [
    { words: 'the numbers in their names', of: (file: string) => numbers(file).join(' ') },
    { words: 'the last number in their names', of: (file: string) => numbers(file).at(-1) ?? '' },
  ];
  for (const { words, of } of keys) {
    const [byKey, masksByKey] = [grouped(images, of), grouped(masks, of)];
    const paired = masks.filter(
      (mask) => of(mask) !== '' && byKey.has(of(mask)) && masksByKey.get(of(mask))?.length === 1,
    );
    if (!isMost(paired.length, masks.length)) continue;
    const fitting = paired.map((mask) => ({ mask, images: byKey.get(of(mask)) ?? [] }));
    const clashes = fitting.flatMap(({ mask, images: [a, b] }) =>
      a === undefined || b === undefined ? [] : [{ mask, images: [a, b] as const }],
    );
    const pairs = new Map(fitting.flatMap(({ mask, images: [a] }) => (a === undefined ? [] : [[mask, a] as const])));
    return { pairs, rule: words, clash: clashes[0] };
  }
  return { pairs: new Map(), rule: undefined, clash: undefined };
}

function clashOf([first, ...others]: readonly ReadonlyMap<string, string>[]): NameClash | undefined {
  for (const other of others)
    for (const [mask, image] of first ?? []) {
      const rival = other.get(mask);
      if (rival !== undefined && rival !== image) return { mask, images: [image, rival] };
    }
  return undefined;
}
