// Lengths whose default goes with the image: what is right at 256 pixels would cover a quarter of 32, and be lost in 1024.

/** The shorter side at which such a default is what is written. */
export const referenceSide = 256;

export interface Proportional {
  /** The default grows and shrinks with the image's shorter side, but gets no smaller than this. */
  readonly least?: number | readonly [from: number, to: number];
}

/** A default in pixels, for an image of that shorter side. */
export function proportionate<T extends number | readonly [from: number, to: number]>(
  standard: T,
  { least, max = Number.POSITIVE_INFINITY }: Proportional & { readonly max?: number },
  side: number,
): number | readonly [from: number, to: number] {
  const scaled = (value: number, smallest: number) => Math.min(Math.max((value * side) / referenceSide, smallest), max);
  const [low, high] = typeof least === 'number' ? [least, least] : (least ?? [0, 0]);
  return typeof standard === 'number' ? scaled(standard, low) : [scaled(standard[0], low), scaled(standard[1], high)];
}
