// Known defects of a folder of the user's: images with their masks, or cut-outs that are transparent around the defect.
import path from 'node:path';
import sharp from 'sharp';
import { homeSignInPipeline } from '../../diagnostics/home-sign.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import { convertChannels } from '../images/channels.ts';
import type { ImageItem, PictureFile, Pixels } from '../images/data-set.ts';
import { type Frame, readPicture, readSize } from '../images/decode.ts';
import { describing } from '../images/describe-failure.ts';
import { maskAtFrame, placeFrame, type Size } from '../images/placement.ts';
import { readGroundTruth } from '../masks/ground-truth.ts';
import { allImages } from '../sources/glob.ts';
import { describeFolder, imageItem, isFolder } from '../sources/listing.ts';
import { ambiguousMasks, unpairedMasks } from '../sources/own-folder/folder-errors.ts';
import { pairMasks } from '../sources/own-folder/pair-masks.ts';
import { placeFiles } from '../sources/own-folder/placed-file.ts';

/** @throws OutsideError `data-missing`, `mask-ambiguous`, `mask-unpaired` */
export async function listDefects(folder: string, dataFolder: string): Promise<readonly ImageItem[]> {
  const root = path.resolve(dataFolder, folder);
  const files = isFolder(root) ? await placeFiles(root, allImages(root), []) : [];
  const photographs = files.filter(({ use }) => use === 'image');
  // Cut-outs of one colour look like masks.
  const areCutOuts = photographs.length === 0;
  const images = areCutOuts ? files.filter(({ use }) => use === 'mask') : photographs;
  if (images.length === 0) {
    throw outside('data-missing', {
      problem: isFolder(root)
        ? `there are no images of defects in ${root}, which holds ${describeFolder(root)}`
        : `there is no folder ${root}`,
      advice:
        homeSignInPipeline(folder) ??
        'a folder of defects lies below `--data`, or is an absolute path; it holds images with masks, or cut-outs with transparency',
    });
  }
  const masks = areCutOuts ? [] : files.filter(({ use }) => use === 'mask');
  const pairing = pairMasks([images], masks, []);
  if (pairing.clash) throw ambiguousMasks(root, pairing.clash, images);
  if (pairing.stray.length > 0) throw await unpairedMasks(root, pairing.stray, images, new Set(pairing.masksOf.keys()));
  return images.map(({ file }) =>
    imageItem({ root: path.dirname(root), file, defect: 'defect', masks: pairing.masksOf.get(file) }),
  );
}

/** The item's masks as a file of the same name: what changes them is noticed. */
export function masksOf(item: ImageItem): ImageItem {
  const { masks } = item;
  if (masks.length === 0) return item;
  const read = async () => {
    const files = await Promise.all(masks.map((mask) => mask.read()));
    return Buffer.concat(files.map((file) => (file instanceof Uint8Array ? file : file.data)));
  };
  return { ...item, read };
}

export interface DefectDecoder {
  readonly picture: (file: PictureFile) => Promise<Uint8Array>;
  /** The mask, 0 to 255, once for each channel: it travels like a picture. */
  readonly mask: (file: PictureFile) => Promise<Uint8Array>;
}

/** `model`: an image whose scale cut-outs have. */
export function defectDecoder(
  items: readonly ImageItem[],
  frame: Frame,
  model: PictureFile | undefined,
): DefectDecoder {
  const byName = new Map(items.map((item) => [item.name, item]));
  const itemOf = (file: PictureFile): ImageItem =>
    byName.get(file.name) ?? { ...file, defect: 'defect', stem: '', masks: [], hasGroundTruth: false };
  const repeated = (plane: Uint8Array) => convertChannels(plane, 1, frame.channels);
  return {
    async picture(file) {
      const item = itemOf(file);
      if (item.masks.length > 0) return (await readPicture(item, frame)).pixels;
      return (await readCutOut(item, frame, model)).picture;
    },
    async mask(file) {
      const item = itemOf(file);
      return repeated(
        item.masks.length > 0 ? await readOwnMask(item, frame) : (await readCutOut(item, frame, model)).mask,
      );
    },
  };
}

async function readOwnMask(item: ImageItem, frame: Frame): Promise<Uint8Array> {
  const size = await readSize(item);
  const truth = await readGroundTruth(item, size);
  if (truth === undefined) throw nothingMarked(item);
  const mask = maskAtFrame(truth.data, size, frame);
  if (!mask.includes(255)) throw nothingMarked(item);
  return mask;
}

function nothingMarked({ name, masks: [mask] }: ImageItem) {
  return outside('data-layout', {
    problem: `${name}: nothing of it is marked as a defect${mask === undefined ? '' : ` by ${mask.name}`} at the pipeline's size`,
    advice:
      'a known defect has a mask that marks it, large enough to be seen; take the image out of the folder otherwise',
  });
}

interface CutOut {
  /** height x width x channels of the frame, the cut-out in its middle. */
  readonly picture: Uint8Array;
  /** How opaque it is. */
  readonly mask: Uint8Array;
}

async function readCutOut(item: ImageItem, frame: Frame, model: PictureFile | undefined): Promise<CutOut> {
  const { data, width, height } = await readTransparent(item);
  const scale = model === undefined ? { across: 1, down: 1 } : await scaleOf(model, frame);
  // One that is larger than the image is made to fit, in its proportions.
  const fit = Math.min(1, frame.width / (width * scale.across), frame.height / (height * scale.down));
  const size = {
    width: Math.max(1, Math.round(width * scale.across * fit)),
    height: Math.max(1, Math.round(height * scale.down * fit)),
  };
  const raw = { width, height, channels: 4 } as const;
  const scaled = await sharp(data, { raw })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return inMiddle(scaled, size, frame);
}

async function scaleOf(model: PictureFile, frame: Frame) {
  const { source, target } = placeFrame(frame, await readSize(model));
  return { across: target.width / source.width, down: target.height / source.height };
}

async function readTransparent(item: ImageItem): Promise<Pixels> {
  const file = await item.read();
  if (!(file instanceof Uint8Array)) throw withoutMask(item, false);
  const { hasAlpha, data, info } = await describing(item.name, async () => {
    const image = sharp(file, { failOn: 'error', ignoreIcc: true }).autoOrient();
    const { hasAlpha: isTransparent } = await image.metadata();
    const colours = image.toColourspace('srgb').ensureAlpha();
    return { hasAlpha: isTransparent, ...(await colours.raw().toBuffer({ resolveWithObject: true })) };
  });
  const alpha = data.filter((_, i) => i % 4 === 3);
  if (hasAlpha !== true || !alpha.some((value) => value >= 128) || alpha.every((value) => value === 255))
    throw withoutMask(item, hasAlpha === true);
  return { data, width: info.width, height: info.height, channels: 4 };
}

function withoutMask({ name }: ImageItem, hasAlpha: boolean) {
  const found = hasAlpha ? 'transparent nowhere, or everywhere' : 'no mask, and no transparency';
  return outside('data-layout', {
    problem: `${name}: nothing says where the defect is: ${found}`,
    advice:
      'add a mask of its name (`scratch_mask.png`, or below `masks/`), or cut the defect out with transparency around it',
  });
}

// What surrounds it has its mean colour, so that interpolation brings in no black.
function inMiddle(rgba: Uint8Array, { width, height }: Size, frame: Frame): CutOut {
  const mean = meanColour(rgba);
  const colours = new Uint8Array(frame.width * frame.height * 3);
  for (let i = 0; i < colours.length; i++) colours[i] = mean[i % 3] ?? 0;
  const mask = new Uint8Array(frame.width * frame.height);
  const [left, top] = [Math.floor((frame.width - width) / 2), Math.floor((frame.height - height) / 2)];
  for (let p = 0; p < width * height; p++) {
    const to = (top + Math.floor(p / width)) * frame.width + left + (p % width);
    const opacity = rgba[4 * p + 3] ?? 0;
    mask[to] = opacity;
    if (opacity === 0) continue;
    for (let k = 0; k < 3; k++) colours[3 * to + k] = rgba[4 * p + k] ?? 0;
  }
  return { picture: convertChannels(colours, 3, frame.channels), mask };
}

function meanColour(rgba: Uint8Array): readonly number[] {
  const sums = [0, 0, 0];
  let weight = 0;
  for (let p = 0; p < rgba.length; p += 4) {
    const opacity = rgba[p + 3] ?? 0;
    weight += opacity;
    for (let k = 0; k < 3; k++) sums[k] = (sums[k] ?? 0) + opacity * (rgba[p + k] ?? 0);
  }
  return sums.map((sum) => Math.round(sum / Math.max(1, weight)));
}
