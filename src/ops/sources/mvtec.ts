import { defineSource } from '../core/operation.ts';
import { categoryText } from './category-text.ts';

export const mvtec = defineSource({
  name: 'mvtec',
  doc: 'A category of MVTec AD, or any folder of that layout: `train/good`, `test/good`, `test/KIND`, `ground_truth/KIND/NAME_mask.png`. https://www.mvtec.com/company/research/datasets/mvtec-ad',
  provenance: 'Bergmann et al. 2019',
  example: 'source = mvtec("bottle")',
  parameters: { category: categoryText('mvtec', 'the folder below `--data`') },
});
