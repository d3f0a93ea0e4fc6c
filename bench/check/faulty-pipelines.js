// Pipelines with a given number of one kind of mistake, or of something that is right but much of it.

const head = (augment = '') => `anoseg 1

param size = 16

data {
  source = mvtec("bottle")
  image  = size x size in -1..1
}

augment {
  synthetic, mask = image -> paste(other_image, rectangle()) -> relabel(difference: 3%)
${augment}}
`;

const tail = (loss = '', report = '') => `
loss {
  pixel = 50 * bce(map, mask)
${loss}}

train {
  optimizer = adam(rate: 2e-4)
  batch     = 2 normal + 2 synthetic
  steps     = 100
}

evaluate {
  score     = top_mean(map, pixels: 100)
  threshold = quantile(map, 99.5%) on holdout
  report    = [${report}image_auroc]
}
`;

const many = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join('');
const network = (lines) => `\nnetwork generator(seen) {\n${lines}  map = seen -> conv(1) -> sigmoid\n}\n`;
const inNetwork = (line) => (count) => `${head()}${network(many(count, line))}${tail()}`;
const onTop = (line) => (count) => `${head()}${many(count, line)}${network('')}${tail()}`;

/** By name: the text with `count` of it. */
export const faultyPipelines = {
  'unused values': inNetwork((i) => `  v${i} = seen -> relu\n`),
  'unknown operations': inNetwork((i) => `  v${i} = seen -> reluu${i}\n`),
  'unknown names': inNetwork((i) => `  v${i} = nothere${i} -> relu\n`),
  'unknown settings': inNetwork((i) => `  v${i} = seen -> conv(3, kernal${i}: 3)\n`),
  'values declared twice': inNetwork(() => '  v = seen -> relu\n'),
  'values of a wrong type': inNetwork(() => '  v = seen -> conv("a")\n'),
  'shapes that do not fit': inNetwork((i) => `  v${i} = seen + (seen -> conv(3, stride: 2))\n`),
  'errors of syntax': inNetwork((i) => `  v${i} = = seen\n`),
  'brackets that stay open': inNetwork((i) => `  v${i} = seen -> conv(3\n`),
  'brackets in brackets': (count) =>
    `${head()}${network(`  v = ${'('.repeat(count)}seen${')'.repeat(count)}\n`)}${tail()}`,
  networks: onTop((i) => `network n${i}(x) { y = x -> conv(1) }\n`),
  'unused blocks': onTop((i) => `block b${i}(x) { return x -> relu }\n`),
  'unknown sections': onTop((i) => `lossy${i} { a = 1 }\n`),
  'missing imports': onTop((i) => `use "no${i}" { a${i} }\n`),
  'unknown figures': (count) =>
    `${head()}${network('')}${tail(
      '',
      many(count, (i) => `auroc${i}, `),
    )}`,
  'losses of unknown values': (count) =>
    `${head()}${network('')}${tail(many(count, (i) => `  l${i} = bce(map, maskk${i})\n`))}`,
  'unused augmentations': (count) =>
    `${head(many(count, (i) => `  a${i} = image -> flip(horizontal)\n`))}${network('')}${tail()}`,
  'a comment of one line': (count) => `${head()}// ${'x'.repeat(100 * count)}\n${network('')}${tail()}`,
};
