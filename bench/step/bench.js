// Times a training step: the compiled graph against the same pipeline in eager tfjs, in one process and
// on the same batches. Prints the ratio; fails nothing.
//   node bench/step/bench.js [--size 128] [--width 32] [--steps 10]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
await withBundle(path.join(here, 'step.ts'), (start) => start(process.argv.slice(2)));
