// The lines of a file piece by piece: a log of hundreds of megabytes takes no more memory than its longest line.
import { closeSync, readSync } from 'node:fs';
import { openRegular } from './regular-text.ts';

const pieceSize = 1024 * 1024;
const newline = '\n'.charCodeAt(0);

interface Limits {
  /** Bytes, of all. */
  readonly most: number;
  /** Of one line: a longer one is cut off there. */
  readonly longest: number;
}

/** @throws NoFile where it is no file, or far too large; errors of the file system */
export function* linesOf(file: string, { most, longest }: Limits): Generator<string> {
  const descriptor = openRegular(file, most);
  let [begun, length]: [Buffer[], number] = [[], 0];
  const add = (part: Buffer) => {
    const fitting = part.subarray(0, Math.max(0, longest - length));
    if (fitting.length > 0) begun.push(fitting);
    length += fitting.length;
  };
  const taken = () => {
    const line = Buffer.concat(begun).toString('utf8');
    [begun, length] = [[], 0];
    return line;
  };
  try {
    for (;;) {
      // A new one each time, since what has begun is still in the last.
      const piece = Buffer.allocUnsafe(pieceSize);
      const read = piece.subarray(0, readSync(descriptor, piece));
      if (read.length === 0) break;
      let from = 0;
      for (let end = read.indexOf(newline); end !== -1; end = read.indexOf(newline, from)) {
        add(read.subarray(from, end));
        yield taken();
        from = end + 1;
      }
      add(read.subarray(from));
    }
    if (length > 0) yield taken();
  } finally {
    closeSync(descriptor);
  }
}

/** Lines of each piece. */
const linesTogether = 10_000;

/** The text of lines, in pieces that can be written. */
export function* joined(lines: Iterable<string>): Generator<Buffer> {
  let piece: string[] = [];
  for (const line of lines) {
    piece.push(`${line}\n`);
    if (piece.length < linesTogether) continue;
    yield Buffer.from(piece.join(''));
    piece = [];
  }
  if (piece.length > 0) yield Buffer.from(piece.join(''));
}
