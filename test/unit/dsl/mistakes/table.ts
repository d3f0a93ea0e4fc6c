// Mistakes that people make who come from other languages and tools: what stands in the pipeline in the place of what.

const pipeline = `anoseg 1

param size = 32
param deep = true

data {
  source  = sample("weave")
  image   = 32 x 32
  holdout = 20%
}

augment {
  donor           = other_image -> rotate(90deg) -> jitter(brightness: 30%)
  synthetic, mask = image -> paste(donor, scar(width: 2px..4px)) -> relabel()
}

network generator(seen) {
  e1  = seen -> conv(8) -> relu
  e2  = e1 -> conv(8, kernel: 3) -> relu
  map = concat(e1, e2) -> conv(size, bias: deep) -> conv(1) -> sigmoid
}

loss {
  pixel = 50 * bce(map, mask)
}

train {
  optimizer = adam(rate: 1e-3)
  batch     = 2 normal + 2 synthetic
  steps     = 10
}
`;

/** What is replaced, and by what. */
type Mistake = readonly [right: string, wrong: string];

const mistakes: readonly Mistake[] = [
  // Strings and comments
  ['"weave"', "'weave'"],
  ['"weave"', '`weave`'],
  ['"weave"', '“weave”'],
  ['"weave"', '„weave“'],
  ['"weave"', "f'weave'"],
  ['"weave"', 'f"weave"'],
  ['"weave"', '"weave'],
  ['"weave"', 'weave'],
  ['= 20%\n', '= 20%  # held out\n'],
  ['= 20%\n', '= 20%  /* held out */\n'],
  ['param size', '"""A pipeline."""\nparam size'],
  // Lines
  ['steps     = 10', 'steps     = 10;'],
  ['steps     = 10', 'steps     = 10,'],
  ['steps     = 10', 'steps: 10'],
  ['steps     = 10', 'steps == 10'],
  ['steps     = 10', 'steps := 10'],
  ['steps     = 10', 'steps <- 10'],
  ['steps     = 10', 'steps += 10'],
  ['steps     = 10', 'steps 10'],
  ['conv(8) -> relu\n  e2', 'conv(8) \\\n  -> relu\n  e2'],
  ['train {', 'train = {'],
  ['train {', 'train: {'],
  ['train {', 'train'],
  ['train {', 'training {'],
  ['param size', 'let size'],
  ['param size', 'const size'],
  ['param size', 'size'],
  ['param size', 'int size'],
  ['param size =', 'param size: int ='],
  ['param size =', 'param size:'],
  ['param size', 'import torch\nparam size'],
  ['param size', 'import "std:blocks/pix2pix" { down }\nparam size'],
  ['param size', 'from "std:blocks/pix2pix" import down\nparam size'],
  ['param size', 'import { down } from "std:blocks/pix2pix"\nparam size'],
  ['param size', 'use "std:blocks/pix2pix" { * }\nparam size'],
  ['param size', 'use "std:blocks/pix2pix"\nparam size'],
  ['param size', 'use { down } from "std:blocks/pix2pix"\nparam size'],
  ['param size', '#include "std:blocks/pix2pix"\nparam size'],
  ['param size', 'def twice(x):\n  return x -> conv(8) -> conv(8)\n\nparam size'],
  ['param size', 'fn twice(x) {\n  return x -> conv(8) -> conv(8)\n}\n\nparam size'],
  ['param size', 'class Net(nn.Module):\n  pass\n\nparam size'],
  ['  e2  =', '  for i in 1..3 { e1 = e1 -> conv(8) }\n  e2  ='],
  ['  e2  =', '  for i in range(3):\n    e1 = e1 -> conv(8)\n  e2  ='],
  ['  e2  =', '  while deep {\n    e1 = e1 -> conv(8)\n  }\n  e2  ='],
  ['  e2  =', '  if deep { e1 = e1 -> conv(8) }\n  e2  ='],
  ['  e2  =', '  e1 += seen\n  e2  ='],
  ['network generator(seen) {', 'network generator {'],
  ['network generator(seen) {', 'network generator(seen):'],
  // Chains and calls
  ['seen -> conv(8) -> relu', 'seen → conv(8) → relu'],
  ['seen -> conv(8) -> relu', 'seen => conv(8) => relu'],
  ['seen -> conv(8) -> relu', 'seen |> conv(8) |> relu'],
  ['seen -> conv(8) -> relu', 'seen >> conv(8) >> relu'],
  ['seen -> conv(8) -> relu', 'seen.conv(8).relu()'],
  ['seen -> conv(8) -> relu', 'relu(conv(8)(seen))'],
  ['seen -> conv(8) -> relu', 'conv(8)(seen)'],
  ['seen -> conv(8) -> relu', 'seen -> conv 8 -> relu'],
  ['seen -> conv(8) -> relu', 'seen conv(8) relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(8 -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(8)) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(8) -> relu if deep else elu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(deep ? 8 : 4) -> relu'],
  ['seen -> conv(8) -> relu', 'nn.Conv2d(3, 8, 3)(seen)'],
  ['seen -> conv(8) -> relu', 'F.relu(seen)'],
  ['seen -> conv(8) -> relu', 'self.encoder(seen)'],
  ['seen -> conv(8) -> relu', 'seen -> Conv2D(8) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(8) -> LeakyReLU(0.2)'],
  ['seen -> conv(8) -> relu', 'seen -> conv(8) -> BatchNorm2d(8) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> ConvTranspose2d(8) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> Dense(8) -> relu'],
  ['seen -> conv(8) -> relu', 'torch.cat(seen, seen)'],
  ['seen -> conv(8) -> relu', 'seen -> conv(3, 1, 3) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(3, 8, 3) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(8 ** 2)'],
  ['seen -> conv(8) -> relu', 'seen -> conv(size ^ 2)'],
  ['seen -> conv(8) -> relu', 'seen -> conv(size % 3)'],
  ['seen -> conv(8) -> relu', 'seen -> conv(size // 4)'],
  ['seen -> conv(8) -> relu', 'seen[0] -> conv(8) -> relu'],
  ['seen -> conv(8) -> relu', 'seen[:, 0:3] -> conv(8)'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the mistake.
  ['seen -> conv(8) -> relu', 'seen -> conv(${size}) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv({{ size }}) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv($size) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> conv(seen.shape) -> relu'],
  ['seen -> conv(8) -> relu', 'seen -> lambda x: x -> relu'],
  ['concat(e1, e2)', 'concat(e1, e2)[0]'],
  ['concat(e1, e2)', 'concat([e1, e2])'],
  ['concat(e1, e2)', 'cat(e1, e2)'],
  ['concat(e1, e2)', 'e1 + e2 ** 2'],
  ['kernel: 3', 'kernel = 3'],
  ['kernel: 3', 'kernel_size: 3'],
  ['kernel: 3', 'kernel_size=3'],
  ['kernel: 3', 'padding: 1'],
  ['kernel: 3', 'in_channels: 8'],
  ['kernel: 3', 'out_channels: 8'],
  ['kernel: 3', 'strides: 2'],
  ['kernel: 3', 'bias: True'],
  ['kernel: 3', 'bias: False'],
  ['kernel: 3', 'bias: None'],
  ['kernel: 3', 'bias: null'],
  ['kernel: 3', 'bias: yes'],
  ['kernel: 3', 'kernel: (3, 3)'],
  ['kernel: 3', 'kernel: [3, 3]'],
  ['kernel: 3', 'kernel: 3.'],
  ['conv(8, kernel: 3)', 'conv(8 kernel: 3)'],
  ['conv(8, kernel: 3)', 'conv(8; kernel: 3)'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when deep && size > 8'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when !deep'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when deep || size > 8'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when deep === true'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when size = 8 else e1'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when deep is true else e1'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when size > 4 and deep is not true else e1'],
  ['param size = 32', 'param kind = "a" in ["a", "b"]\nparam size = (32 when kind == a else 16)'],
  ['e1 -> conv(8, kernel: 3)', 'e1 -> conv(8) when size > 8'],
  // Numbers
  ['rotate(90deg)', 'rotate(90)'],
  ['rotate(90deg)', 'rotate(90°)'],
  ['rotate(90deg)', 'rotate(90 deg)'],
  ['rotate(90deg)', 'rotate(90 degrees)'],
  ['rotate(90deg)', 'rotate(90degrees)'],
  ['brightness: 30%', 'brightness: 30 %'],
  ['brightness: 30%', 'brightness: 0.3'],
  ['brightness: 30%', 'brightness: .3'],
  ['2px..4px', '2..4'],
  ['2px..4px', '2 px..4 px'],
  ['2px..4px', '2px...4px'],
  ['2px..4px', '2px…4px'],
  ['2px..4px', '2px to 4px'],
  ['2px..4px', '2px-4px'],
  ['2px..4px', '4px..2px'],
  ['2px..4px', '[2px, 4px]'],
  ['2px..4px', '(2px, 4px)'],
  ['2px..4px', 'range(2px, 4px)'],
  ['2px..4px', 'uniform(2px, 4px)'],
  ['32 x 32', '32x32'],
  ['32 x 32', '32'],
  ['32 x 32', '32 * 32'],
  ['32 x 32', '(32, 32)'],
  ['32 x 32', '[32, 32]'],
  ['32 x 32', '"32x32"'],
  ['32 x 32', '３２ x ３２'],
  // Names
  ['adam(rate: 1e-3)', 'Adam(rate: 1e-3)'],
  ['adam(rate: 1e-3)', 'adam(lr: 1e-3)'],
  ['adam(rate: 1e-3)', 'adam(learning_rate: 1e-3)'],
  ['adam(rate: 1e-3)', '"adam"'],
  ['steps     = 10', 'epochs    = 10'],
  ['batch     = 2 normal + 2 synthetic', 'batch_size = 4'],
  ['batch     = 2 normal + 2 synthetic', 'batch     = 4'],
  ['50 * bce(map, mask)', 'BCELoss(map, mask)'],
  ['50 * bce(map, mask)', 'mse(map, mask)'],
  ['50 * bce(map, mask)', '50 bce(map, mask)'],
  ['50 * bce(map, mask)', 'bce(map mask)'],
  ['50 * bce(map, mask)', 'bce(mpa, mask)'],
  ['50 * bce(map, mask)', 'bce(map, mask) on normal + 5 * bce(map, mask) on synthetic'],
  ['rotate(90deg)', 'flip(horizontal | vertical)'],
  ['rotate(90deg)', 'flip(horizontal) | flip(vertical)'],
  ['steps     = 10', 'batch.generator = 2 normal + 2 synthetic\n  steps = 10'],
  // More of them
  ['steps     = 10', 'steps     = 10 // 2'],
  ['steps     = 10', 'steps     = int(10)'],
  ['steps     = 10', 'steps     = "10"'],
  ['steps     = 10', 'steps     = 10.0'],
  ['steps     = 10', 'steps     = 1e1'],
  ['steps     = 10', 'steps     = -10'],
  ['steps     = 10', 'Steps     = 10'],
  ['steps     = 10', 'stpes     = 10'],
  ['steps     = 10', 'steps     = 10 }'],
  ['steps     = 10', 'steps     = 10 end'],
  ['steps     = 10', '"steps"   = 10'],
  ['steps     = 10', 'steps     = size ** 2'],
  ['steps     = 10', 'steps     = 10 if deep else 20'],
  ['steps     = 10', 'steps     = deep ? 10 : 20'],
  ['param deep = true', 'param deep = True'],
  ['param deep = true', 'param deep: bool = true'],
  ['param deep = true', 'var deep = true'],
  ['param deep = true', 'deep = true'],
  ['param deep = true', 'param deep'],
  ['param deep = true', 'params { deep = true }'],
  ['network generator(seen) {', 'net generator(seen) {'],
  ['network generator(seen) {', 'model generator(seen) {'],
  ['network generator(seen) {', 'def generator(seen) {'],
  ['network generator(seen) {', 'generator(seen) {'],
  ['map = concat', 'return concat'],
  ['map = concat', 'self.map = concat'],
  ['map = concat', 'output = concat'],
  ['relabel()\n', 'relabel\n'],
  ['synthetic, mask =', 'synthetic mask ='],
  ['synthetic, mask =', '(synthetic, mask) ='],
  ['synthetic, mask =', '[synthetic, mask] ='],
  ['synthetic, mask =', 'synthetic ='],
  ['synthetic, mask =', 'synth, mask ='],
  ['scar(width: 2px..4px)', 'scar(2px..4px)'],
  ['scar(width: 2px..4px)', 'Scar(width: 2px..4px)'],
  ['scar(width: 2px..4px)', 'scar(width=2px..4px)'],
  ['scar(width: 2px..4px)', 'scar(width: 2px, 4px)'],
  ['scar(width: 2px..4px)', 'scar(thickness: 2px..4px)'],
  ['scar(width: 2px..4px)', 'scar{width: 2px..4px}'],
  ['scar(width: 2px..4px)', 'scar[width: 2px..4px]'],
  ['other_image -> rotate(90deg)', 'other_image -> random.choice(rotate(90deg))'],
  ['rotate(90deg)', 'rotate([90deg, 180deg])'],
  ['rotate(90deg)', 'rotate(90deg or 180deg)'],
  ['rotate(90deg)', 'rotate(90deg || 180deg)'],
  ['rotate(90deg)', 'rotate(angle=90deg)'],
  ['rotate(90deg)', 'rotate(p=0.5)'],
  ['rotate(90deg)', 'maybe(0.5) rotate(90deg)'],
  ['rotate(90deg)', 'maybe(50%) -> rotate(90deg)'],
  ['rotate(90deg)', 'RandomRotation(90deg)'],
  ['holdout = 20%', 'holdout = 0.2'],
  ['holdout = 20%', 'holdout = 20'],
  ['holdout = 20%', 'val_split = 20%'],
  ['image   = 32 x 32', 'image_size = 32 x 32'],
  ['image   = 32 x 32', 'image   = 32 x 32 x 3'],
  ['image   = 32 x 32', 'image   = 32 x 32 in [-1, 1]'],
  ['anoseg 1', 'anoseg: 1'],
  ['anoseg 1', 'anoseg v1'],
  ['anoseg 1', 'version 1'],
  ['anoseg 1', '// a pipeline'],
];

export interface MistakenPipeline {
  readonly wrong: string;
  readonly text: string;
}

export const mistakenPipelines: readonly MistakenPipeline[] = mistakes.map(([right, wrong]) => {
  if (!pipeline.includes(right)) throw new Error(`the pipeline has no ${right}`);
  return { wrong, text: pipeline.replace(right, () => wrong) };
});
