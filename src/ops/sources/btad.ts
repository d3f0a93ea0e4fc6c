import { defineSource } from '../core/operation.ts';
import { text } from '../core/parameter.ts';

export const btad = defineSource({
  name: 'btad',
  doc: 'A product of BTAD, the beanTech set: `train/ok`, `test/ok`, `test/ko`, `ground_truth/ko`. http://avires.dimi.uniud.it/papers/btad/btad.zip',
  provenance: 'Mishra et al. 2021',
  example: 'source = btad("01")',
  parameters: { category: text({ doc: 'the folder below `--data`: `01`, `02` or `03`' }) },
});
