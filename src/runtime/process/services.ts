// What the engine process can do, one service for each name. A module of its own, since some of what it loads (sharp's
// library) may be missing on a machine, and whoever loads it says so.
import type { ServiceName, Services } from './engine-messages.ts';
import { evaluate } from './evaluate.ts';
import { predict } from './predict/predict.ts';
import { preview } from './preview/preview.ts';
import { run } from './run.ts';
import { score } from './score/score-maps.ts';
import type { Service } from './service.ts';

/** A missing one is a type error. */
export const services: { readonly [K in ServiceName]: Service<Services[K]['request'], Services[K]['event']> } = {
  run,
  evaluate,
  predict,
  score,
  preview,
};
