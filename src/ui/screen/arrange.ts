// Which parts of the screen there is room for. A frame stays two rows below the height of the terminal, so
// that it never scrolls; on low terminals what matters least goes first. Heights here are those of the parts.
import { type RunState, stageOrder } from '../state/run-state.ts';
import { progressRows } from './progress.tsx';
import { stageListWidth } from './stages.tsx';

export interface Size {
  readonly columns: number;
  /** Infinity for the last frame, which stays on the terminal and may scroll. */
  readonly rows: number;
}

export interface Arrangement {
  readonly headerRows: 0 | 1 | 2;
  /** `beside`: a list, the rest at its right; `list` and `strip`: above the rest. */
  readonly stages: 'beside' | 'list' | 'strip' | 'none';
  /** Blank lines between the parts. */
  readonly gaps: boolean;
  /** The head included; 0 without losses. */
  readonly lossRows: number;
  readonly endingRows: number;
  readonly warningRows: number;
  readonly kept: boolean;
  readonly saved: boolean;
  readonly footer: boolean;
}

/** Columns at each side that stay empty. */
export const margin = 1;
/** Between the list of stages and what is at its right. */
export const gutter = 3;
const narrowestBeside = 72;

/** Narrower terminals show the left part of a frame. */
const narrowest = stageListWidth + 2 * margin;

/** Columns for text. */
export const textColumns = ({ columns }: Size): number => Math.max(narrowest, columns) - 2 * margin;

/** Columns for progress and losses. */
export function sideColumns(size: Size, { stages }: Arrangement): number {
  return stages === 'beside' ? textColumns(size) - stageListWidth - gutter : textColumns(size);
}

export function arrange(state: RunState, size: Size, endingRows: number): Arrangement {
  const limit = size.rows - 2;
  let arrangement = fullest(state, size, endingRows);
  for (const reduce of reductions) {
    if (heightOf(arrangement) <= limit) break;
    arrangement = { ...arrangement, ...reduce(arrangement) };
  }
  return arrangement;
}

function fullest(
  { losses, warnings, warningCount, keep, checkpoint, ending }: RunState,
  size: Size,
  endingRows: number,
): Arrangement {
  return {
    headerRows: 2,
    stages: textColumns(size) >= narrowestBeside ? 'beside' : 'list',
    gaps: true,
    lossRows: losses.length === 0 ? 0 : losses.length + 1,
    endingRows,
    warningRows: warnings.length + (warningCount > warnings.length ? 1 : 0),
    // At the end the figures say it.
    kept: keep !== undefined && ending?.kind !== 'done',
    // After a failure it says from where the run can go on.
    saved: checkpoint !== undefined && (ending === undefined || ending.kind === 'failed'),
    footer: ending === undefined && size.rows < Number.POSITIVE_INFINITY,
  };
}

const lossesIn =
  (rows: number) =>
  ({ lossRows }: Arrangement) => ({ lossRows: Math.min(lossRows, rows) });

const reductions: readonly ((arrangement: Arrangement) => Partial<Arrangement>)[] = [
  ({ warningRows }) => ({ warningRows: Math.min(warningRows, 2) }),
  () => ({ saved: false }),
  ({ stages }) => ({ stages: stages === 'list' ? 'strip' : stages }),
  ({ warningRows }) => ({ warningRows: Math.min(warningRows, 1) }),
  () => ({ headerRows: 1 }),
  lossesIn(6),
  () => ({ gaps: false }),
  lossesIn(4),
  () => ({ kept: false }),
  () => ({ stages: 'strip' }),
  lossesIn(3),
  () => ({ warningRows: 0 }),
  () => ({ lossRows: 0 }),
  () => ({ headerRows: 0 }),
  () => ({ stages: 'none' }),
  () => ({ footer: false }),
];

/** Rows of a frame. */
export function heightOf(arrangement: Arrangement): number {
  const { headerRows, stages, gaps, lossRows, endingRows, warningRows, kept, saved, footer } = arrangement;
  const gap = gaps ? 1 : 0;
  const side = progressRows + (lossRows > 0 ? gap + lossRows : 0);
  const body = {
    beside: Math.max(stageOrder.length, side),
    list: stageOrder.length + gap + side,
    strip: 1 + gap + side,
    none: side,
  }[stages];
  const notes = (kept ? 1 : 0) + (saved ? 1 : 0) + (footer ? 1 : 0);
  const parts = [headerRows, body, endingRows, warningRows, notes].filter((rows) => rows > 0);
  return parts.reduce((sum, rows) => sum + rows, gap * (parts.length - 1));
}
