// A file's time of change follows the clock while this process lives. In a thread of its own, since a step of TensorFlow
// may hold up the first one for minutes.
import { Worker } from 'node:worker_threads';

export interface Heartbeat {
  stop(): void;
}

// Plain text, so that no bundle must be found. The first byte is written again as it is: the file server, whose clock
// counts, notes the time. A file that bears another token belongs to another process by now.
const beat = `
const { workerData: { file, token, everyMs } } = require('node:worker_threads');
const { closeSync, openSync, readFileSync, writeSync } = require('node:fs');
setInterval(() => {
  try {
    const content = readFileSync(file);
    if (!content.includes(token)) return;
    const descriptor = openSync(file, 'r+');
    try {
      writeSync(descriptor, content, 0, 1, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Taken away, or a server that does not answer: the next beat tries again.
  }
}, everyMs);
`;

/** Of a file that holds `token`. */
export function startHeartbeat(file: string, token: string, everyMs: number): Heartbeat {
  const thread = new Worker(beat, { eval: true, workerData: { file, token, everyMs } });
  // Without threads to spare there is no heartbeat; on its own host the process is seen without.
  thread.on('error', () => undefined);
  thread.unref();
  return { stop: () => void thread.terminate() };
}
