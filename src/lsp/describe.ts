// What words of the language mean, as Markdown: operations, parameters, sections, given values, codes.

import type { ReadType, SectionName } from '../api/editor.ts';
import {
  type Code,
  catalogue,
  describeInput,
  describeType,
  kindNoun,
  type Operation,
  signatureOf,
} from '../api/language.ts';

export function code(text: string): string {
  return `\`\`\`anoseg\n${text}\n\`\`\``;
}

export function describeOperation(operation: Operation): string {
  const { kind, doc, inputs, parameters, provenance, example } = operation;
  const lines = [
    ...inputs.map((input) => `- \`${input.name}\`: ${describeInput(input)}. ${input.doc}`),
    ...Object.entries(parameters).map(([name, type]) => `- \`${name}\`: ${describeType(type)}. ${type.doc}`),
  ];
  return [
    code(signatureOf(operation)),
    `${kindNoun(kind).replace(/^the /, '')}. ${doc}`,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    code(example),
    `Source: ${provenance}`,
  ].join('\n\n');
}

/** A setting of an operation or section. */
export function describeParameter(name: string, type: ReadType<unknown>): string {
  return `\`${name}\`: ${describeType(type)}\n\n${type.doc}`;
}

const sections: { readonly [K in SectionName]: string } = {
  data: 'Where the images come from, their size, and what is kept apart for thresholds.',
  augment:
    'How a sample is drawn: what is done to every image, and how synthetic anomalies and their masks are made. Randomness is a value here: `a..b`, `a | b`, `maybe(50%) step`.',
  loss: 'What training minimises: each line a sum of weighted terms. A weight of 0 switches a term off.',
  train: 'Optimiser, batch, number of steps and seed.',
  evaluate: 'How anomaly maps become scores, thresholds and figures.',
};

export function describeSection(section: SectionName): string {
  return sections[section];
}

const words: Readonly<Record<string, string>> = {
  image:
    'The normal image drawn from the data set: height x width x channels. In `augment` it may be declared anew, for what is done to every sample.',
  seen: 'What the networks see of a sample: the image, or its synthetic anomaly.',
  mask: 'Where the anomaly of a sample is: height x width x 1, zero for normal samples.',
  foreground: 'Where the object is, from the folder that `foreground` in `data` names.',
  other_image: 'Another image of the training set; each mention is one of its own.',
  normal: '`on normal`: only samples without an anomaly.',
  synthetic: '`on synthetic`: only samples with a synthetic anomaly.',
  holdout: 'The normal training images that are kept apart: see `holdout` in `data`.',
  log_uniform: '`log_uniform(a..b)`: a random number, spread evenly over its orders of magnitude.',
  gaussian: '`gaussian(mean, deviation) in a..b`: a random number by the normal distribution, cut off at the bounds.',
  gamma: '`gamma(shape, scale) in a..b`: a random number by the gamma distribution.',
};

/** A value or word of the language; undefined where there is nothing to say. */
export function describeWord(name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined;
}

const keywords: Readonly<Record<string, string>> = {
  anoseg: 'The version of the language that the file is written in.',
  use: 'Takes blocks and networks from another file: `use "std:blocks/pix2pix" { down, up }`.',
  param: 'A value that `--set NAME=VALUE` can change; its type is that of its default.',
  network: 'A network: values and how they are made of each other. The last one is its result.',
  block: 'Steps with a name and parameters, for networks to use.',
  return: 'The result of a block.',
  maybe: '`maybe(50%) step`: the step is taken with that chance.',
  when: 'Leaves out what stands before it unless the condition holds.',
  on: 'Restricts a term to some samples, or a threshold to some images.',
  in: 'The bounds of a value: `param size = 64 in 32..512`.',
};

export function describeKeyword(word: string): string | undefined {
  return Object.hasOwn(keywords, word) ? keywords[word] : undefined;
}

/** What the rule behind a finding is, with a wrong and a right line. */
export function describeCode(name: Code): string {
  const { about, wrong, right } = catalogue[name];
  return [`**${name}**: ${about}`, `Wrong:\n${code(wrong)}`, `Right:\n${code(right)}`].join('\n\n');
}
