// Numbers of the gamma distribution with scale 1; the setting is its shape, a float scalar.
import { callRandom, randomDraw } from '../rules/random.ts';

export const StatelessRandomGammaV3 = randomDraw('StatelessRandomGammaV3', 'shape_dtype');
export const randomGamma = callRandom(StatelessRandomGammaV3);
