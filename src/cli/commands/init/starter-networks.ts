// The networks of a starter pipeline, with what belongs to them: on features of a pretrained encoder, or from scratch.
import type { Recognised } from '../../../api/data.ts';

export interface StarterNetworks {
  readonly uses: string;
  /** Lines of parameters. */
  readonly width: string;
  readonly steps: string;
  readonly networks: string;
  readonly loss: string;
  /** How each network learns: lines of `train`. */
  readonly learning: string;
  readonly threshold: string;
  /** Grey images are read as images in colour. */
  readonly needsColour: boolean;
}

/** As pipelines/pretrained.anoseg has them. */
export function fromFeatures(): StarterNetworks {
  return {
    uses: 'use "std:blocks/features" { layer, larger, predict, difference }\nuse "std:encoders/efficientnet_lite0" { encoder }',
    width: 'param width = 128    // channels inside of the student: more learns more and takes longer',
    steps: 'param steps = 800    // about ten minutes on two cores',
    needsColour: true,
    networks: `// Predicts the features of the normal picture, as they would be without the damage, through a bottleneck.
network student(level4, level3, level2) {
  wide   = concat(level4, level3 -> average_pool(2), level2 -> average_pool(4, stride: 4), coordinates()) -> layer(width)
  narrow = wide -> layer(width, stride: 2) -> layer(width)
  hidden = narrow -> larger

  p4 = hidden -> layer(width) -> conv(112)
  p3 = predict(hidden, p4, 40)
  p2 = predict(hidden -> larger, p3, 24)
  p1 = predict(hidden -> upsample(4, method: bilinear), p2, 16)
}

// Maps where the features differ from those.
network generator(level1, level2, level3, level4, p1, p2, p3, p4) {
  d4 = concat(level4, difference(level4, p4, 112), coordinates() -> resize_like(level4)) -> layer(width)
  d3 = concat(d4 -> larger, level3, difference(level3, p3, 40)) -> layer(64)
  d2 = concat(d3 -> larger, level2, difference(level2, p2, 24)) -> layer(32)
  d1 = concat(d2 -> larger, level1, difference(level1, p1, 16)) -> layer(32)

  map = d1 -> conv(1) -> larger -> sigmoid
}
`,
    loss: `loss {
  pixel  = 50 * bce(map, mask)
  normal = 5 * cosine_distance(p1, encoder.level1(image))
         + 5 * cosine_distance(p2, encoder.level2(image))
         + 5 * cosine_distance(p3, encoder.level3(image))
         + 5 * cosine_distance(p4, encoder.level4(image))
}
`,
    learning: `  optimizer               = adam(rate: one_cycle(1e-3))
  start.encoder           = pretrained("efficientnet_lite0")  // the first run fetches it
  frozen.encoder          = all`,
    threshold: 'median_f1(map) on synthetic',
  };
}

/** The method of the paper: everything is learnt from these images. */
export function fromScratch({ images }: Recognised): StarterNetworks {
  return {
    uses: 'use "std:blocks/pix2pix" { down, up }',
    width: 'param width = 32     // channels of the first layer: more learns more and takes longer',
    steps: 'param steps = 2_000  // some minutes; several thousand are worth it',
    needsColour: false,
    networks: `// Sees the image, paints it as if it were good, and maps where it is not.
network generator(seen) {
  e1 = concat(seen, coordinates()) -> conv(width, kernel: 4, stride: 2) -> leaky_relu(0.2)
  e2 = e1 -> down(2 * width)
  e3 = e2 -> down(4 * width)
  e4 = e3 -> down(8 * width)

  reconstruction = e4 -> up(4 * width) -> up(2 * width) -> up(width)
                      -> deconv(${images.isGrey ? 1 : 3}, kernel: 4, stride: 2) -> tanh

  d3 = e4             -> up(4 * width)
  d2 = concat(d3, e3) -> up(2 * width)
  d1 = concat(d2, e2) -> up(width)

  normal = stop_gradient(reconstruction)
  map    = concat(d1, e1) -> up(16)
           -> concat(normal, abs(seen - normal))
           -> conv(16, kernel: 3) -> relu
           -> conv(1, kernel: 3)  -> sigmoid
}

network discriminator(image, map) {
  verdict = concat(image, map, coordinates())
            -> conv(width, kernel: 4, stride: 2) -> leaky_relu(0.2)
            -> down(2 * width)
            -> conv(1, kernel: 4)
}
`,
    loss: `loss {
  pixel          = 50 * bce(map, mask)
  reconstruction = 15 * l1(reconstruction, image)
  adversarial    =  1 * lsgan(discriminator, real: (image, mask) on normal, fake: (reconstruction, map))
}
`,
    learning: `  optimizer               = adam(rate: cosine(1e-3, end: 1e-5, warmup: 5%), beta1: 0.5)
  optimizer.discriminator = adam(rate: 2e-4, beta1: 0.5)`,
    threshold: 'quantile(map, 99.9%) on holdout',
  };
}
