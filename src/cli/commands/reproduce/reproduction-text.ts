// What `anoseg reproduce` tells: the verdict in one line, and what it stands on.
import type { Expectation, Tolerance } from '../../../api/compare.ts';
import { foldedText } from '../../shell/columns.ts';
import type { Evidence, Verdict } from './evidence.ts';

const verdicts: { readonly [K in Verdict]: (tolerance: Tolerance) => string } = {
  identical: () => 'reproduced, bit for bit',
  near: (tolerance) => `reproduced: bits differ, as was to be expected; ${toleranceText(tolerance)}`,
  different: () => 'not reproduced',
};

export function reproductionText(
  { verdict, expectation, tolerance, reproduction }: Evidence,
  file: string,
  width: number,
): string {
  const { losses, weights, maps, scores, metrics } = reproduction;
  const told = [
    `expected: ${expectedText(expectation, tolerance)}`,
    ...expectation.differences.map(({ name, a, b }) => `${name}: ${a ?? 'none'}, now ${b ?? 'none'}`),
    losses.first === null
      ? `losses: the same at all ${losses.steps} places`
      : `losses: differ from step ${losses.first.step} on (${losses.first.loss}: ${losses.first.a}, now ${losses.first.b})`,
    `weights: ${filesText(weights, 'file')}`,
    `maps: ${filesText(maps, 'map')}`,
    `scores: ${scores.images} images, ${scores.largest_difference === 0 ? 'the same' : `up to ${scores.largest_difference.toPrecision(2)} apart`}`,
    ...metrics.map(({ name, a, b }) => `${name}: ${a ?? 'none'}, now ${b ?? 'none'}`),
    `evidence: ${file}`,
  ];
  return `${[verdicts[verdict](tolerance), ...told.map((line) => `  ${line}`)].flatMap((line) => foldedText(line, width, '    ')).join('\n')}\n`;
}

function expectedText({ level, promised }: Expectation, tolerance: Tolerance): string {
  if (level === 'bits') return 'the same bits, since all is the same that they depend on';
  const why =
    promised === 'bits' ? 'since what bits depend on differs' : 'since the run promises no more (lock.json: sameness)';
  return `${toleranceText(tolerance)}, ${why}`;
}

function toleranceText({ figures, first_step: firstStep }: Tolerance): string {
  return `figures within ${figures}, losses of the first step within ${firstStep * 100}%`;
}

function filesText(
  { compared, different: [first, ...others] }: { readonly compared: number; readonly different: readonly string[] },
  what: string,
): string {
  const all = `${compared} ${what}${compared === 1 ? '' : 's'}`;
  if (first === undefined) return `${all}, the same`;
  return `of ${all} ${others.length + 1} differ: ${first}${others.length > 0 ? ' and others' : ''}`;
}
