// What a training step is fed with besides its number: rows of the images in the session, or pixels.
import type { TrainingProgram } from '../../compiler/training-program.ts';
import type { Model } from '../../dsl/model.ts';
import type { Feed } from '../session.ts';
import { batchOrder } from './order.ts';

export interface BatchSource {
  feeds(step: number): Promise<Readonly<Record<string, Feed>>>;
}

/** All images live in the session: a step is handed indices only. `images`: how many there are. */
export function residentBatches(program: TrainingProgram, model: Model, images: number): BatchSource {
  const { normal, synthetic, seed } = model.train;
  const { donors } = model.augment;
  const order = batchOrder({ images, normal, synthetic, donors, seed });
  return {
    async feeds(step) {
      const index: Feed = { dtype: 'int32', shape: [normal + synthetic], data: order.images(step) };
      if (synthetic === 0 || donors === 0) return { [program.feeds.index]: index };
      return {
        [program.feeds.index]: index,
        [program.feeds.donorIndex]: { dtype: 'int32', shape: [synthetic, donors], data: order.donors(step) },
      };
    },
  };
}
