// A valid pipeline of a given number of lines: parameters, doc comments, comments, blocks of several layers, and a
// network that calls every block.

const head = `anoseg 1

param size = 16

data {
  source = mvtec("bottle")
  image  = size x size in -1..1
}

augment {
  synthetic, mask = image -> paste(other_image, rectangle()) -> relabel(difference: 3%)
}
`;

const tail = `
loss {
  pixel = 50 * bce(map, mask)
}

train {
  optimizer = adam(rate: 2e-4)
  batch     = 2 normal + 2 synthetic
  steps     = 100
}

evaluate {
  score     = top_mean(map, pixels: 100)
  threshold = quantile(map, 99.5%) on holdout
  report    = [image_auroc, pixel_auroc]
}
`;

const block = (number) => `
param width${number}  = 4 in 1..64
param kernel${number} = 3 in 1..7

/// Layers, and what went into them.
block part${number}(x, channels, kernel = 3) {
  // Padded, so that the sides stay.
  y = x -> conv(channels, kernel: kernel)
        -> instance_norm
        -> relu
  return x + y
}`;

/** The text, of about `lines` lines. */
export function longPipeline(lines) {
  const fixed = `${head}${tail}`.split('\n').length + 5;
  const count = Math.max(1, Math.round((lines - fixed) / (block(0).split('\n').length + 1)));
  const numbers = Array.from({ length: count }, (_, i) => i);
  const calls = numbers.map((i) => `  v${i + 1} = v${i} -> part${i}(width${i}, kernel: kernel${i})`);
  const network = [
    '',
    'network generator(seen) {',
    '  v0 = seen -> conv(4)',
    ...calls,
    `  map = v${count} -> conv(1) -> sigmoid`,
    '}',
  ];
  return `${head}${numbers.map(block).join('\n')}\n${network.join('\n')}\n${tail}`;
}
