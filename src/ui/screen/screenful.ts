// The terminal while the screen is shown: the alternate screen, where each frame has a fixed place. A
// terminal folds lines that are already written when it gets narrower, which no program can take back on
// the main screen; here all is drawn again, and what was on the terminal before stays as it was.
import type { OutputStream } from '../view.ts';
import type { Size } from './arrange.ts';
import { type InputStream, Keyboard } from './keyboard.ts';

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
/** So often a process in the background looks whether it has the terminal again; milliseconds. */
const lookInterval = 1000;
const goTo = (row: number) => `\x1b[${row};1H`;

export interface ScreenfulOptions {
  readonly stream: OutputStream;
  /** Where keys come from; undefined leaves them to the terminal. */
  readonly input: InputStream | undefined;
  /** Whether the terminal is ours to use. */
  readonly isForeground: () => boolean;
  /** Called when the frame has to be drawn again: another size, or back from Ctrl-Z. */
  readonly changed: () => void;
}

/** Takes the terminal over when it is made, or comes to the foreground, until `close`. */
export class Screenful {
  readonly #stream: OutputStream;
  readonly #keyboard: Keyboard | undefined;
  readonly #isForeground: () => boolean;
  readonly #changed: () => void;
  #before: readonly string[] | undefined;
  #healed = Number.NEGATIVE_INFINITY;
  #isAway = true;
  #looked = Number.NEGATIVE_INFINITY;

  constructor({ stream, input, isForeground, changed }: ScreenfulOptions) {
    this.#stream = stream;
    this.#isForeground = isForeground;
    this.#changed = changed;
    const stop = () => process.kill(process.pid, 'SIGINT');
    this.#keyboard = input && new Keyboard(input, { stop, suspend: () => this.#suspend() });
    stream.on('resize', this.#resized);
    process.on('SIGTSTP', this.#suspend).on('SIGCONT', this.#proceed).on('exit', this.#leave);
    this.#enter();
  }

  /** As it is now. */
  get size(): Size {
    return { columns: this.#stream.columns || 80, rows: this.#stream.rows || 24 };
  }

  /** False in the background, and where frames would pile up in memory, since the terminal does not keep up. */
  canDraw(time: number): boolean {
    if (this.#isAway && time - this.#looked >= lookInterval) {
      this.#looked = time;
      this.#enter();
    }
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

  readonly #resized = () => {
    if (!this.#isAway) this.#startAnew(clearScreen);
  };

  #enter(): void {
    if (!this.#isForeground()) return;
    this.#isAway = false;
    this.#keyboard?.listen();
    this.#startAnew(enter);
  }

  readonly #leave = () => {
    if (this.#isAway) return;
    this.#isAway = true;
    this.#stream.write(leave);
    this.#keyboard?.release();
  };

  // The shell gets its terminal back, and everything that the command has started stops, as if the terminal had sent
  // the signal: the engine too. Nothing stops where no shell could let it go on.
  readonly #suspend = () => {
    this.#leave();
    process.off('SIGTSTP', this.#suspend);
    process.kill(0, 'SIGTSTP');
    // Stopped until here. Whoever wakes this process means all of them.
    process.on('SIGTSTP', this.#suspend);
    process.kill(0, 'SIGCONT');
  };

  readonly #proceed = () => this.#enter();

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
