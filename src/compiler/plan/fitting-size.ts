// The size that would fit: where a side does not divide by a stride, or a kernel is larger than what it looks at, the networks
// are laid out for other sizes until all strides divide and all kernels fit, so that one change of the size is enough.
import { Reporter } from '../../diagnostics/diagnostic.ts';
import type { ModelParts } from '../../dsl/model/model.ts';

const divisors = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] as const;
/** Larger networks take too long to lay out again and again. */
const mostOperations = 2000;

/** Sides grow by so much, so often. */
const growth = 16;
const mostGrowths = 16;

/** What a size can help. */
export type SizeMistake = 'indivisible-side' | 'kernel-too-large';

type LayOut = (parts: ModelParts, reporter: Reporter) => void;

/** A hint, or undefined where no size helps. `layOut` reports what does not fit. */
export function fittingSize(parts: ModelParts, layOut: LayOut, mistake: SizeMistake): string | undefined {
  const operations = parts.networks.reduce((sum, { flow }) => sum + flow.nodes.length, 0);
  if (operations > mostOperations) return undefined;
  return mistake === 'indivisible-side' ? dividingSize(parts, layOut) : largerSize(parts, layOut);
}

function dividingSize(parts: ModelParts, layOut: LayOut): string | undefined {
  for (const divisor of divisors) {
    const [height, width] = [multiple(parts.data.height, divisor), multiple(parts.data.width, divisor)];
    if (misfits(parts, height, width, layOut).has('indivisible-side')) continue;
    return `the sides of the image must divide by ${divisor} in all: ${height} x ${width} does`;
  }
  return undefined;
}

// Both sides grow alike.
function largerSize(parts: ModelParts, layOut: LayOut): string | undefined {
  const { height, width } = parts.data;
  const least = Math.min(height, width);
  const first = Math.floor(least / growth) + 1;
  for (let times = first; times < first + mostGrowths; times++) {
    const grown = (side: number) => Math.ceil((side * times) / least) * growth;
    const found = misfits(parts, grown(height), grown(width), layOut);
    if (found.has('kernel-too-large') || found.has('indivisible-side')) continue;
    return `a larger image fits, from ${grown(height)} x ${grown(width)} on; this one is ${height} x ${width}`;
  }
  return undefined;
}

function misfits(parts: ModelParts, height: number, width: number, layOut: LayOut): ReadonlySet<string> {
  const reporter = new Reporter();
  layOut({ ...parts, data: { ...parts.data, height, width } }, reporter);
  return new Set(reporter.diagnostics.map(({ code }) => code));
}

// The nearest one, not zero.
function multiple(side: number, of: number): number {
  return Math.max(1, Math.round(side / of)) * of;
}
