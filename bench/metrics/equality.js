// How far our metrics are from those of the references, over all stored test sets: a table.
//   node bench/metrics/equality.js
// The sets on real masks need $ANOSEG_DATA/bottle or ../shared/data/mvtec/bottle.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const ANOSEG_DATA = process.env.ANOSEG_DATA ?? path.resolve(here, '../../../shared/data/mvtec');
await withBundle(path.join(here, 'equality.ts'), async (start) => start([], { ANOSEG_DATA }));
