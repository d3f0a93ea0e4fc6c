// Numbers spread evenly from 0 (included) to 1 (excluded).
import { callRandom, randomDraw } from '../rules/random.ts';

export const StatelessRandomUniformV2 = randomDraw('StatelessRandomUniformV2');
export const randomUniform = callRandom(StatelessRandomUniformV2);
