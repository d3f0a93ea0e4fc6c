import { defineSource } from '../core/operation.ts';
import { categoryText } from './category-text.ts';

export const mpdd = defineSource({
  name: 'mpdd',
  doc: 'A category of MPDD, painted metal parts: the layout of MVTec AD. https://github.com/stepanje/MPDD',
  provenance: 'Jezek et al. 2021',
  example: 'source = mpdd("bracket_black")',
  parameters: { category: categoryText('mpdd', 'the folder below `--data`') },
});
