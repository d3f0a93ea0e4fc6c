// Numbers of the standard normal distribution, none further than 2 from 0.
import { callRandom, randomDraw } from '../rules/random.ts';

export const StatelessTruncatedNormalV2 = randomDraw('StatelessTruncatedNormalV2');
export const randomTruncatedNormal = callRandom(StatelessTruncatedNormalV2);
