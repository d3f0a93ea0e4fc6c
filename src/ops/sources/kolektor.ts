import { defineSource } from '../core/operation.ts';
import { share, text } from '../core/parameter.ts';

export const kolektor = defineSource({
  name: 'kolektor',
  doc: 'KolektorSDD (`kos01/Part0.jpg`, `Part0_label.bmp`) or KolektorSDD2 (`train/10000.png`, `10000_GT.png`, and `test`). An image is defective where its label marks something; only good images are trained on. https://www.vicos.si/resources/kolektorsdd/ and https://www.vicos.si/resources/kolektorsdd2/',
  provenance: 'Tabernik et al. 2020; Bozic et al. 2021',
  example: 'source = kolektor("KolektorSDD2")',
  parameters: {
    folder: text({ doc: 'the folder below `--data`' }),
    test_share: share({
      default: 0.2,
      max: 0.9,
      doc: 'good images to test with; KolektorSDD alone has no split of its own',
    }),
  },
});
