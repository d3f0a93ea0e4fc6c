// Which pixels of a mask are marked: the one place that says what a mask's values mean (docs/data.md has it in words).

/** A mask as its file holds it, before anything is made of it. */
export interface MaskSheet {
  readonly width: number;
  readonly height: number;
  /** Values a pixel, colours first. */
  readonly channels: number;
  readonly values: ArrayLike<number>;
  /** Which channel is alpha, and the value that is opaque; undefined without alpha. */
  readonly alpha: { readonly channel: number; readonly opaque: number } | undefined;
  /** Of a file of indices: red, green and blue of each entry. Values are indices then. */
  readonly palette: Uint8Array | undefined;
  /** Compression has changed values. */
  readonly isLossy: boolean;
  /** `8-bit grey`. */
  readonly kind: string;
}

/** 255 where the mask marks a pixel. */
export function markedBy(sheet: MaskSheet): Uint8Array {
  if (sheet.palette) return markedIndices(sheet.values, sheet.palette);
  const colours = highestColours(sheet);
  const alpha = alphaOf(sheet);
  if (alpha === undefined) return markFrom(leastOf(colours, sheet), colours);
  const least = sheet.isLossy ? alpha.opaque / 2 : 1;
  const visible = alpha.values.map((value) => (value >= least ? 1 : 0));
  const seen = sameKind(colours, colours.length);
  for (let i = 0; i < seen.length; i++) seen[i] = visible[i] === 1 ? (colours[i] ?? 0) : 0;
  const marked = markFrom(leastOf(seen, sheet), seen);
  const share = count(marked) / count(visible);
  // Colours that mark nothing of what is visible, or nearly all of it, tell nothing: then the shape is in the alpha.
  if (share > 0 && share <= 0.9) return marked;
  const erased = mark(alpha.values, (value) => value <= alpha.opaque - least);
  const painted = mark(visible, (value) => value === 1);
  return count(erased) < count(painted) ? erased : painted;
}

/** What was looked at, for people: `8-bit grey, values 0 only; alpha all 255`. */
export function describeSheet(sheet: MaskSheet): string {
  const loss = sheet.isLossy ? 'lossy ' : '';
  const colours = sheet.palette ? sheet.values : coloursOf(sheet);
  const values = `${loss}${sheet.kind}, ${sheet.palette ? 'indices' : 'values'} ${describeValues(colours)}`;
  if (sheet.alpha === undefined) return values;
  const alpha = alphaValues(sheet, sheet.alpha.channel);
  const first = alpha[0] ?? 0;
  return `${values}; alpha ${alpha.every((value) => value === first) ? `all ${first}` : describeValues(alpha)}`;
}

function describeValues(values: ArrayLike<number>): string {
  const few = new Set<number>();
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    // Masks are even: nearly every value is that before it.
    if (i > 0 && value === values[i - 1]) continue;
    if (few.size < 5) few.add(value);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const listed = [...few].toSorted((a, b) => a - b);
  if (listed.length === 1) return `${listed[0]} only`;
  return listed.length < 5 ? `${listed.slice(0, -1).join(', ')} and ${listed.at(-1)}` : `${low} to ${high}`;
}

// Index 0 is the background whatever its colour, as in Pascal VOC. Programs that choose palettes themselves may have
// put black elsewhere: then the one of both that covers more is the background.
function markedIndices(indices: ArrayLike<number>, palette: Uint8Array): Uint8Array {
  const isBlack = (index: number) =>
    (palette[index * 3] ?? 0) + (palette[index * 3 + 1] ?? 0) + (palette[index * 3 + 2] ?? 0) === 0;
  const byIndex = mark(indices, (index) => index !== 0);
  if (isBlack(0)) return byIndex;
  const byColour = mark(indices, (index) => !isBlack(index));
  return count(byColour) < count(byIndex) ? byColour : byIndex;
}

function coloursOf(sheet: MaskSheet): ArrayLike<number> {
  const { channels, values, alpha, width, height } = sheet;
  if (alpha === undefined) return values;
  const own = alpha?.channel ?? channels;
  const out = sameKind(values, width * height * own);
  for (let i = 0, at = 0; i < width * height; i++)
    for (let c = 0; c < own; c++) out[at++] = values[i * channels + c] ?? 0;
  return out;
}

/** Of each pixel the channel that is furthest from 0. */
function highestColours({ channels, values, alpha, width, height }: MaskSheet): ArrayLike<number> {
  if (channels === 1 && (values instanceof Uint8Array || values instanceof Uint16Array)) return values;
  const out = sameKind(values, width * height);
  for (let i = 0; i < out.length; i++) {
    for (let c = 0; c < channels; c++) {
      const value = Math.abs(values[i * channels + c] ?? 0);
      if (c !== alpha?.channel && value > (out[i] ?? 0)) out[i] = value;
    }
  }
  return out;
}

// Alpha of one value says nothing.
function alphaOf(sheet: MaskSheet) {
  const { alpha } = sheet;
  if (alpha === undefined) return undefined;
  const own = alphaValues(sheet, alpha.channel);
  return own.every((value) => value === own[0]) ? undefined : { values: own, opaque: alpha.opaque };
}

function alphaValues({ channels, values, width, height }: MaskSheet, channel: number): NumberArray {
  const own = sameKind(values, width * height);
  for (let i = 0; i < own.length; i++) own[i] = values[i * channels + channel] ?? 0;
  return own;
}

type NumberArray = Uint8Array | Uint16Array | Float64Array;

// As few bytes as hold all values: masks of many million pixels would take gigabytes as floats.
function sameKind(values: ArrayLike<number>, length: number): NumberArray {
  if (values instanceof Uint8Array) return new Uint8Array(length);
  return values instanceof Uint16Array ? new Uint16Array(length) : new Float64Array(length);
}

// The smallest value that is a mark. Lossy compression leaves noise around what it keeps: half of the highest value parts both.
function leastOf(colours: ArrayLike<number>, { isLossy, width }: MaskSheet): number {
  let highest = 0;
  if (isLossy) for (let i = 0; i < colours.length; i++) highest = Math.max(highest, colours[i] ?? 0);
  if (highest > 0 && highest <= 2 && isBlack(colours, width)) return Number.POSITIVE_INFINITY;
  return highest > 0 ? highest / 2 : Number.MIN_VALUE;
}

// WebP and AVIF give black back as 1: all over, or in the first block alone.
function isBlack(colours: ArrayLike<number>, width: number): boolean {
  let [isEven, isFirstBlock] = [true, true];
  for (let i = 0; i < colours.length; i++) {
    if (colours[i] === colours[0]) continue;
    isEven = false;
    if (colours[i] !== 0 || (i % width < 16 && i < 16 * width)) isFirstBlock = false;
  }
  return isEven || isFirstBlock;
}

function markFrom(least: number, values: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let i = 0; i < out.length; i++) if ((values[i] ?? 0) >= least) out[i] = 255;
  return out;
}

function mark(values: ArrayLike<number>, isMarked: (value: number) => boolean): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let i = 0; i < out.length; i++) if (isMarked(values[i] ?? 0)) out[i] = 255;
  return out;
}

function count(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) sum += 1;
  return sum;
}
