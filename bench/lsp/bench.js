// Times the language server as an editor feels it, over standard input and output: from a key to the findings, and
// requests in between. Prints figures; fails nothing. Needs a build.
//   node bench/lsp/bench.js [--file pipelines/mvtec-bottle.anoseg] [--keys 100]
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
await withBundle(path.join(here, 'latency.ts'), (start) => start(process.argv.slice(2)));
