// The values that a threshold is found among: pixels of integer maps, as counts of their levels, or image scores.
// Both tell the same things of themselves, so that a rule need not know which it looks at.
import { LEVELS, levelScale, MAX_LEVEL } from '../pixels/levels.ts';
import { noPixels } from '../pixels/pixel-groups.ts';
import { addLevels, emptyLevels, levelQuantile, quantile } from './quantile.ts';
import { BestIou } from './ranking.ts';
import { type LabelledScore, totalsOfScores, walkScores } from './score-groups.ts';

/** Pixels of maps with 8 or 16 bits; values from 0 to 1. */
export class PixelValues {
  readonly #normal = emptyLevels();
  readonly #anomalous = emptyLevels();
  /** Of each image that has both kinds. */
  readonly #bests: number[] = [];

  /** `groundTruth`: nonzero is a defect; undefined where no pixel is. */
  add(map: Uint16Array | Uint8Array, groundTruth: ArrayLike<number> | undefined): void {
    if (groundTruth === undefined) {
      addLevels(this.#normal, map);
      return;
    }
    const [normal, anomalous] = [emptyLevels(), emptyLevels()];
    const scale = levelScale(map);
    for (let i = 0; i < map.length; i++) {
      const level = (map[i] ?? 0) * scale;
      const counts = (groundTruth[i] ?? 0) === 0 ? normal : anomalous;
      counts[level] = (counts[level] ?? 0) + 1;
    }
    const best = bestOfLevels(normal, anomalous);
    if (best !== null) this.#bests.push(best);
    addCounts(this.#normal, normal);
    addCounts(this.#anomalous, anomalous);
  }

  quantile(share: number): number | null {
    return levelQuantile(this.#normal, share);
  }

  mean(): number | null {
    return momentsOf(this.#normal)?.mean ?? null;
  }

  deviation(): number | null {
    return momentsOf(this.#normal)?.deviation ?? null;
  }

  bestF1(): number | null {
    return bestOfLevels(this.#normal, this.#anomalous);
  }

  medianF1(): number | null {
    return quantile(this.#bests, 0.5);
  }
}

/** Scores of images, any finite numbers. */
export class ScoreValues {
  readonly #scores: LabelledScore[] = [];

  add(score: number, isAnomalous: boolean): void {
    this.#scores.push({ score, isAnomalous });
  }

  quantile(share: number): number | null {
    return quantile(this.#normal(), share);
  }

  mean(): number | null {
    const values = this.#normal();
    return values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;
  }

  deviation(): number | null {
    const values = this.#normal();
    const mean = this.mean();
    if (mean === null || values.length < 2) return null;
    return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1));
  }

  bestF1(): number | null {
    const totals = totalsOfScores(this.#scores);
    if (totals.anomalous === 0 || totals.normal === 0) return null;
    const best = new BestIou(totals);
    walkScores(this.#scores, best);
    const below = this.#scores.reduce(
      (highest, { score }) => (score < best.threshold ? Math.max(highest, score) : highest),
      Number.NEGATIVE_INFINITY,
    );
    return Number.isFinite(below) ? (best.threshold + below) / 2 : best.threshold;
  }

  // Each image is one value: there is nothing to take a median of.
  medianF1(): number | null {
    return this.bestF1();
  }

  #normal(): readonly number[] {
    return this.#scores.filter(({ isAnomalous }) => !isAnomalous).map(({ score }) => score);
  }
}

// The threshold with the highest F1, midway to the next level below.
function bestOfLevels(normalCounts: Float64Array, anomalousCounts: Float64Array): number | null {
  const anomalous = sum(anomalousCounts);
  if (anomalous === 0 || sum(normalCounts) === 0) return null;
  const best = new BestIou({ ...noPixels, anomalous });
  for (let level = MAX_LEVEL; level >= 0; level--) {
    const [normal = 0, found = 0] = [normalCounts[level], anomalousCounts[level]];
    if (normal + found > 0) best.visit(level, normal, found);
  }
  let below = best.threshold - 1;
  while (below >= 0 && (normalCounts[below] ?? 0) + (anomalousCounts[below] ?? 0) === 0) below--;
  return (below < 0 ? best.threshold : (best.threshold + below) / 2) / MAX_LEVEL;
}

function addCounts(counts: Float64Array, more: Float64Array): void {
  for (let level = 0; level < LEVELS; level++) counts[level] = (counts[level] ?? 0) + (more[level] ?? 0);
}

function momentsOf(counts: Float64Array): { readonly mean: number; readonly deviation: number | null } | undefined {
  const pixels = sum(counts);
  if (pixels === 0) return undefined;
  let total = 0;
  for (let level = 0; level < LEVELS; level++) total += (counts[level] ?? 0) * level;
  const mean = total / pixels;
  let squares = 0;
  for (let level = 0; level < LEVELS; level++) squares += (counts[level] ?? 0) * (level - mean) ** 2;
  return {
    mean: mean / MAX_LEVEL,
    deviation: pixels < 2 ? null : Math.sqrt(squares / (pixels - 1)) / MAX_LEVEL,
  };
}

function sum(counts: Float64Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
