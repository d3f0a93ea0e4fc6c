import { defineSource } from '../core/operation.ts';
import { share } from '../core/parameter.ts';
import { categoryText } from './category-text.ts';

export const visa = defineSource({
  name: 'visa',
  doc: 'A category of VisA: by the published split `split_csv/1cls.csv` where it lies beside the categories, else with good test images drawn from `Data/Images/Normal`. https://github.com/amazon-science/spot-diff',
  provenance: 'Zou et al. 2022',
  example: 'source = visa("candle")',
  parameters: {
    category: categoryText('visa', 'the folder below `--data`'),
    test_share: share({ default: 0.1, max: 0.9, doc: 'good images to test with, where there is no split file' }),
  },
});
