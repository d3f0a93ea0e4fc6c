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
/** So often all lines are written again, in case that something else wrote to the terminal; milliseconds. */
const healInterval = 5000;
const goTo = (row: number) => `\x1b[${row};1H`;

/** Takes the terminal over when it is made, until `close`. */
export class Screenful {
  readonly #stream: OutputStream;
  readonly #changed: () => void;
  #before: readonly string[] | undefined;
  #healed = Number.NEGATIVE_INFINITY;
  #isAway = false;

  /** `changed` is called when the frame has to be drawn again: another size, or back from Ctrl-Z. */
  constructor(stream: OutputStream, changed: () => void) {
    this.#stream = stream;
    this.#changed = changed;
    stream.on('resize', this.#resized);
    process.on('SIGTSTP', this.#suspend).on('SIGCONT', this.#proceed).on('exit', this.#leave);
    stream.write(enter);
  }

  /** As it is now. */
  get size(): Size {
    return { columns: this.#stream.columns || 80, rows: this.#stream.rows || 24 };
  }

  /** False in the background, and where frames would pile up in memory, since the terminal does not keep up. */
  get canDraw(): boolean {
    return !this.#isAway && this.#stream.writableNeedDrain !== true;
  }

  /** Writes the lines that changed; `time` in milliseconds, from any origin. */
  draw(lines: readonly string[], time: number): void {
    if (time - this.#healed >= healInterval) {
      this.forget();
      this.#healed = time;
    }
    const update = updateOf(this.#before, lines);
    if (update !== '') this.#stream.write(beginUpdate + update + endUpdate);
    this.#before = lines;
  }

  /** The next `draw` writes all lines, whatever else was written to the terminal. */
  forget(): void {
    this.#before = undefined;
  }

  close(): void {
    this.#stream.off('resize', this.#resized);
    process.off('SIGTSTP', this.#suspend).off('SIGCONT', this.#proceed).off('exit', this.#leave);
    this.#leave();
  }

  readonly #resized = () => this.#startAnew(clearScreen);
  readonly #leave = () => {
    this.#stream.write(leave);
  };

  // The shell gets its screen back. Timers may run before the signal to continue is heard.
  readonly #suspend = () => {
    this.#isAway = true;
    this.#leave();
    process.kill(process.pid, 'SIGSTOP');
  };

  readonly #proceed = () => {
    this.#isAway = false;
    this.#startAnew(enter);
  };

  #startAnew(sequence: string): void {
    this.#stream.write(sequence);
    this.forget();
    this.#changed();
  }
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
