// The simplest detector there is, for the tests: how far a pixel is from its mean over the normal images.

import type { Drawing } from '../../../src/drawn-set/sample.ts';

/** Pixel AUROC of the mean absolute difference over the channels: as it is, and by standard deviation. */
export function meanDifferenceAurocs(train: readonly Drawing[], test: readonly Drawing[]) {
  const { mean, deviation } = momentsOf(train.map(({ image }) => image.data));
  const truth = test.flatMap(({ image, mask }) => [...(mask ?? new Uint8Array(image.width * image.height))]);
  const scores = (weight: (i: number) => number) =>
    test.flatMap(({ image: { data } }) =>
      Array.from({ length: data.length / 3 }, (_, pixel) => {
        let sum = 0;
        for (let i = 3 * pixel; i < 3 * pixel + 3; i++) sum += Math.abs((data[i] ?? 0) - (mean[i] ?? 0)) * weight(i);
        return sum / 3;
      }),
    );
  return {
    plain: auroc(
      scores(() => 1),
      truth,
    ),
    scaled: auroc(
      scores((i) => 1 / ((deviation[i] ?? 0) + 1e-6)),
      truth,
    ),
  };
}

function momentsOf(pictures: readonly Uint8Array[]) {
  const average = (value: (data: Uint8Array, i: number) => number) =>
    Float64Array.from(
      pictures[0] ?? [],
      (_, i) => pictures.reduce((sum, data) => sum + value(data, i), 0) / pictures.length,
    );
  const mean = average((data, i) => data[i] ?? 0);
  const variance = average((data, i) => ((data[i] ?? 0) - (mean[i] ?? 0)) ** 2);
  return { mean, deviation: variance.map(Math.sqrt) };
}

/** The chance that a defective pixel scores above a normal one, ties counted half. */
export function auroc(scores: readonly number[], truth: readonly number[]): number {
  const normal = Float64Array.from(scores.filter((_, i) => !truth[i])).sort();
  const defective = Float64Array.from(scores.filter((_, i) => truth[i])).sort();
  let [below, notAbove, wins] = [0, 0, 0];
  for (const score of defective) {
    while (below < normal.length && (normal[below] ?? 0) < score) below++;
    while (notAbove < normal.length && (normal[notAbove] ?? 0) <= score) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (normal.length * defective.length);
}
