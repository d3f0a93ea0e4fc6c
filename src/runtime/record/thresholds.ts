// The limits that a run has found, as its record keeps them.

export interface Thresholds {
  /** Of pixels, 0 to 1; null where the images do not tell. */
  readonly pixel: number | null;
  readonly pixelFrom: string | null;
  readonly image: number | null;
  readonly imageFrom: string | null;
}
