// Masks of MVTec AD's bottle, which are not in this repository: read from $ANOSEG_DATA/bottle, or
// ../shared/data/mvtec/bottle beside the checkout.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { type ImageRecipe, makeMask } from './recipes.ts';

const besideCheckout = fileURLToPath(new URL('../../../../shared/data/mvtec', import.meta.url));
const data = process.env.ANOSEG_DATA ?? besideCheckout;

export const masksFolder = path.join(data, 'bottle', 'ground_truth');
export const hasRealMasks = existsSync(masksFolder);

/** The recipe's mask file, or the mask of its rectangles. */
export async function readMask(recipe: ImageRecipe): Promise<Uint8Array> {
  if (recipe.mask === undefined) return makeMask(recipe);
  return new Uint8Array(await sharp(path.join(data, recipe.mask)).toColourspace('b-w').raw().toBuffer());
}
