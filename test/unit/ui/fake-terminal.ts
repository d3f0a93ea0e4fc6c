// A terminal that keeps what a person would see on it: two screens, a cursor, and the few control sequences
// that the screen view uses. Any other sequence is an error, so that the view cannot begin to use one unseen.
import type { OutputStream } from '../../../src/ui/view.ts';

export class FakeTerminal implements OutputStream {
  readonly isTTY = true;
  writableNeedDrain = false;
  /** Each write, as it came. */
  readonly writes: string[] = [];
  isCursorShown = true;
  columns: number;
  rows: number;
  readonly #screens: { main: string[][]; alternate: string[][] } = { main: [], alternate: [] };
  #screen: 'main' | 'alternate' = 'main';
  #row = 0;
  #column = 0;
  readonly #listeners = new Set<() => void>();

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
  }

  on(_: 'resize', listener: () => void): void {
    this.#listeners.add(listener);
  }

  off(_: 'resize', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** As terminals do: what is on the screen is folded somehow, here into rubbish. */
  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.#cells.splice(0, Number.POSITIVE_INFINITY, ...Array.from({ length: rows }, () => [...'rubbish']));
    for (const listener of this.#listeners) listener();
  }

  get shows(): 'main' | 'alternate' {
    return this.#screen;
  }

  /** Lines without trailing blanks, down to the last that holds anything. */
  lines(): readonly string[] {
    const lines = Array.from(this.#cells, (row) =>
      Array.from(row ?? [], (cell) => cell ?? ' ')
        .join('')
        .trimEnd(),
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  write(text: string, written?: () => void): boolean {
    if (text !== '') this.writes.push(text);
    const [plain = '', ...rest] = text.split('\x1b');
    this.#print(plain);
    for (const part of rest) {
      const sequence = /^\[[?0-9;]*[A-Za-z]/.exec(part)?.[0] ?? part.slice(0, 1);
      this.#control(sequence);
      this.#print(part.slice(sequence.length));
    }
    written?.();
    return true;
  }

  get #cells(): string[][] {
    return this.#screens[this.#screen];
  }

  #print(text: string): void {
    for (const character of text) {
      if (character === '\n') [this.#row, this.#column] = [this.#row + 1, 0];
      else {
        this.#cells[this.#row] ??= [];
        const row = this.#cells[this.#row] ?? [];
        row[this.#column++] = character;
        if (this.#column > this.columns) throw new Error(`a line is wider than ${this.columns} columns`);
      }
    }
  }

  #control(sequence: string): void {
    const place = /^\[(\d+);(\d+)H$/.exec(sequence);
    if (place) [this.#row, this.#column] = [Number(place[1]) - 1, Number(place[2]) - 1];
    else if (sequence === '[H') [this.#row, this.#column] = [0, 0];
    else if (sequence === '[2J') this.#cells.length = 0;
    else if (sequence === '[J') this.#clearRest();
    else if (sequence === '[K') this.#cells[this.#row]?.splice(this.#column);
    else if (sequence === '[?25l' || sequence === '[?25h') this.isCursorShown = sequence.endsWith('h');
    else if (sequence === '[?1049h') this.#show('alternate');
    else if (sequence === '[?1049l') this.#show('main');
    else if (!/^\[\d*m$|^\[\?(2026|7)[hl]$/.test(sequence)) throw new Error(`an unknown sequence: ESC ${sequence}`);
  }

  #clearRest(): void {
    this.#cells[this.#row]?.splice(this.#column);
    this.#cells.length = Math.min(this.#cells.length, this.#row + 1);
  }

  // The real one puts the cursor back where it was; on a main screen of its own that is the beginning.
  #show(screen: 'main' | 'alternate'): void {
    this.#screen = screen;
    [this.#row, this.#column] = [0, 0];
  }
}
