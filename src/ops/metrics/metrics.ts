// The figures of an evaluation, by their names in metrics.json. `runtime` computes them; a file here
// would be one line, so they stand together.
import { defineMetric, type Metric } from '../core/operation.ts';
import { share } from '../core/parameter.ts';

type Rest = Pick<Metric, 'looksAtTestLabels' | 'beforeThreshold'>;
const plain = (name: string, doc: string, provenance: string, rest: Rest = {}) =>
  defineMetric({ name, doc, provenance, example: `report = [${name}]`, parameters: {}, ...rest });

export const metrics = [
  plain('image_auroc', 'Area under the ROC curve over image scores.', 'standard'),
  plain('image_ap', 'Average precision over image scores.', 'standard'),
  plain('image_f1', 'F1 of all images at the image threshold, which was found without labels.', 'standard', {
    beforeThreshold: 'image_ap',
  }),
  plain('pixel_auroc', 'Area under the ROC curve over all pixels of all test images.', 'standard'),
  plain('pixel_ap', 'Average precision over all pixels of all test images.', 'standard'),
  defineMetric({
    name: 'aupro',
    doc: 'Area under the per-region overlap curve, up to a false positive rate.',
    provenance: 'Bergmann et al. 2020',
    example: 'report = [aupro(fpr: 30%)]',
    parameters: { fpr: share({ default: 0.3, doc: 'the false positive rate where the curve ends' }) },
  }),
  plain(
    'aupimo',
    'Area under the per-image overlap curve, at false positive rates from 1e-5 to 1e-4.',
    'Bertoldo et al. 2024',
  ),
  plain(
    'iou',
    'Intersection over union of all pixels at the threshold that was found without labels.',
    'paper (IoU); the threshold is our choice',
    { beforeThreshold: 'best_iou' },
  ),
  plain('f1', 'F1 of all pixels at the threshold that was found without labels.', 'standard', {
    beforeThreshold: 'best_f1',
  }),
  plain('best_iou', 'The highest IoU of any threshold: it looks at test labels.', 'standard', {
    looksAtTestLabels: true,
  }),
  plain('best_f1', 'The highest F1 of any threshold: it looks at test labels.', 'standard', {
    looksAtTestLabels: true,
  }),
] as const;
