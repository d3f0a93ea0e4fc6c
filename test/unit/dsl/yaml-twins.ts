// Values in YAML beside the same ones in the language, and the files that they can stand in.

export interface Twin {
  readonly yaml: string;
  readonly text: string;
}

/** A value in its place of a pipeline, in both syntaxes. */
export const places: Readonly<Record<string, (value: Twin) => Twin>> = {
  network: ({ yaml, text }) => ({
    yaml: `anoseg: 1\nuse:\n  - {from: "std:blocks/pix2pix", import: [down, up: rise]}\nblock:\n  wide:\n    parameters: [x, channels: 4]\n    return: [x, conv(channels)]\nnetwork:\n  g:\n    inputs: [seen]\n    values:\n      map: ${yaml}\n`,
    text: `anoseg 1\nuse "std:blocks/pix2pix" { down, up as rise }\nblock wide(x, channels = 4) {\n  return x -> conv(channels)\n}\nnetwork g(seen) {\n  map = ${text}\n}\n`,
  }),
  augment: ({ yaml, text }) => ({
    yaml: `anoseg: 1\naugment:\n  a: ${yaml}\n`,
    text: `anoseg 1\naugment {\n  a = ${text}\n}\n`,
  }),
  loss: ({ yaml, text }) => ({
    yaml: `anoseg: 1\nloss:\n  a: ${yaml}\n`,
    text: `anoseg 1\nloss {\n  a = ${text}\n}\n`,
  }),
  train: ({ yaml, text }) => ({
    yaml: `anoseg: 1\ntrain:\n  optimizer: ${yaml}\n`,
    text: `anoseg 1\ntrain {\n  optimizer = ${text}\n}\n`,
  }),
  evaluate: ({ yaml, text }) => ({
    yaml: `anoseg: 1\nevaluate:\n  ${yaml}\n`,
    text: `anoseg 1\nevaluate {\n  ${text}\n}\n`,
  }),
  data: ({ yaml, text }) => ({
    yaml: `anoseg: 1\ndata:\n  source: ${yaml}\n`,
    text: `anoseg 1\ndata {\n  source = ${text}\n}\n`,
  }),
};

export const values: readonly (readonly [place: string, yaml: string, text: string])[] = [
  // Chains, also inside of arguments and of each other.
  ['network', '[seen, conv: [4]]', 'seen -> conv(4)'],
  ['network', '[concat: [[seen, conv: [4]], seen], sigmoid]', 'concat(seen -> conv(4), seen) -> sigmoid'],
  ['network', '{concat: [seen, [seen, conv(4), relu]]}', 'concat(seen, seen -> conv(4) -> relu)'],
  ['network', '[abs: [[seen, conv: 4]], conv: {channels: 1}]', 'abs(seen -> conv(4)) -> conv(channels: 1)'],
  ['network', '{concat: [[[seen, relu], abs], seen]}', 'concat((seen -> relu) -> abs, seen)'],
  ['network', '[seen, down: [8], rise: {channels: 4}]', 'seen -> down(8) -> rise(channels: 4)'],
  ['network', '{wide: [[seen, abs], channels: 2]}', 'wide(seen -> abs, channels: 2)'],
  ['network', '{wide: {x: [seen, abs], channels: 2}}', 'wide(x: seen -> abs, channels: 2)'],
  ['network', '[seen]', 'seen'],
  // Calls as the only argument, or as one of several.
  ['network', '{sigmoid: {conv: [seen, 1]}}', 'sigmoid(conv(seen, 1))'],
  ['network', '{concat: [conv: [seen, 1], down: [seen, 4]]}', 'concat(conv(seen, 1), down(seen, 4))'],
  ['network', '{sigmoid: {conv: {x: seen, channels: 1}}}', 'sigmoid(conv(x: seen, channels: 1))'],
  ['network', '{rise: [wide: [seen], conv: [seen, 2], 4]}', 'rise(wide(seen), conv(seen, 2), 4)'],
  ['network', '{abs: {wide: [seen, 2]}}', 'abs(wide(seen, 2))'],
  [
    'augment',
    '[other_image, any_of: [flip: {direction: horizontal}, jitter: {brightness: 30%, hue: 0%}]]',
    'other_image -> any_of(flip(direction: horizontal), jitter(brightness: 30%, hue: 0%))',
  ],
  [
    'augment',
    '[image, any_of: [[rotate: 90deg, jitter: {hue: 0%}], flip(horizontal), at_least: 1]]',
    'image -> any_of(rotate(90deg) -> jitter(hue: 0%), flip(horizontal), at_least: 1)',
  ],
  [
    'augment',
    '[image, any_of: {steps: [flip: horizontal, [rotate: 90deg, blur]]}]',
    'image -> any_of(steps: [flip(horizontal), rotate(90deg) -> blur])',
  ],
  ['augment', '[image, any_of: [[flip: horizontal, jitter]]]', 'image -> any_of([flip(horizontal), jitter])'],
  ['augment', '[image, maybe: {chance: 50%, do: {rotate: 90deg}}]', 'image -> maybe(50%) rotate(90deg)'],
  [
    'augment',
    '[image, any_of: [maybe: {chance: 50%, do: [blur, sharpen]}, flip]]',
    'image -> any_of(maybe(50%) (blur -> sharpen), flip)',
  ],
  ['augment', '{rectangle: {area: {log_uniform: 1%..5%}}}', 'rectangle(area: log_uniform(1%..5%))'],
  ['augment', '{rectangle: [log_uniform: 1%..5%]}', 'rectangle(log_uniform(1%..5%))'],
  ['augment', '{scar: [gaussian: [3px, 1px]]}', 'scar(gaussian(3px, 1px))'],
  [
    'augment',
    '[image, paste: [[other_image, blur], {rectangle: {area: 3%}}, opacity: 30%..100%]]',
    'image -> paste(other_image -> blur, rectangle(area: 3%), opacity: 30%..100%)',
  ],
  [
    'augment',
    '[image, paste: {donor: [other_image, blur], shape: {scar: {}}, inside: [image, object]}]',
    'image -> paste(donor: other_image -> blur, shape: scar(), inside: image -> object)',
  ],
  ['loss', '{bce: [[map, abs], mask]}', 'bce(map -> abs, mask)'],
  [
    'loss',
    '{lsgan: [d, real: "(image, mask)", fake: "(map, mask)"]}',
    'lsgan(d, real: (image, mask), fake: (map, mask))',
  ],
  [
    'train',
    '{adam: {rate: {cosine: [1e-3, end: 1e-5, warmup: 5%]}, beta1: 0.5}}',
    'adam(rate: cosine(1e-3, end: 1e-5, warmup: 5%), beta1: 0.5)',
  ],
  ['train', '{adam: {step: [1e-3, at: [30%, 60%]]}}', 'adam(step(1e-3, at: [30%, 60%]))'],
  ['evaluate', 'report: [iou, {aupro: {fpr: 30%}}, f1]', 'report = [iou, aupro(fpr: 30%), f1]'],
  ['evaluate', 'test_time: [horizontal, vertical]', 'test_time = [horizontal, vertical]'],
  ['evaluate', 'score: {max: [[map, abs]]}', 'score = max(map -> abs)'],
  ['evaluate', 'score: [map, abs, max]', 'score = map -> abs -> max'],
  ['data', `{folder: ['"parts"', normal: ['"good"']]}`, 'folder("parts", normal: ["good"])'],
];
