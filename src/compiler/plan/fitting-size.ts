// The size that would fit: where a side does not divide by a stride, the networks are laid out for other
// sizes until all strides divide, so that one change of the size is enough.
import { Reporter } from '../../diagnostics/diagnostic.ts';
import type { ModelParts } from '../../dsl/model/model.ts';

const divisors = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] as const;
/** Larger networks take too long to lay out again and again. */
const mostOperations = 2000;

/** A hint, or undefined where no size helps. `layOut` reports what does not fit. */
export function fittingSize(
  parts: ModelParts,
  layOut: (parts: ModelParts, reporter: Reporter) => void,
): string | undefined {
  const { data, networks } = parts;
  if (networks.reduce((sum, { flow }) => sum + flow.nodes.length, 0) > mostOperations) return undefined;
  for (const divisor of divisors) {
    const [height, width] = [multiple(data.height, divisor), multiple(data.width, divisor)];
    const reporter = new Reporter();
    layOut({ ...parts, data: { ...data, height, width } }, reporter);
    if (reporter.diagnostics.some(({ code }) => code === 'indivisible-side')) continue;
    return `the sides of the image must divide by ${divisor} in all: ${height} x ${width} does`;
  }
  return undefined;
}

// The nearest one, not zero.
function multiple(side: number, of: number): number {
  return Math.max(1, Math.round(side / of)) * of;
}
