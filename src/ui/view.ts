// What all views are: they take events and show them, and write to streams of the process.
import type { EarlierStep, RunEvent } from '../runtime/contract/events.ts';

/** Shows a run. It never starts work, and none of its calls waits for anything but `close`. */
export interface RunView {
  show(event: RunEvent): void;
  /** Of a run that goes on, after its `start`: the losses before, in order. A view without a memory needs none. */
  recall?(steps: readonly EarlierStep[]): void;
  /** Says that a stop was asked for: the engine finishes its step and saves. */
  stopping(): void;
  /** Shows the end and gives the terminal back; resolves when all is written. Later calls change nothing. */
  close(): Promise<void>;
}

/** The part of NodeJS.WriteStream that views use. */
export interface OutputStream {
  write(text: string, written?: (error?: Error | null) => void): boolean;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  readonly writableNeedDrain?: boolean | undefined;
}

/** Columns that lines are folded to; Infinity where the stream is no terminal: what reads it wants whole lines. */
export function widthOf({ isTTY, columns }: Pick<OutputStream, 'isTTY' | 'columns'>): number {
  return isTTY === true && columns ? columns : Number.POSITIVE_INFINITY;
}

/** Resolves when the stream has passed on what was written to it, or is closed. */
export function flush(stream: OutputStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve());
  });
}
