import { defineSource } from '../core/operation.ts';
import { categoryText } from './category-text.ts';

export const btad = defineSource({
  name: 'btad',
  doc: 'A product of BTAD, the beanTech set: `train/ok`, `test/ok`, `test/ko`, `ground_truth/ko`. http://avires.dimi.uniud.it/papers/btad/btad.zip',
  provenance: 'Mishra et al. 2021',
  example: 'source = btad("01")',
  parameters: { category: categoryText('btad', 'the folder below `--data`: `01`, `02` or `03`') },
});
