// Columns of neighbouring lines: how wide each becomes where lines that look alike line up.
import { maximumWidth } from './render.ts';

export interface Cells {
  /** Only neighbours with the same key line up; undefined: with nobody. */
  readonly key: string | number | undefined;
  /** Widths of the cells that are filled up. */
  readonly widths: readonly number[];
  /** Width of the rest of the line. */
  readonly rest: number;
}

interface Run {
  readonly key: Cells['key'];
  readonly narrowest: readonly number[];
  readonly widest: readonly number[];
  readonly rest: number;
  readonly length: number;
}

/**
 * For each line the widths that its cells are filled up to. A line joins the run before it unless a
 * cell would take more than `limit` blanks, or a line would become too long.
 */
export function columnWidths(lines: readonly Cells[], limit: number): readonly (readonly number[])[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    const joined = last && joinedRun(last, line, limit);
    if (joined) runs[runs.length - 1] = joined;
    else runs.push({ ...line, narrowest: line.widths, widest: line.widths, length: 1 });
  }
  return runs.flatMap(({ widest, length }) => Array.from({ length }, () => widest));
}

function joinedRun(run: Run, line: Cells, limit: number): Run | undefined {
  if (run.key === undefined || run.key !== line.key) return undefined;
  const narrowest = run.narrowest.map((width, i) => Math.min(width, line.widths[i] ?? width));
  const widest = run.widest.map((width, i) => Math.max(width, line.widths[i] ?? width));
  const rest = Math.max(run.rest, line.rest);
  const close = widest.every((width, i) => width - (narrowest[i] ?? width) <= limit);
  const short = widest.reduce((sum, width) => sum + width, rest) <= maximumWidth;
  return close && short ? { key: run.key, narrowest, widest, rest, length: run.length + 1 } : undefined;
}
