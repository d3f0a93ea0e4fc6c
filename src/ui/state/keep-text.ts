// What is told of the best weights so far: which they are, and how long training still waits for better ones.
import { formatCount, formatFigure } from '../text/format.ts';
import type { KeepInfo } from './run-state.ts';

/** The longest first: as much as there is room for. */
export function keepTexts({ metric, every, value, best, left }: KeepInfo): readonly string[] {
  if (best === undefined) {
    const often = every > 0 ? `, measured every ${formatCount(every)} steps` : '';
    return [`keeps the best ${metric}${often}`, `keeps the best ${metric}`];
  }
  const said = `best ${metric} ${formatFigure(best.value, '')} at step ${formatCount(best.step)}`;
  const last = value === undefined || value === best.value ? '' : `, the last ${formatFigure(value, '')}`;
  const stop = stopText(left);
  return [...new Set([`${said}${last}${stop}`, `${said}${stop}`, said])];
}

function stopText(left: number | undefined): string {
  if (left === undefined) return '';
  if (left === 0) return '; training stops';
  return `; stops after ${formatCount(left)} more without a better one`;
}
