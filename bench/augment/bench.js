// Times augmentation: the CPU (user and system) that each operation, shape and generator takes for one sample of
// 256 px, on one thread and on two, beside what others' tools take; and its share of a training step. Prints figures;
// fails nothing.
//   node bench/augment/bench.js [--steps 60] [--size 256] [--only paste,nsa]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
await withBundle(path.join(here, 'augment.ts'), (start) => {
  for (const threads of ['1', '2']) start(['--threads', threads, ...process.argv.slice(2)]);
});
