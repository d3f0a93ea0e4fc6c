// Connected regions of a ground-truth mask, as horizontal runs: one pass over the mask, then work in
// proportion to the runs. Two pixels belong together if they touch at a side or a corner (8-connected).

export interface Regions {
  /** First pixel of each run, in raster order, as an index into the mask. */
  readonly starts: Int32Array;
  /** One past each run's last pixel. */
  readonly ends: Int32Array;
  /** Each run's region, numbered from 0 by first pixel in raster order. */
  readonly regions: Int32Array;
  /** Pixels in each region. */
  readonly sizes: Float64Array;
  /** Pixels in all of them. */
  readonly pixels: number;
}

/** Those of an image without a mask. */
export const noRegions: Regions = {
  starts: new Int32Array(0),
  ends: new Int32Array(0),
  regions: new Int32Array(0),
  sizes: new Float64Array(0),
  pixels: 0,
};

/** The 8-connected regions of pixels that are `least` or more; width * height values, row by row. */
export function findRegions(mask: Uint8Array | Uint16Array, width: number, height: number, least = 1): Regions {
  const runs = new RunJoiner();
  let previous = 0;
  for (let y = 0; y < height; y++) {
    const current = runs.count;
    appendRuns(mask, least, y * width, (y + 1) * width, runs);
    joinRows(runs, previous, current, width);
    previous = current;
  }
  return runs.numbered();
}

/** 0 for the background, 1 to `count` for the regions, in the order of `findRegions`. */
export function labelRegions(mask: Uint8Array, width: number, height: number): { labels: Int32Array; count: number } {
  const { starts, ends, regions, sizes } = findRegions(mask, width, height);
  const labels = new Int32Array(width * height);
  regions.forEach((region, run) => {
    labels.fill(region + 1, starts[run], ends[run]);
  });
  return { labels, count: sizes.length };
}

function appendRuns(mask: Uint8Array | Uint16Array, least: number, from: number, to: number, runs: RunJoiner): void {
  let i = from;
  while (i < to) {
    while (i < to && (mask[i] ?? 0) < least) i++;
    if (i === to) return;
    const start = i;
    while (i < to && (mask[i] ?? 0) >= least) i++;
    runs.append(start, i);
  }
}

/** Joins the runs of a row (from `current`) with those of the row above (from `previous`). */
function joinRows(runs: RunJoiner, previous: number, current: number, width: number): void {
  let above = previous;
  for (let run = current; run < runs.count; run++) {
    const start = runs.start(run) - width;
    const end = runs.end(run) - width;
    // A corner is enough, so bounds may meet. The last run that touches may touch the next run too.
    while (above < current && runs.end(above) < start) above++;
    for (let other = above; other < current && runs.start(other) <= end; other++) {
      runs.join(other, run);
    }
  }
}

/** Runs with a union-find forest over them; a root is the first run of its region. */
class RunJoiner {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #parents: number[] = [];

  get count(): number {
    return this.#starts.length;
  }

  start(run: number): number {
    return this.#starts[run] ?? 0;
  }

  end(run: number): number {
    return this.#ends[run] ?? 0;
  }

  append(start: number, end: number): void {
    this.#parents.push(this.count);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  join(a: number, b: number): void {
    const rootA = this.#root(a);
    const rootB = this.#root(b);
    this.#parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  numbered(): Regions {
    const regions = new Int32Array(this.count);
    const sizes: number[] = [];
    let pixels = 0;
    for (let run = 0; run < this.count; run++) {
      const root = this.#root(run);
      const region = root === run ? sizes.push(0) - 1 : (regions[root] ?? 0);
      const length = this.end(run) - this.start(run);
      regions[run] = region;
      sizes[region] = (sizes[region] ?? 0) + length;
      pixels += length;
    }
    return {
      starts: Int32Array.from(this.#starts),
      ends: Int32Array.from(this.#ends),
      regions,
      sizes: Float64Array.from(sizes),
      pixels,
    };
  }

  #root(run: number): number {
    let root = run;
    for (let parent = this.#parents[root] ?? root; parent !== root; parent = this.#parents[root] ?? root) {
      this.#parents[root] = this.#parents[parent] ?? parent;
      root = parent;
    }
    return root;
  }
}
