import { defineAugmentation } from '../core/operation.ts';
import { text } from '../core/parameter.ts';

export const texture = defineAugmentation({
  name: 'texture',
  doc: 'A picture of a folder, another one for each sample: what DRAEM and MemSeg paste.',
  provenance: 'DRAEM, Zavrtanik et al. 2021 (Describable Textures, Cimpoi et al. 2014)',
  example: 'donor = texture("dtd/images") -> jitter()',
  inputs: [],
  parameters: { folder: text({ doc: 'the folder, relative to the data folder; folders inside it count' }) },
  result: 'image',
  textureFolder: 'folder',
  emit: (scope, _, { folder }) => scope.texture(folder),
});
