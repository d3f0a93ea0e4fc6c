// Codes of values: types, units, ranges, and where something may stand.
import { entry } from './entry.ts';

export const typeEntries = {
  'wrong-type': entry<{ name: string; expected: string; found: string }>({
    severity: 'error',
    summary: ({ name, expected, found }) => `\`${name}\` must be ${expected}, not ${found}`,
    about:
      "Everything has a type and a unit: a share is written in `%`, a length in `px` (or `%` of the image's shorter side), an angle in `deg`.",
    wrong: 'paste(donor, shape, opacity: 0.3)',
    right: 'paste(donor, shape, opacity: 30%)',
  }),
  'out-of-range': entry<{ name: string; found: string; range: string }>({
    severity: 'error',
    summary: ({ name, found, range }) => `\`${name}\` must be ${range}, not ${found}`,
    about: 'The range of each parameter is in the reference; a parameter of the pipeline says its own with `in`.',
    wrong: 'dropout(150%)',
    right: 'dropout(50%)',
  }),
  'missing-argument': entry<{ name: string; owner: string; expected: string }>({
    severity: 'error',
    summary: ({ name, owner, expected }) => `\`${owner}\` needs \`${name}\`: ${expected}`,
    about: 'A parameter without a default must be given.',
    wrong: 'seen -> conv()',
    right: 'seen -> conv(64)',
  }),
  'missing-key': entry<{ name: string; section: string; expected: string }>({
    severity: 'error',
    summary: ({ name, section, expected }) => `\`${section}\` needs \`${name}\`: ${expected}`,
    about: 'A setting without a default must be given.',
    wrong: 'train { steps = 100 }',
    right: 'train {\n  optimizer = adam(rate: 2e-4)\n  batch     = 4 normal + 4 synthetic\n  steps     = 100\n}',
  }),
  'missing-section': entry<{ section: string }>({
    severity: 'error',
    summary: ({ section }) => `the pipeline has no ${section}`,
    about: 'A pipeline that can run has `data`, a network, `loss`, `train` and `evaluate`.',
    wrong: 'anoseg 1\n\ndata { … }',
    right: 'anoseg 1\n\ndata { … }\n\nnetwork generator(seen) { … }\n\nloss { … }\n\ntrain { … }\n\nevaluate { … }',
  }),
  'no-network': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the pipeline has no network',
    about: 'At least one network is trained; one of its values is the anomaly map.',
    wrong: 'anoseg 1\n\ndata { … }\n\nloss { … }\n\ntrain { … }',
    right: 'network generator(seen) {\n  map = seen -> conv(8) -> relu -> conv(1) -> sigmoid\n}',
  }),
  'too-many-arguments': entry<{ owner: string; most: number }>({
    severity: 'error',
    summary: ({ owner, most }) => `\`${owner}\` takes at most ${most} argument${most === 1 ? '' : 's'}`,
    about: 'There are more arguments than inputs and parameters.',
    wrong: 'x -> relu(1, 2)',
    right: 'x -> relu',
  }),
  'takes-no-input': entry<{ owner: string }>({
    severity: 'error',
    summary: ({ owner }) => `\`${owner}\` takes no input`,
    about: 'The operation makes its value from nothing: it begins a chain.',
    wrong: 'seen -> coordinates()',
    right: 'concat(seen, coordinates())',
  }),
  'wrong-place': entry<{ noun: string; name: string; place: string }>({
    severity: 'error',
    summary: ({ noun, name, place }) => `${noun} \`${name}\` has no place in ${place}`,
    about:
      'Augmentations and shapes belong into `augment`, layers into networks, losses into `loss`, optimisers into `train`, scores and metrics into `evaluate`.',
    wrong: 'network generator(seen) { map = seen -> rotate(90deg) -> conv(1) -> sigmoid }',
    right: 'augment { image = image -> rotate(90deg | 180deg) }',
  }),
  'augmented-coordinates': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'coordinates would pass through the augmentation',
    about:
      'Coordinates say where a pixel lies in the image that the network sees, so they are added behind the augmentation, in the network. Rotated or pasted ones would tell it a wrong place.',
    wrong: 'augment { synthetic, mask = concat(image, coordinates()) -> paste(…) }',
    right: 'network generator(seen) { e1 = concat(seen, coordinates()) -> conv(64) }',
  }),
  misplaced: entry<{ what: string }>({
    severity: 'error',
    summary: ({ what }) => `\`${what}\` cannot stand here`,
    about:
      'Some words have their place: `maybe` before a step, `when` behind a part that may be left out, `in` behind a parameter, a distribution or a size.',
    wrong: 'x = 4 in 1..8',
    right: 'param x = 4 in 1..8',
  }),
  'no-arithmetic': entry<{ operator: string; found: string }>({
    severity: 'error',
    summary: ({ operator, found }) => `\`${operator}\` cannot be applied to ${found}`,
    about:
      'Numbers are added and compared with numbers of the same unit; tensors with tensors and plain numbers, in networks and losses.',
    wrong: 'kernel: 4px + 2deg',
    right: 'kernel: 4 + 2',
  }),
  'mixed-choice': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the options of `|` are of different kinds',
    about: '`a | b` is one of several numbers of one unit, shapes, images (with or without their masks), or steps.',
    wrong: 'shape = rectangle() | 5',
    right: 'shape = rectangle() | ellipse()',
  }),
  'mixed-sides': entry<{ found: string; other: string }>({
    severity: 'error',
    summary: ({ found, other }) => `the sides of \`else\` are of different kinds: ${other}, and ${found}`,
    about: "What stands before `when` and what stands behind `else` take each other's place, so they are of one kind.",
    wrong: 'image = 32 x 32 when small else 64',
    right: 'image = 32 x 32 when small else 64 x 64',
  }),
  'drawn-word': entry<Record<never, never>>({
    severity: 'error',
    summary: () => '`|` chooses among numbers, shapes, images or steps, not among words',
    about: 'A word or a text is one for the whole run. What varies from sample to sample is a step of its own.',
    wrong: 'image -> flip(horizontal | vertical)',
    right: 'image -> (flip(horizontal) | flip(vertical))',
  }),
  'range-ends': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the ends of a range must be numbers of one unit',
    about: '`a..b` reaches from one number to another of the same unit.',
    wrong: '2px..16',
    right: '2px..16px',
  }),
  'range-reversed': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the range ends before it begins',
    about: '`a..b` needs a to be at most b.',
    wrong: '16px..2px',
    right: '2px..16px',
  }),
  'bad-distribution': entry<{ name: string; needs: string }>({
    severity: 'error',
    summary: ({ name, needs }) => `\`${name}\` needs ${needs}`,
    about:
      '`log_uniform(a..b)` is spread evenly over orders of magnitude; `gaussian(mean, deviation) in a..b` and `gamma(shape, scale) in a..b` are bounded.',
    wrong: 'area: log_uniform(0%..15%)',
    right: 'area: log_uniform(0.1%..15%)',
  }),
  'randomness-outside-augment': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` is random, but only \`augment\` may be`,
    about:
      'Randomness is a value in `augment`: it is drawn anew for every sample. Everywhere else a setting is one number, so that a file means one network.',
    wrong: 'conv(32 | 64)',
    right: 'conv(width)   // with `param width = 64`, and `--set width=32` to try another',
  }),
  'wrong-number-of-names': entry<{ names: number; values: number }>({
    severity: 'error',
    summary: ({ names, values }) =>
      `${names} name${names === 1 ? '' : 's'} for ${values} value${values === 1 ? '' : 's'}`,
    about: 'An anomaly is an image and its mask; a block returns as many values as its `return` names.',
    wrong: 'synthetic, mask, extra = image -> paste(donor, shape)',
    right: 'synthetic, mask = image -> paste(donor, shape)',
  }),
  'dotted-name': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'a declared name has no dot',
    about: 'Dots reach into networks (`generator.map`) and give a setting for one network (`optimizer.discriminator`).',
    wrong: 'e.one = seen -> conv(64)',
    right: 'e1 = seen -> conv(64)',
  }),
  'no-step': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'this is not a step',
    about: 'Behind `->` stands an operation or a block; in `augment` also `maybe(chance) step` and `(step | step)`.',
    wrong: 'seen -> 64',
    right: 'seen -> conv(64)',
  }),
  'no-result': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` has no result`,
    about: 'A block ends with `return`; a network declares at least one value, and its last one is its result.',
    wrong: 'block down(x, channels) { y = x -> conv(channels) }',
    right: 'block down(x, channels) { return x -> conv(channels) }',
  }),
  'no-input': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` has no input`,
    about:
      'A network makes its values of the image that the sample shows, of values of other networks, or of what a loss gives it: its parameters.',
    wrong: 'network generator() { map = image -> conv(1) -> sigmoid }',
    right: 'network generator(seen) { map = seen -> conv(1) -> sigmoid }',
  }),
  'no-condition': entry<Record<never, never>>({
    severity: 'error',
    summary: () => '`when` needs a condition',
    about: '`when` keeps a part of the file where its condition is true.',
    wrong: 'concat(seen, coordinates() when size)',
    right: 'concat(seen, coordinates() when coords)',
  }),
  'unexpected-return': entry<Record<never, never>>({
    severity: 'error',
    summary: () => '`return` belongs into a block',
    about: 'The values of a network are reached by their names; only a block returns.',
    wrong: 'network generator(seen) { return seen -> conv(1) }',
    right: 'network generator(seen) { map = seen -> conv(1) -> sigmoid }',
  }),
} as const;
