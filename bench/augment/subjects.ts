// What is timed: every augmentation and shape with its defaults, and whole generators beside the figures of others'
// tools (one thread, another machine).

export interface Subject {
  readonly name: string;
  /** Lines of `augment`. */
  readonly augment: string;
  readonly use?: string;
  /** Whether all samples go through it, or the synthetic ones. */
  readonly samples: 'all' | 'synthetic';
  /** Others' tools, and the milliseconds of CPU that they took for a sample. */
  readonly peers?: readonly (readonly [name: string, ms: number])[];
}

const augmentations = [
  'rotate(90deg | 180deg | 270deg)',
  'rotate(-45deg..45deg)',
  'flip(horizontal)',
  'shift()',
  'scale(0.7..1.3)',
  'warp()',
  'permute(grid: 2)',
  'permute(grid: 8)',
  'jitter()',
  'blur()',
  'sharpen()',
  'gaussian_noise()',
  'salt_noise()',
  'posterize()',
  'solarize()',
  'invert()',
  'equalize()',
  'autocontrast()',
  'gamma()',
  'shadow()',
];

const shapes = [
  'rectangle()',
  'box()',
  'scar()',
  'ellipse()',
  'blob()',
  'polyline()',
  'lines()',
  'perlin()',
  'noise()',
  'glow()',
  'shade()',
];

const pastes = [
  'feather: 0px..2px',
  'from: anywhere',
  'blend: additive',
  'blend: multiplicative',
  'blend: poisson',
  'blend: poisson_mixed',
  'patches: 1..4, another: 50%',
  'inside: object(image)',
];

const generators: readonly Omit<Subject, 'samples'>[] = [
  generator('anoseg', 'hard_paste(other_image)'),
  generator('anoseg', 'rich_paste(other_image)'),
  generator('cutpaste', 'cutpaste()', [['CutPaste', 0.35]]),
  generator('cutpaste', 'cutpaste_scar()', [['CutPaste', 0.15]]),
  generator('cutpaste', 'cutpaste_3way()', [['CutPaste', 0.48]]),
  generator('nsa', 'nsa(other_image)', [['NSA', 6.9]]),
  generator('nsa', 'nsa(other_image, label: "logistic")', [['NSA', 16.5]]),
  generator('draem', 'draem(texture("textures"))', [
    ['DRAEM', 12.4],
    ['anomalib', 8.9],
  ]),
  generator('memseg', 'memseg(texture("textures"), object(image))', [['MemSeg', 11.3]]),
];

function generator(file: string, call: string, peers: Subject['peers'] = []): Omit<Subject, 'samples'> {
  const [name = ''] = call.split('(');
  const use = `use "std:anomalies/${file}" { ${name} }`;
  return { name: call, use, augment: `synthetic, mask = image -> ${call}`, peers };
}

const pasted = (rest: string) => `synthetic, mask = image -> paste(other_image, ${rest})`;

export const subjects: readonly Subject[] = [
  ...augmentations.map((name) => ({ name, augment: `image = image -> ${name}`, samples: 'all' as const })),
  ...shapes.map((name) => ({ name: `paste(${name})`, augment: pasted(name), samples: 'synthetic' as const })),
  ...pastes.map((rest) => ({
    name: `paste(ellipse(), ${rest})`,
    augment: pasted(`ellipse(), ${rest}`),
    samples: 'synthetic' as const,
  })),
  {
    name: 'paste(ellipse()) -> relabel(median: 5px)',
    augment: `${pasted('ellipse()')} -> relabel(median: 5px)`,
    samples: 'synthetic',
  },
  ...generators.map((subject) => ({ ...subject, samples: 'synthetic' as const })),
];
