// Draws docs/pictures: what the example of each augmentation and shape makes of a built-in image, by the engine.
//   node scripts/pictures.js
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withBundle } from '../bench/bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
await withBundle(path.join(here, 'pictures', 'draw-pictures.ts'), (start) =>
  start([path.join(here, '../docs/pictures')]),
);
