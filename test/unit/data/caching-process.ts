// A process that fills a cache of decoded pictures and reads it: `node caching-process.js PARENT ROWS BYTES`. It waits for its
// input to end, says the digest of all that it read, and of how many rows it had to make.
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { openRowCache } from '../../../src/runtime/feed/row-cache.ts';

const [parent = '', rows = '', size = ''] = process.argv.slice(2);
const [count, bytes] = [Number(rows), Number(size)];
const numbers = Array.from({ length: count }, (_, i) => i);

console.log('ready');
await text(process.stdin);
const cache = await openRowCache({ parent, name: 'parts', count, bytes });
if (cache === undefined) throw new Error('there is room');
let made = 0;
for (const row of numbers) {
  if (cache.has(row, `content ${row}`)) continue;
  await cache.write(row, `content ${row}`, new Uint8Array(bytes).fill(row));
  made += 1;
}
const read = await cache.finish(numbers);
const digest = createHash('sha256');
const target = new Uint8Array(bytes);
// Several times, while others still publish theirs.
for (let round = 0; round < 20; round++) {
  for (const row of numbers) {
    await read.read(row, target);
    digest.update(target);
  }
}
await read.close();
console.log(`${digest.digest('hex')} ${made}`);
