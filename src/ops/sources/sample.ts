import { defineSource } from '../core/operation.ts';
import { count, word } from '../core/parameter.ts';

export const sample = defineSource({
  name: 'sample',
  doc: 'A small inspection set that is drawn, not downloaded: for trying things out.',
  provenance: 'our choice',
  example: 'source = sample("gear")',
  parameters: {
    kind: word(['gear', 'weave'], { doc: 'what is drawn' }),
    side: count({ default: 128, min: 32, max: 1024, doc: 'side of the drawn images in pixels' }),
  },
});
