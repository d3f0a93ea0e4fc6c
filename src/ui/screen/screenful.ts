// The terminal while the screen is shown: the alternate screen, where each frame has a fixed place. A
// terminal folds lines that are already written when it gets narrower, which no program can take back on
// the main screen; here all is drawn again, and what was on the terminal before stays as it was.
import type { OutputStream } from '../view.ts';
import type { Size } from './arrange.ts';

// No cursor, and no line that goes on in the next row.
const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[H';
// Terminals without an alternate screen keep the frame: it is wiped first.
const leave = '\x1b[H\x1b[J\x1b[?7h\x1b[?25h\x1b[?1049l';
const beginUpdate = '\x1b[?2026h';
const endUpdate = '\x1b[?2026l';
const clearScreen = '\x1b[2J';
const clearRest = '\x1b[K';
const goTo = (row: number) => `\x1b[${row};1H`;

export interface Screenful {
  /** As it is now. */
  size(): Size;
  /** True where lines would pile up in memory, since the terminal does not keep up. */
  isBehind(): boolean;
  /** Writes the lines that changed. */
  draw(lines: readonly string[]): void;
  /** The next `draw` writes all lines, whatever else was written to the terminal. */
  forget(): void;
  close(): void;
}

/** `changed` is called when the frame has to be drawn again: another size, or back from Ctrl-Z. */
export function openScreenful(stream: OutputStream, changed: () => void): Screenful {
  let before: readonly string[] | undefined;
  const forget = () => {
    before = undefined;
  };
  const resized = () => {
    stream.write(clearScreen);
    forget();
    changed();
  };
  const suspend = () => {
    stream.write(leave);
    process.kill(process.pid, 'SIGSTOP');
  };
  const proceed = () => {
    stream.write(enter);
    forget();
    changed();
  };
  const restore = () => {
    stream.write(leave);
  };
  stream.on('resize', resized);
  process.on('SIGTSTP', suspend).on('SIGCONT', proceed).on('exit', restore);
  stream.write(enter);
  return {
    size: () => ({ columns: stream.columns || 80, rows: stream.rows || 24 }),
    isBehind: () => stream.writableNeedDrain === true,
    draw: (lines) => {
      const update = updateOf(before, lines);
      if (update !== '') stream.write(beginUpdate + update + endUpdate);
      before = lines;
    },
    forget,
    close: () => {
      stream.off('resize', resized);
      process.off('SIGTSTP', suspend).off('SIGCONT', proceed).off('exit', restore);
      restore();
    },
  };
}

// The cursor, though hidden, rests at the end: what the terminal echoes of keys goes below the frame.
function updateOf(before: readonly string[] | undefined, after: readonly string[]): string {
  const rows = Math.max(before?.length ?? 0, after.length);
  let update = '';
  for (let i = 0; i < rows; i++) {
    const line = after[i] ?? '';
    if (before === undefined || before[i] !== line) update += `${goTo(i + 1)}${line}${clearRest}`;
  }
  if (update === '') return '';
  return `${update}${goTo(after.length + 1)}${before === undefined ? '\x1b[J' : ''}`;
}
