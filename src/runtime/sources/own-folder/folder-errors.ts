// What is told of a folder of one's own that cannot be read without a guess, and what to type for each reading.
import path from 'node:path';
import { type OutsideError, outside } from '../../../diagnostics/outside-error.ts';
import { counted, describeFolder, relativeName, stemOf } from '../listing.ts';
import { looksOf } from './looks.ts';
import { wordsOf } from './name-words.ts';
import { globOf } from './pair-masks.ts';
import type { NameClash } from './pair-names.ts';
import type { PlacedFile } from './placed-file.ts';

/** A folder that is named as one of masks, with photographs in it. */
async function photographsInMasks(root: string, [first]: readonly PlacedFile[]): Promise<OutsideError | undefined> {
  if (first === undefined || first.maskFolder === '' || (await looksOf(first.file)) !== 'picture') return undefined;
  const folder = first.maskFolder;
  return outside('mask-ambiguous', {
    problem: `${folder}/ is named as a folder of masks, its pictures look like photographs, such as ${first.name}, and belong to no image: masks or a kind of defect?`,
    advice: `if they are images with a defect, write ${folderCall(root, { normal: 'GLOB', test: `${folder}/**` })}; if they are masks, ${folderCall(root, { normal: 'GLOB', test: 'GLOB', masks: `${folder}/**` })}, with names as their images have`,
  });
}

/** Masks without an image, with the name that each should probably have met. */
export async function unpairedMasks(
  root: string,
  masks: readonly PlacedFile[],
  images: readonly PlacedFile[],
  taken: ReadonlySet<string>,
): Promise<OutsideError> {
  const photographs = await photographsInMasks(root, masks);
  if (photographs) return photographs;
  const [first] = masks;
  const free = images.filter(({ file }) => !taken.has(file));
  const defective = free.filter(({ isGood }) => !isGood);
  const nearest = first && nearestName(first, defective.length > 0 ? defective : free);
  const partner =
    nearest === undefined ? '' : `; the likeliest image of ${first?.name} is ${nearest.name}, and its name differs`;
  const source =
    first && nearest
      ? folderCall(root, globsFor(nearest, first.name, images))
      : folderCall(root, { normal: 'GLOB', test: 'GLOB', masks: 'GLOB' });
  return outside('mask-unpaired', {
    problem: `${counted(masks.length, 'picture')} that ${masks.length === 1 ? 'looks like a mask or is named as one belongs' : 'look like masks or are named so belong'} to no image, such as ${shown(masks)}${partner}: an image with a defect could be trained on as good`,
    advice: `give the mask the name of its image (${nearest === undefined ? '3.png and 3_mask.png' : `${path.posix.basename(nearest.name)} and ${stemOf(nearest.file)}_mask.png`}) or take it away; or say what is what: ${source}`,
  });
}

/** One mask, two images. */
export function ambiguousMasks(
  root: string,
  { mask, images: [a, b] }: NameClash,
  all: readonly PlacedFile[],
): OutsideError {
  const name = relativeName(root, mask);
  const [one, other] = [a, b].map((image) => all.find(({ file }) => file === image));
  const call = (image: PlacedFile | undefined, rival: PlacedFile | undefined) =>
    image === undefined ? '' : folderCall(root, globsFor(image, name, all, rival));
  return outside('mask-ambiguous', {
    problem: `the mask ${name} can belong to ${one?.name} or to ${other?.name}: by the names both are possible`,
    advice: `for the first write ${call(one, other)}, for the second ${call(other, one)}; or rename the masks`,
  });
}

/** Two folders have a mask for the same image. */
export function twoMaskFolders(
  root: string,
  image: PlacedFile,
  masks: readonly PlacedFile[],
  images: readonly PlacedFile[],
): OutsideError {
  const [one, other] = masks;
  const call = (mask: PlacedFile | undefined) =>
    folderCall(root, { ...globsFor(image, mask?.name ?? '', images), masks: `${mask?.maskFolder ?? ''}/**` });
  return outside('mask-ambiguous', {
    problem: `${image.name} has a mask in two folders: ${one?.name} and ${other?.name}`,
    advice: `for the first write ${call(one)}, for the second ${call(other)}; or take one folder away`,
  });
}

/** What says that an image, and those named like it, are to be tested with a mask, and not its rival. */
function globsFor(image: PlacedFile, mask: string, images: readonly PlacedFile[], rival?: PlacedFile): Globs {
  const good = images.filter(({ isGood }) => isGood);
  const others = good.length > 0 ? good : images.filter(({ file }) => file !== image.file);
  const wide = globOf([image.name]);
  const isTelling = rival === undefined || !isLike(wide, rival.name);
  const apart = others.filter(({ name }) => !isLike(wide, name));
  const test = isTelling && apart.length > 0 ? wide : image.name;
  const normal = patternsOf(apart.length > 0 ? apart : others, good.length > 0);
  const usable = normal.filter((glob) => glob.endsWith('**') || !isLike(glob, image.name));
  return { normal: usable.length === 0 ? ['GLOB'] : usable, test, masks: isTelling ? globOf([mask]) : mask };
}

type Globs = Readonly<Record<string, string | readonly string[]>>;

// By hand: of a name with a hundred numbers comes a pattern that a regular expression would try for years.
function isLike(glob: string, name: string): boolean {
  const [wanted, parts] = [glob.split('/'), name.split('/')];
  return wanted.length === parts.length && wanted.every((one, i) => holdsInOrder(one.split('*'), parts[i] ?? ''));
}

// The first piece at the beginning, the last at the end, those between as early as they come.
function holdsInOrder([first = '', ...rest]: readonly string[], part: string): boolean {
  const last = rest.pop();
  if (last === undefined) return part === first;
  if (!part.startsWith(first)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = part.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return part.length - last.length >= at && part.endsWith(last);
}

function patternsOf(files: readonly PlacedFile[], areFolders: boolean): readonly string[] {
  const patterns = files.map(({ name }) =>
    areFolders
      ? `${path.posix.dirname(name)}/**`
      : path.posix.join(path.posix.dirname(name), path.posix.basename(name).replace(/\d+/g, '*')),
  );
  return [...new Set(patterns)].slice(0, 5);
}

/** An image in a folder of good ones whose mask marks something. */
export function markedGoodImages(
  root: string,
  images: readonly { readonly name: string; readonly mask: string }[],
): OutsideError {
  const [first] = images;
  return outside('good-image-marked', {
    count: images.length,
    image: first?.name ?? '',
    mask: first?.mask ?? '',
    call: folderCall(root, { normal: 'GLOB', test: 'GLOB' }),
  });
}

/** `folder("parts", normal: "…")`, as it is written in a pipeline. */
export function folderCall(root: string, globs: Globs): string {
  const settings = Object.entries(globs).map(([name, glob]) => {
    const list = typeof glob === 'string' ? [glob] : glob;
    const written = list.map((one) => JSON.stringify(one)).join(', ');
    return `${name}: ${list.length === 1 ? written : `[${written}]`}`;
  });
  return `\`folder(${[JSON.stringify(path.basename(root)), ...settings].join(', ')})\``;
}

export function allLookLikeMasks(root: string): OutsideError {
  return outside('data-layout', {
    problem: `${root}: all pictures look like masks (few values in even areas), or are named so; it holds ${describeFolder(root)}`,
    advice: `name the folder that holds the images too; if these are images, say so: ${folderCall(root, { normal: '**' })}`,
  });
}

function nearestName(mask: PlacedFile, images: readonly PlacedFile[]): PlacedFile | undefined {
  const pairsOf = (file: PlacedFile) => {
    const text = ` ${wordsOf(stemOf(file.file)).join(' ')} `;
    return new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
  };
  const own = pairsOf(mask);
  const score = (file: PlacedFile) => {
    const other = pairsOf(file);
    return [...own].filter((pair) => other.has(pair)).length / (own.size + other.size);
  };
  return (
    images.reduce<{ file: PlacedFile | undefined; best: number }>(
      (found, file) => (score(file) > found.best ? { file, best: score(file) } : found),
      { file: undefined, best: 0 },
    ).file ?? images[0]
  );
}

function shown(files: readonly PlacedFile[]): string {
  return files
    .slice(0, 2)
    .map(({ name }) => name)
    .join(' and ');
}
