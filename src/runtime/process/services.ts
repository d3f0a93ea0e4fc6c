// What the engine process can do, one service for each name. A module of its own, since some of what it loads (sharp's
// library) may be missing on a machine, and whoever loads it says so.

import { bench } from '../bench/bench.ts';
import { profile } from '../bench/profile.ts';
import type { Service } from '../contract/service.ts';
import { evaluateFinishedRun } from '../evaluation/evaluate-finished-run.ts';
import { predict } from '../predict/predict.ts';
import { preview } from '../preview/preview.ts';
import { score } from '../score/score-maps.ts';
import { run } from '../training/run.ts';
import type { ServiceName, Services } from './engine-messages.ts';

/** A missing one is a type error. */
export const services: { readonly [K in ServiceName]: Service<Services[K]['request'], Services[K]['event']> } = {
  run,
  evaluate: evaluateFinishedRun,
  predict,
  score,
  preview,
  bench,
  profile,
};
