import { defineSource } from '../core/operation.ts';
import { listOf, share, text } from '../core/parameter.ts';

const glob = text({ doc: '' });

export const folder = defineSource({
  name: 'folder',
  doc: 'A folder of your own. Good images alone are enough. With the path alone its shape is recognised: `train/good` and `test/KIND`; `good/` beside folders of defects; images beside their masks; or good images only. As soon as `normal`, `test` or `masks` is given, only what is given is used. Where masks are missing, pixel metrics are left out.',
  provenance: 'our choice',
  example: 'source = folder("parts", normal: "2024/ok/*.png", test: "checked/**", masks: "checked-masks/**")',
  parameters: {
    path: text({ doc: 'the folder: below `--data`, or an absolute path' }),
    normal: listOf(glob, { default: [], doc: 'globs of the good images to train on, below the folder' }),
    test: listOf(glob, {
      default: [],
      doc: 'globs of the images to test with; the folder that an image lies in names its kind, and `good`, `ok` or `normal` means no defect',
    }),
    masks: listOf(glob, {
      default: [],
      doc: 'globs of the masks; each belongs to the image of the same path below its glob, or else of the same name',
    }),
    suffixes: listOf(text({ doc: '' }), {
      default: ['', '_mask', '_gt', '_GT', '_label', '_seg', '-mask'],
      doc: 'what may stand between the name of an image and the ending of its mask',
    }),
    validation: text({
      default: '',
      doc: 'a folder of labelled images for the thresholds, laid out like `test`: `good` and folders of defects; below the folder, or an absolute path',
    }),
    test_share: share({
      default: 0.2,
      max: 0.9,
      doc: 'good images to test with, where there are defective test images and no good ones',
    }),
    name: text({
      default: '',
      doc: 'what the category is called where there are several sources; the name of the folder without it',
    }),
  },
});
