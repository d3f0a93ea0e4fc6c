// Decoded pictures of one size, by number: in memory, in a file of raw bytes (row-cache.ts), or decoded anew at each use.

export interface Rows {
  readonly count: number;
  /** Of one row: height x width x channels. */
  readonly bytes: number;
  /** All rows one after the other, where they lie in memory. */
  readonly pixels: Uint8Array | undefined;
  /** Fills `target` (of `bytes` length) with a row. */
  read(row: number, target: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Takes rows as they are decoded, in any order. */
export interface RowWriter {
  /** Whether the row is there from before, made of the same file (its SHA-256). */
  has(row: number, content: string): boolean;
  write(row: number, content: string, pixels: Uint8Array): Promise<void>;
  /** The rows that are kept (ascending), numbered anew from 0. */
  finish(kept: readonly number[]): Promise<Rows>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

export function memoryRows(count: number, bytes: number): RowWriter {
  const pixels = new Uint8Array(count * bytes);
  return {
    has: () => false,
    async write(row, _, one) {
      pixels.set(one, row * bytes);
    },
    async finish(kept) {
      kept.forEach((from, to) => {
        if (from !== to) pixels.copyWithin(to * bytes, from * bytes, (from + 1) * bytes);
      });
      const rest = pixels.subarray(0, kept.length * bytes);
      return {
        count: kept.length,
        bytes,
        pixels: rest,
        read: async (row, target) => target.set(rest.subarray(row * bytes, (row + 1) * bytes)),
        close: async () => undefined,
      };
    },
    abandon: async () => undefined,
  };
}

/** Keeps nothing: `decode` makes a row whenever it is asked for. */
export function decodingRows(bytes: number, decode: (row: number) => Promise<Uint8Array>): RowWriter {
  return {
    has: () => false,
    write: async () => undefined,
    finish: async (kept) => ({
      count: kept.length,
      bytes,
      pixels: undefined,
      read: async (row, target) => target.set(await decode(kept[row] ?? 0)),
      close: async () => undefined,
    }),
    abandon: async () => undefined,
  };
}
