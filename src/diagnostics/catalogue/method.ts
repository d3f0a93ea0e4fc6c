// Codes of shapes, networks, maps, anomalies, memory and categories.
import { entry } from './entry.ts';

export const methodEntries = {
  'shape-mismatch': entry<{ operation: string; needs: string }>({
    severity: 'error',
    summary: ({ operation, needs }) => `${operation} needs ${needs}`,
    about:
      'Shapes are followed from the image through every operation. The places that made the shapes are named beside the message.',
    wrong: 'd2 = concat(d3, e2)   // 32 x 32 and 64 x 64',
    right: 'd2 = concat(d3, e3)   // 32 x 32 both',
  }),
  'indivisible-side': entry<{ operation: string; side: string; stride: number }>({
    severity: 'error',
    summary: ({ operation, side, stride }) => `${operation}: ${side} does not divide by the stride ${stride}`,
    about:
      'A side that does not divide by the stride comes back one pixel different on the way up. Choose a size that divides by 2 to the number of strides.',
    wrong: 'param size = 250   // with five strides of 2',
    right: 'param size = 256',
  }),
  'kernel-too-large': entry<{ operation: string; kernel: number; side: string }>({
    severity: 'error',
    summary: ({ operation, kernel, side }) =>
      `${operation}: the kernel of ${kernel} is larger than its input of ${side}`,
    about: 'A kernel that is larger than the map sees mostly padding.',
    wrong: 'x -> conv(1, kernel: 7)   // x is 4 x 4',
    right: 'x -> conv(1, kernel: 3)',
  }),
  'operation-fails': entry<{ operation: string; reason: string }>({
    severity: 'error',
    summary: ({ operation, reason }) => `${operation}: ${reason}`,
    about: 'The settings of the operation do not fit its input.',
    wrong: 'x -> group_norm(groups: 5)   // x has 64 channels',
    right: 'x -> group_norm(groups: 8)',
  }),
  'map-shape': entry<{ name: string; shape: string; expected: string }>({
    severity: 'error',
    summary: ({ name, shape, expected }) => `the anomaly map \`${name}\` is ${shape}, not ${expected}`,
    about: 'The anomaly map has one channel and the size of the image.',
    wrong: 'map = d1 -> conv(3) -> sigmoid',
    right: 'map = d1 -> conv(1) -> sigmoid',
  }),
  'map-range': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `the anomaly map \`${name}\` may leave 0..1`,
    about:
      'The map says for each pixel how anomalous it is, from 0 to 1: let it end with `sigmoid` (or `clip(0..1)`). Arithmetic is followed: the mean of two such values, `1 - a`, `a * b`, `abs(a - b)`, `c * a + (1 - c) * b` are known to lie there.',
    wrong: 'map = d1 -> conv(1)',
    right: 'map = d1 -> conv(1) -> sigmoid',
  }),
  'share-range': entry<{ loss: string; low: string; high: string }>({
    severity: 'warning',
    summary: ({ loss, low, high }) =>
      `\`${loss}\` compares shares from 0 to 1, and this value goes from ${low} to ${high}`,
    about:
      'Cross-entropies and overlaps are made for maps and masks. Of other values they are no measure, and can be undefined.',
    wrong: 'bce(reconstruction, image)   // images in -1..1',
    right: 'l1(reconstruction, image)',
  }),
  'map-blind': entry<{ map: string }>({
    severity: 'warning',
    summary: ({ map }) => `the anomaly map \`${map}\` does not see what the sample shows`,
    about:
      'A network finds anomalies in what it sees: `seen`. The image without them, or nothing of the image, shows none.',
    wrong: 'network generator(clean) { map = clean -> conv(1) -> sigmoid }',
    right: 'network generator(seen) { map = seen -> conv(1) -> sigmoid }',
  }),
  'image-range': entry<{ activation: string; range: string }>({
    severity: 'error',
    summary: ({ activation, range }) => `${activation} is compared with images in ${range}`,
    about:
      '`tanh` gives -1..1 and `sigmoid` 0..1: a reconstruction can only reach images of the same range. What layers give is followed from one to the next, as far as it is sure.',
    wrong: 'data { image = 256 x 256 in 0..1 }   // and `reconstruction = … -> tanh`',
    right: 'data { image = 256 x 256 in -1..1 }',
  }),
  'network-inputs': entry<{ name: string; expected: number; found: number }>({
    severity: 'error',
    summary: ({ name, expected, found }) =>
      `\`${name}\` takes ${expected} tensor${expected === 1 ? '' : 's'}, not ${found}`,
    about: 'The examples of an adversarial loss are the arguments of the discriminator.',
    wrong: 'lsgan(discriminator, real: image, fake: (reconstruction, map))',
    right: 'lsgan(discriminator, real: (image, mask), fake: (reconstruction, map))',
  }),
  'examples-differ': entry<{ name: string; input: string; real: string; fake: string }>({
    severity: 'error',
    summary: ({ name, input, real, fake }) =>
      `\`${name}\` gets \`${input}\` of ${real} from real examples and of ${fake} from fake ones`,
    about: 'Real and fake examples go through the same weights, so each input has the same shape in both.',
    wrong: 'lsgan(discriminator, real: (image, mask), fake: (map, reconstruction))',
    right: 'lsgan(discriminator, real: (image, mask), fake: (reconstruction, map))',
  }),
  'ambiguous-name': entry<{ name: string; networks: string }>({
    severity: 'error',
    summary: ({ name, networks }) => `\`${name}\` is a value of several networks: ${networks}`,
    about: 'Say which network is meant.',
    wrong: 'bce(map, mask)',
    right: 'bce(generator.map, mask)',
  }),
  'network-cycle': entry<{ chain: string; how: string }>({
    severity: 'error',
    summary: ({ chain, how }) => `networks ${how}: ${chain}`,
    about: 'A network may use values of another one as its parameters, or call it, but not in a circle.',
    wrong: 'network a(seen, y) { x = … }\nnetwork b(seen, x) { y = … }',
    right: 'network a(seen) { x = … }\nnetwork b(seen, x) { y = … }',
  }),
  'unknown-input': entry<{ name: string; network: string }>({
    severity: 'error',
    summary: ({ name, network }) => `the network \`${network}\` takes \`${name}\`, which is no input of networks`,
    about:
      'A network takes `seen`, what the sample shows, `clean`, its undamaged image, `mask`, or values of other networks by their names. Discriminators alone name their inputs freely: a loss fills them.',
    wrong: 'network student(image) { features = image -> conv(8) }',
    right: 'network student(seen) { features = seen -> conv(8) }',
  }),
  'mask-at-prediction': entry<{ network: string }>({
    severity: 'error',
    summary: ({ network }) => `the anomaly map needs \`${network}\`, which takes \`mask\``,
    about:
      'Where the damage is, is known in training alone: the map is made of images without it. `mask` is for networks that only losses use.',
    wrong: 'network generator(seen, mask) { map = concat(seen, mask) -> conv(1) -> sigmoid }',
    right: 'network generator(seen) { map = seen -> conv(1) -> sigmoid }',
  }),
  'uses-differ': entry<{ name: string; first: string; found: string }>({
    severity: 'error',
    summary: ({ name, first, found }) =>
      `\`${name}\` works on ${first} and on ${found}, and its weights fit one of them`,
    about:
      'A network has the same weights wherever it is used: what it works on has the same number of channels everywhere, and where a layer needs it, the same size.',
    wrong: 'features = encoder(seen)\nhigher = encoder(features)   // 3 channels and 16',
    right: 'features = encoder(seen)\nother = encoder(clean)',
  }),
  'only-called': entry<{ name: string; network: string }>({
    severity: 'error',
    summary: ({ name, network }) => `\`${name}\` exists where \`${network}\` is called, and nowhere else`,
    about:
      'A network that is called like a function and whose parameters are names of its own has no values by itself: each call gives one.',
    wrong: 'network encoder(x) { features = x -> conv(8) }\nloss { near = l1(features, encoder(image)) }',
    right: 'loss { near = l1(encoder(seen), encoder(image)) }',
  }),
  'several-roles': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` is a discriminator, so its values belong to no other loss`,
    about:
      'A discriminator judges examples that the loss hands to it; it has no value for the image that a sample shows. Called on something it has.',
    wrong: 'pixel = bce(discriminator.verdict, mask)',
    right: 'likeness = l1(discriminator.features(image, mask), discriminator.features(seen, map))',
  }),
  'no-synthetic': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'the batch has synthetic samples, but `augment` makes none',
    about: '`augment` declares `synthetic, mask = image -> …`, which makes a synthetic anomaly and its mask.',
    wrong: 'batch = 4 normal + 4 synthetic   // without `augment`',
    right: 'augment { synthetic, mask = image -> paste(other_image, rectangle()) }',
  }),
  'no-op-anomalies': entry<{ operation: string }>({
    severity: 'warning',
    summary: ({ operation }) => `\`${operation}\` may change nothing, and the mask would still mark it`,
    about:
      'A patch can equal what it replaces. Its mask then teaches a lie. `relabel` keeps in the mask only what differs, and draws again what does not.',
    wrong: 'synthetic, mask = image -> paste(donor, shape)',
    right: 'synthetic, mask = image -> paste(donor, shape) -> relabel(difference: 3%)',
  }),
  'batch-norm-batch': entry<{ operation: string }>({
    severity: 'error',
    summary: ({ operation }) => `${operation} needs more than one sample in the batch`,
    about: 'Batch norm compares the samples of a batch. With one sample use `instance_norm` or `group_norm`.',
    wrong: 'batch = 1 normal   // and `batch_norm`',
    right: 'x -> instance_norm',
  }),
  'test-labels': entry<{ what: string }>({
    severity: 'error',
    summary: ({ what }) => `${what} would look at test labels`,
    about:
      'A threshold that is chosen on the test set makes every figure optimistic, and so does a training that stops where the test set looks best. Thresholds come `on holdout`, from normal training images that were not trained on; weights are kept `on synthetic`, from the same images with drawn damage.',
    wrong: 'threshold = quantile(map, 99.5%) on test',
    right: 'threshold = quantile(map, 99.5%) on holdout',
  }),
  'no-holdout': entry<{ what: 'the threshold is found' | 'the weights to keep are chosen' }>({
    severity: 'error',
    summary: ({ what }) => `${what} on held-out images, but \`holdout\` is 0%`,
    about:
      'A share of the normal training images is kept apart, to see how the map looks on images that were not trained on.',
    wrong: 'holdout = 0%',
    right: 'holdout = 10%',
  }),
  'measured-once': entry<{ every: number; steps: number }>({
    severity: 'warning',
    summary: ({ every, steps }) =>
      `the weights are measured every ${every} steps, and training has ${steps}: the last ones alone are`,
    about: 'The best of several measurements is kept; the last step is always one of them.',
    wrong: 'steps = 200   // with keep = best(pixel_ap, every: 500)',
    right: 'keep = best(pixel_ap, every: 20) on synthetic',
  }),
  'map-mismatch': entry<{ what: string; map: string }>({
    severity: 'error',
    summary: ({ what, map }) => `the ${what} looks at another value than the anomaly map \`${map}\``,
    about:
      'The threshold cuts the anomaly map: `map` in `evaluate`, which is the value `map` of a network unless it says otherwise.',
    wrong: 'threshold = quantile(reconstruction, 99.5%) on holdout',
    right: 'threshold = quantile(map, 99.5%) on holdout',
  }),
  'no-map': entry<Record<never, never>>({
    severity: 'error',
    summary: () => 'no network has a value `map`',
    about: 'The evaluation needs an anomaly map: a value named `map`, or the one that `evaluate` names with `map = …`.',
    wrong: 'network generator(seen) { output = … }',
    right: 'evaluate { map = output … }',
  }),
  'memory-high': entry<{ needed: string; available: string }>({
    severity: 'warning',
    summary: ({ needed, available }) => `a training step needs about ${needed}; this machine has ${available}`,
    about: 'The estimate counts the tensors that the gradients keep. Make the batch, the width or the image smaller.',
    wrong: 'batch = 256 normal + 256 synthetic',
    right: 'batch = 4 normal + 4 synthetic',
  }),
  'tensor-too-large': entry<{ operation: string; shape: string }>({
    severity: 'error',
    summary: ({ operation, shape }) => `\`${operation}\` needs a tensor of ${shape} numbers, with the whole batch`,
    about:
      'TensorFlow counts the numbers of a tensor with 32 bits: no tensor of a step can have 2 147 483 648 or more.',
    wrong: 'e1 = seen -> conv(64_000_000)',
    right: 'e1 = seen -> conv(64)',
  }),
  'weights-unnamed': entry<{ operation: string; network: string }>({
    severity: 'error',
    summary: ({ operation, network }) =>
      `\`${operation}\` does not say what its weights are called in the file of \`${network}\``,
    about:
      'A network that starts from a file takes the weights of each layer by the name that the layer gives: `conv(32, weights: "stem")` takes `stem.weight` and `stem.bias`.',
    wrong: 'start.encoder = pretrained("efficientnet_lite0")   // e1 = seen -> conv(32)',
    right: 'e1 = seen -> conv(32, weights: "_conv_stem")',
  }),
  'weights-missing-tensor': entry<{ operation: string; tensor: string }>({
    severity: 'error',
    summary: ({ operation, tensor }) =>
      `the weights of \`${operation}\` are not in the file: there is no \`${tensor}\``,
    about:
      'Of a file of weights each layer takes what it names. What the file has is listed by any tool for safetensors.',
    wrong: 'conv(32, weights: "stem")   // the file has `_conv_stem.weight`',
    right: 'conv(32, weights: "_conv_stem")',
  }),
  'weights-misfit': entry<{ operation: string; tensor: string; expected: string; found: string }>({
    severity: 'error',
    summary: ({ operation, tensor, expected, found }) =>
      `\`${operation}\` needs \`${tensor}\` as ${expected}, and the file has ${found}`,
    about:
      'A layer that takes its weights from a file has the sizes that these were trained with: kernel, channels, and the channels before it. Filters lie there as PyTorch keeps them: out x in x height x width.',
    wrong: 'conv(64, weights: "_conv_stem")   // trained with 32 channels',
    right: 'conv(32, weights: "_conv_stem")',
  }),
  'weights-unknown': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `there are no weights called \`${name}\``,
    about:
      'Weights are those that `anoseg weights list` tells, or a file of your own, whose name ends in `.safetensors`.',
    wrong: 'start.encoder = pretrained("efficientnet")',
    right: 'start.encoder = pretrained("efficientnet_lite0")',
  }),
  'weights-undigested': entry<{ name: string; digest: string }>({
    severity: 'error',
    summary: ({ name, digest }) =>
      `the weights \`${name}\` need a digest${digest === '' ? '' : `, and \`${digest}\` is none`}`,
    about:
      'A pipeline that starts from a file of yours says which one by its SHA-256, so that nobody runs it with another: `sha256:` and 64 hexadecimal digits, in small letters.',
    wrong: 'start.encoder = pretrained("encoder.safetensors")',
    right: 'start.encoder = pretrained("encoder.safetensors", digest: "sha256:…")',
  }),
  'weights-differ': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `the weights \`${name}\` have another digest than the one that is written`,
    about: 'Weights that `anoseg weights list` tells have their digest there; a pipeline may name it, and no other.',
    wrong: 'start.encoder = pretrained("efficientnet_lite0", digest: "sha256:…")   // of another file',
    right: 'start.encoder = pretrained("efficientnet_lite0")',
  }),
  'weights-unreadable': entry<{ problem: string }>({
    severity: 'warning',
    summary: ({ problem }) => problem,
    about:
      'A file of weights that is there is looked at before anything runs. With one that cannot be read no run begins.',
    wrong: 'start.encoder = pretrained("checkpoint-renamed.safetensors", digest: "sha256:…")',
    right: 'start.encoder = pretrained("encoder.safetensors", digest: "sha256:…")',
  }),
  'category-repeated': entry<{ name: string; isSame: boolean }>({
    severity: 'error',
    summary: ({ name, isSame }) =>
      isSame ? `the source \`${name}\` is there twice` : `two sources are the category \`${name}\``,
    about:
      'Of several sources each is a category, called by its folder. Figures and maps are kept by that name, so that no two have the same, in small letters or capitals.',
    wrong: 'source = [folder("left/parts"), folder("right/parts")]',
    right: 'source = [folder("left/parts", name: "left"), folder("right/parts", name: "right")]',
  }),
  'category-name': entry<{ name: string }>({
    severity: 'error',
    summary: ({ name }) => `\`${name}\` can be no name of a category`,
    about:
      'Of several sources each is a category, called by its folder. A folder of maps has its name: one of at most 100 characters, without `/`, and not `good`, which is what has no defect.',
    wrong: 'source = [folder("."), mvtec("cable")]',
    right: 'source = [folder(".", name: "parts"), mvtec("cable")]',
  }),
} as const;
