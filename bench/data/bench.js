// Times what lies before a training step: reading, hashing and decoding a data set, and how long steps wait for pictures
// that are read from disk. Makes a set of its own in a temporary folder. Prints figures; fails nothing.
//   node bench/data/bench.js [--count 1000] [--size 512] [--width 4] [--steps 40] [--folder A_DATA_FOLDER --source 'mvtec("bottle")']
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
await withBundle(path.join(here, 'loading.ts'), (start) => start(process.argv.slice(2)));
