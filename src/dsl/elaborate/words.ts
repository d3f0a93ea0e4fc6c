// What each word of the language means, by the places where it means something: for `explain`, hovers and completion.
// What operations and settings mean stands with them, in src/ops and src/dsl/elaborate/sections.ts.
import type { ReadTypes } from '../../ops/core/parameter.ts';
import { describeType } from '../../ops/core/signature.ts';
import { operations } from '../../ops/table.ts';
import type { SampleKind, SectionName } from '../syntax/ast.ts';
import type { DistributionName } from '../syntax/distributions.ts';
import type { Keyword } from '../syntax/tokens.ts';
import { experimentWords, sectionSettings } from './sections.ts';

/** `where`: a section, or whose setting it is; undefined where it means the same everywhere. */
export interface Meaning {
  readonly where: string | undefined;
  /** A sentence or two, with names in backquotes. */
  readonly doc: string;
}

/** All that a word means; empty for what is no word of the language. */
export function meaningsOf(word: string): readonly Meaning[] {
  const written = Object.hasOwn(words, word) ? words[word] : undefined;
  const own = typeof written === 'string' ? [{ where: undefined, doc: written }] : placed(written ?? {});
  return [...own, ...ofExperiment(word), ...settingsNamed(word), ...optionsNamed(word)];
}

/** Every word that has a meaning of its own. */
export function knownWords(): readonly string[] {
  const settings = Object.values(sectionSettings).flatMap((types: ReadTypes) => [
    ...Object.keys(types),
    ...Object.values(types).flatMap(({ words: options }) => options),
  ]);
  const options = operations.flatMap(({ parameters }) => Object.values(parameters).flatMap((type) => type.words));
  return [...new Set([...Object.keys(words), ...Object.keys(experimentWords), ...settings, ...options])];
}

/** In one text; undefined for what is no word of the language by itself. */
export function describeWord(word: string): string | undefined {
  const written = Object.hasOwn(words, word) ? words[word] : undefined;
  if (written === undefined || typeof written === 'string') return written;
  const meanings = placed(written);
  if (meanings.length === 1) return meanings[0]?.doc;
  return meanings.map(({ where, doc }) => `- in ${where}: ${doc}`).join('\n');
}

type Placed = Readonly<Record<string, string>>;

function placed(meanings: Placed): readonly Meaning[] {
  return Object.entries(meanings).map(([where, doc]) => ({ where: `\`${where}\``, doc }));
}

function ofExperiment(word: string): readonly Meaning[] {
  const found = Object.entries(experimentWords).find(([name]) => name === word);
  return found ? [{ where: '`experiment`', doc: found[1] }] : [];
}

function settingsNamed(word: string): readonly Meaning[] {
  return Object.entries(sectionSettings).flatMap(([section, types]: readonly [string, ReadTypes]) => {
    const type = Object.hasOwn(types, word) ? types[word] : undefined;
    return type ? [{ where: `\`${section}\``, doc: `a setting: ${describeType(type)}. ${type.doc}` }] : [];
  });
}

// `horizontal`, `poisson`: what settings are given. Operations that share a setting share a line.
function optionsNamed(word: string): readonly Meaning[] {
  const ofSections = Object.entries(sectionSettings).flatMap(([section, types]: readonly [string, ReadTypes]) =>
    optionsIn(types, word, `\`${section}\``),
  );
  const ofOperations = operations.flatMap(({ name, parameters }) => optionsIn(parameters, word, `\`${name}\``));
  const places = new Map<string, string[]>();
  for (const { where, doc } of [...ofSections, ...ofOperations]) places.set(doc, [...(places.get(doc) ?? []), where]);
  return [...places].map(([doc, own]) => ({ where: own.join(', '), doc }));
}

function optionsIn(types: ReadTypes, word: string, where: string): readonly { where: string; doc: string }[] {
  return Object.entries(types).flatMap(([name, type]) =>
    type.words.includes(word) ? [{ where, doc: `a value of \`${name}\`: ${type.doc}` }] : [],
  );
}

const sections: { readonly [K in SectionName]: string } = {
  data: 'Where the images come from, their size, and what is kept apart for thresholds.',
  augment:
    'How a sample is drawn: what is done to every image, and how synthetic anomalies and their masks are made. Randomness is a value here: `a..b`, `a | b`, `maybe(50%) step`.',
  loss: 'What training minimises: each line a sum of weighted terms. A weight of 0 switches a term off.',
  train: 'Optimiser, batch, number of steps and seed.',
  evaluate: 'How anomaly maps become scores, thresholds and figures.',
  experiment:
    'A file of its own: which pipeline is run, with which values of its parameters. `each.NAME`, `compare.NAME` and `repeat.NAME` name them, every combination is a run; `set.NAME` is the same in all.',
};

const keywords: { readonly [K in Exclude<Keyword, SectionName>]: string } = {
  anoseg: 'The version of the language that the file is written in.',
  use: 'Takes blocks and networks from another file: `use "std:blocks/pix2pix" { down, up }`; `npm:` names a file of an installed package.',
  as: 'Another name for what is imported: `use "…" { up as rise }`.',
  param: 'A value that `--set NAME=VALUE` can change; its type is that of its default.',
  network: 'A network: values and how they are made of each other. The last one is its result.',
  block: 'Steps with a name and parameters, for networks and `augment` to use.',
  return: 'The result of a block.',
  maybe: '`maybe(50%) step`: the step is taken with that chance.',
  when: 'Leaves out what stands before it unless the condition holds; with `else`, another stands in its place.',
  else: '`a when condition else b`: what stands behind it holds where the condition does not.',
  on: 'Restricts a term to some samples, or a threshold to some images.',
  in: 'The bounds of a value: `param size = 64 in 32..512`; in `data` the range of images: `256 x 256 in -1..1`.',
  and: 'Both conditions hold: `when deep and width > 16`.',
  or: 'At least one of two conditions holds.',
  not: 'The condition does not hold: `when not deep`.',
  true: 'A truth value.',
  false: 'A truth value.',
};

const distributions: { readonly [K in DistributionName]: string } = {
  log_uniform: '`log_uniform(a..b)`: a random number, spread evenly over its orders of magnitude.',
  gaussian: '`gaussian(mean, sd) in a..b`: a random number by the normal distribution, cut off at the bounds.',
  gamma:
    '`gamma(shape, scale, start) in a..b`: a random number by the gamma distribution, from `start` on (0 if left out), cut off at the bounds.',
};

const samples: { readonly [K in SampleKind]: Placed } = {
  normal: {
    loss: '`on normal`: only samples without an anomaly.',
    train: '`batch = 4 normal + 4 synthetic`: so many samples without an anomaly in a step.',
  },
  synthetic: {
    augment: 'The image with its synthetic anomaly, which the section makes: `synthetic, mask = image -> …`.',
    loss: '`on synthetic`: only samples with a synthetic anomaly.',
    train: '`batch = 4 normal + 4 synthetic`: so many samples with a synthetic anomaly in a step.',
    evaluate: '`on synthetic`: held-out normal images with anomalies drawn into them.',
  },
};

const values: { readonly [name: string]: Placed } = {
  image: {
    augment:
      'The normal image drawn from the data set. Declared anew, `image = image -> …`, it is what is done to every sample, normal ones too; what a finished model looks at, test images and `on holdout`, stays as it is.',
    loss: 'The undamaged image of the sample, as `augment` leaves it.',
  },
  seen: {
    network: 'The image that the sample shows: the normal image, or the one with its synthetic anomaly.',
    loss: 'The same: what the networks saw of the sample.',
  },
  clean: {
    network:
      'The undamaged image of the sample, which `loss` calls `image`; in a finished model, the image that it looks at.',
  },
  mask: {
    augment: 'Where the anomaly is, which the section makes beside `synthetic`.',
    network: 'The same, for networks that the anomaly map does not need: nobody knows it of a new image.',
    loss: 'Where the anomaly of the sample is: height x width x 1, 1 inside; zero for normal samples.',
  },
  map: { evaluate: 'The anomaly map: the value of that name of a network, one channel from 0 to 1.' },
  foreground: { augment: 'Where the object is, from the folder that `foreground` in `data` names.' },
  other_image: { augment: 'Another image of the training set; each mention is one of its own.' },
  holdout: { evaluate: '`on holdout`: the normal training images that are kept apart: see `holdout` in `data`.' },
  validation: {
    evaluate: '`on validation`: labelled images of your own, from the folder that `validation` of `folder(…)` names.',
  },
};

const words: Readonly<Record<string, string | Placed>> = {
  ...keywords,
  ...sections,
  ...distributions,
  ...samples,
  ...values,
  repeat: '`repeat(4) step`: the step so many times, each with weights and draws of its own.',
  x: '`256 x 256`: a size, height and width.',
  px: 'A length in pixels of the image as it is trained: `4px`.',
  deg: 'An angle in degrees: `90deg`.',
};
