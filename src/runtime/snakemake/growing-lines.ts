// The lines of a file that another process writes: handed on as they are whole, the last one when nothing more comes.
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** It may lie on a file server, where nothing tells of what another process writes. */
const lookEveryMs = 100;

export interface GrowingLines {
  /** Hands on the rest. */
  end(): void;
}

export function followLines(file: string, onLine: (line: string) => void): GrowingLines {
  const from = openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const bytes = Buffer.alloc(65_536);
  let begun = '';
  const readOn = () => {
    for (let count = readSync(from, bytes); count > 0; count = readSync(from, bytes)) {
      const lines = (begun + decoder.write(bytes.subarray(0, count))).split(/\r?\n/);
      begun = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  };
  const timer = setInterval(readOn, lookEveryMs);
  return {
    end() {
      clearInterval(timer);
      readOn();
      closeSync(from);
      const last = begun + decoder.end();
      if (last !== '') onLine(last);
    },
  };
}
