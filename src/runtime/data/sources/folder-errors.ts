// What is told of a folder of one's own that cannot be read without a guess, and what to type for each reading.
import path from 'node:path';
import { OutsideError } from '../../../diagnostics/outside-error.ts';
import { counted, describeFolder, relativeName, stemOf } from './listing.ts';
import { wordsOf } from './name-words.ts';
import { globOf } from './pair-masks.ts';
import type { NameClash } from './pair-names.ts';
import type { PlacedFile } from './placed-file.ts';

/** Masks without an image, with the name that each should probably have met. */
export function unpairedMasks(
  root: string,
  masks: readonly PlacedFile[],
  images: readonly PlacedFile[],
  taken: ReadonlySet<string>,
): OutsideError {
  const [first] = masks;
  const nearest =
    first &&
    nearestName(
      first,
      images.filter(({ file }) => !taken.has(file)),
    );
  const partner =
    nearest === undefined ? '' : `; the likeliest image of ${first?.name} is ${nearest.name}, and its name differs`;
  const source =
    first && nearest
      ? `${folderCall(root, { test: globOf([nearest.name]), masks: globOf([first.name]) })}, with \`normal:\` for the good images`
      : '';
  return new OutsideError(
    'mask-unpaired',
    `${counted(masks.length, 'picture')} that ${masks.length === 1 ? 'looks like a mask or is named as one belongs' : 'look like masks or are named so belong'} to no image, such as ${shown(masks)}${partner}: an image with a defect could be trained on as good`,
    `give the mask the name of its image (${nearest === undefined ? '3.png and 3_mask.png' : `${path.posix.basename(nearest.name)} and ${stemOf(nearest.file)}_mask.png`}) or take it away; or say what is what: ${source === '' ? folderCall(root, { normal: 'GLOB', test: 'GLOB', masks: 'GLOB' }) : source}`,
  );
}

/** One mask, two images. */
export function ambiguousMasks(root: string, { mask, images }: NameClash): OutsideError {
  const name = relativeName(root, mask);
  const [one, other] = images.map((image) => relativeName(root, image));
  const call = (image: string | undefined) => folderCall(root, { test: globOf([image ?? '']), masks: globOf([name]) });
  return new OutsideError(
    'mask-ambiguous',
    `the mask ${name} can belong to ${one} or to ${other}: by the names both are possible`,
    `for the first write ${call(one)}, for the second ${call(other)}, each with \`normal:\` for the good images; or rename the masks`,
  );
}

/** Two folders have a mask for the same image. */
export function twoMaskFolders(root: string, image: PlacedFile, masks: readonly PlacedFile[]): OutsideError {
  const [one, other] = masks;
  const call = (mask: PlacedFile | undefined) =>
    folderCall(root, { test: globOf([image.name]), masks: `${mask?.maskFolder ?? ''}/**` });
  return new OutsideError(
    'mask-ambiguous',
    `${image.name} has a mask in two folders: ${one?.name} and ${other?.name}`,
    `for the first write ${call(one)}, for the second ${call(other)}, each with \`normal:\` for the good images; or take one folder away`,
  );
}

/** An image in a folder of good ones whose mask marks something. */
export function markedGoodImages(
  root: string,
  images: readonly { readonly name: string; readonly mask: string }[],
): OutsideError {
  const [first] = images;
  return new OutsideError(
    'good-image-marked',
    `${counted(images.length, 'image')} ${images.length === 1 ? 'lies' : 'lie'} among the good ones, and a mask marks a defect: ${first?.name} with ${first?.mask}`,
    `move the image to the defective ones, or take the mask away; where the masks mark something else, such as the part itself, say what is what: ${folderCall(root, { normal: 'GLOB', test: 'GLOB' })}`,
  );
}

/** `folder("parts", normal: "…")`, as it is written in a pipeline. */
export function folderCall(root: string, globs: Readonly<Record<string, string>>): string {
  const settings = Object.entries(globs).map(([name, glob]) => `${name}: ${JSON.stringify(glob)}`);
  return `\`folder(${[JSON.stringify(path.basename(root)), ...settings].join(', ')})\``;
}

export function allLookLikeMasks(root: string): OutsideError {
  return new OutsideError(
    'data-layout',
    `${root}: all pictures look like masks (few values in even areas), or are named so; it holds ${describeFolder(root)}`,
    `name the folder that holds the images too; if these are images, say so: ${folderCall(root, { normal: '**' })}`,
  );
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
