import { defineSource } from '../core/operation.ts';
import { categoryText } from './category-text.ts';

export const mvtecLoco = defineSource({
  name: 'mvtec_loco',
  doc: 'A category of MVTec LOCO AD. The ground truth of an image is the union of its masks, `ground_truth/KIND/NAME/000.png` and so on; `validation/good` is there for `on validation`. https://www.mvtec.com/company/research/datasets/mvtec-loco',
  provenance: 'Bergmann et al. 2022',
  example: 'source = mvtec_loco("pushpins")',
  parameters: { category: categoryText('mvtec_loco', 'the folder below `--data`') },
});
