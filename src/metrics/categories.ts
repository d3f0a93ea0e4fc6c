// The figures of several categories, each from its own images alone, and their mean, which weighs a category with few
// images like one with many.
import { MetricsAccumulator } from './metrics.ts';
import {
  type CategoryFigures,
  GOOD,
  type MeanFigures,
  type Metrics,
  type MetricsOptions,
  type ScoredImage,
} from './types.ts';

/** A kind of defect among all images of all categories: what has no defect is of one kind, whatever its category. */
export function kindIn(category: string | undefined, defect: string): string {
  return category === undefined || defect === GOOD ? defect : `${category}/${defect}`;
}

export class CategoryMetrics {
  readonly #categories = new Map<string, MetricsAccumulator>();
  readonly #options: MetricsOptions;

  constructor(options: MetricsOptions) {
    this.#options = options;
  }

  /** In the order in which they come first. The caller may reuse the image's arrays. */
  add(category: string, image: ScoredImage): void {
    const known = this.#categories.get(category) ?? new MetricsAccumulator(this.#options);
    known.add(image);
    this.#categories.set(category, known);
  }

  /** Nothing where no image was of a category. */
  figures(): CategoryFigures {
    const sets = [...this.#categories].map(([category, images]) => [category, images.metrics()] as const);
    if (sets.length === 0) return {};
    return { categories: Object.fromEntries(sets), mean: meanOf(sets.map(([, metrics]) => metrics)) };
  }
}

// Where a figure is undefined for one of them, so is its mean.
function meanOf(sets: readonly Metrics[]): MeanFigures {
  const [first] = sets;
  if (first === undefined) throw new Error('bug in anoseg: a mean of nothing');
  const { images: _, best_threshold: __, defects: ___, ...figures } = first;
  const names = Object.keys(figures);
  const mean = names.map((name) => {
    const values = sets.map((set) => Object.entries(set).find(([key]) => key === name)?.[1]);
    const numbers = values.filter((value) => typeof value === 'number');
    const isDefined = numbers.length === sets.length;
    return [name, isDefined ? numbers.reduce((sum, value) => sum + value, 0) / sets.length : null] as const;
  });
  // The names are those of the figures that were taken apart above.
  return Object.fromEntries(mean) as unknown as MeanFigures;
}
