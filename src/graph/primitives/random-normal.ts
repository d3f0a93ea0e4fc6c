// Numbers of the standard normal distribution.
import { callRandom, randomDraw } from '../rules/random.ts';

export const StatelessRandomNormalV2 = randomDraw('StatelessRandomNormalV2');
export const randomNormal = callRandom(StatelessRandomNormalV2);
