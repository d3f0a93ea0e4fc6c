// A curve of bounded length from points that come one by one, however many.

/** Columns of equal length. */
export interface CurveColumns {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Null at the start, where no threshold belongs to the point. */
  readonly threshold: readonly (number | null)[];
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly threshold: number | null;
}

const MAX_POINTS = 1000;

/**
 * Keeps a point only if it is `tolerance` away from the last one kept, in x or in y, so the line through
 * what is kept stays that close to every point. Where too many are kept the tolerance doubles.
 */
export class ThinnedCurve {
  #kept: Point[];
  #latest: Point;
  #tolerance = 1 / MAX_POINTS;
  readonly #width: number;

  /** Begins at x = 0; x runs to `width`, y from 0 to 1. */
  constructor(firstY: number, width = 1) {
    this.#latest = { x: 0, y: firstY, threshold: null };
    this.#kept = [this.#latest];
    this.#width = width;
  }

  add(x: number, y: number, threshold: number): void {
    this.#latest = { x, y, threshold };
    if (!this.#isApart(this.#latest, this.#kept)) return;
    this.#kept.push(this.#latest);
    while (this.#kept.length >= MAX_POINTS) this.#coarsen();
  }

  /** At most 1,001 points; the first and the last are exact. */
  columns(): CurveColumns {
    const all = this.#kept.at(-1) === this.#latest ? this.#kept : [...this.#kept, this.#latest];
    return {
      x: all.map(({ x }) => x),
      y: all.map(({ y }) => y),
      threshold: all.map(({ threshold }) => threshold),
    };
  }

  #isApart({ x, y }: Point, kept: readonly Point[]): boolean {
    const last = kept.at(-1);
    if (last === undefined) return true;
    const dx = Math.abs(x - last.x) / this.#width;
    return Math.max(dx, Math.abs(y - last.y)) >= this.#tolerance;
  }

  #coarsen(): void {
    this.#tolerance *= 2;
    const kept: Point[] = [];
    for (const point of this.#kept) {
      if (this.#isApart(point, kept)) kept.push(point);
    }
    this.#kept = kept;
  }
}
