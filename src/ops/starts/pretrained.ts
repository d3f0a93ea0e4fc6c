import { defineStart } from '../core/operation.ts';
import { text } from '../core/parameter.ts';

export const pretrained = defineStart({
  name: 'pretrained',
  doc: 'The weights of the network come from a file: those that `anoseg weights list` names, which the first run fetches, or a safetensors file of your own. Each layer says by `weights` what its own are called there.',
  provenance: 'standard; the format: https://github.com/huggingface/safetensors',
  example: 'start.encoder = pretrained("efficientnet_lite0")',
  parameters: {
    weights: text({
      doc: 'a name that `anoseg weights list` tells, or a path that ends in `.safetensors`, from the folder of the pipeline',
    }),
    digest: text({
      default: '',
      doc: 'SHA-256 of the file, `sha256:` and 64 hexadecimal digits; required for a file of your own',
    }),
  },
});
