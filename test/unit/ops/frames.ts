// Puts the example of an operation into a pipeline that has the values which the example mentions.
import type { Operation } from '../../../src/ops/core/operation.ts';

/** Values of a network that examples mention, of 64 x 64 images: each depends on nothing but what is seen. */
const networkValues: Readonly<Record<string, string>> = {
  e1: 'seen -> conv(8)',
  e2: 'seen -> conv(8, kernel: 2, stride: 2)',
  e3: 'seen -> conv(8, kernel: 4, stride: 4)',
  e4: 'seen -> conv(8, kernel: 8, stride: 8)',
  e5: 'seen -> conv(8, kernel: 16, stride: 16)',
  d1: 'seen -> conv(8)',
  d2: 'seen -> conv(8, kernel: 2, stride: 2)',
  d3: 'seen -> conv(8, kernel: 4, stride: 4)',
  d4: 'seen -> conv(8, kernel: 8, stride: 8)',
  gate: 'seen -> conv(8)',
  normal: 'seen -> conv(3) -> stop_gradient',
  reconstruction: 'seen -> conv(3) -> tanh',
  map: 'seen -> conv(1) -> sigmoid',
};

const augmentValues: Readonly<Record<string, string>> = {
  donor: 'other_image',
  shape: 'rectangle()',
};

type Place = 'data' | 'augment' | 'network' | 'loss' | 'train' | 'evaluate';

export interface Framed {
  readonly text: string;
  /** Where the example lies in it. */
  readonly start: number;
  readonly end: number;
}

/** A pipeline with the example of an operation (or another line in its place). */
export function framed(operation: Operation, example = operation.example): Framed {
  const place = placeOf(operation);
  const has = (name: string) => mentions(example, name);
  const lines = (own: Place, others: readonly string[]) =>
    [...others, ...(own === place ? [example] : [])].join('\n  ');
  const values = Object.entries(networkValues).filter(([name]) => isNeeded(name, place, example));
  const synthetic = /\bsynthetic\b/.test(example);
  const section = (name: Place, others: readonly string[]) => `${name} {\n  ${lines(name, others)}\n}\n`;
  const text = [
    'anoseg 1\n',
    'use "std:blocks/pix2pix" { down, up }\n',
    section('data', [
      ...(place === 'data' ? [] : ['source = sample("gear")']),
      'image = 64 x 64 in -1..1',
      ...(has('foreground') ? ['foreground = "foreground"'] : []),
    ]),
    place === 'augment' ? section('augment', augmentLines(example)) : '',
    place !== 'augment' && synthetic ? section('augment', [anomalies]) : '',
    `network generator(seen) {\n  ${lines(
      'network',
      values.map(([name, value]) => `${name} = ${value}`),
    )}\n}\n`,
    has('discriminator') ? discriminator : '',
    /\bencoder\b/.test(example) ? encoder : '',
    section('loss', place === 'loss' ? [] : ['pixel = bce(map, mask)']),
    section('train', [
      ...(place === 'train' && targetOf(example) === 'optimizer' ? [] : ['optimizer = adam()']),
      synthetic ? 'batch = 2 normal + 2 synthetic' : 'batch = 4 normal',
      'steps = 100',
    ]),
    section('evaluate', []),
  ].join('\n');
  const start = text.indexOf(`\n  ${example}\n`) + 3;
  return { text, start, end: start + example.length };
}

const anomalies = 'synthetic, mask = image -> paste(other_image, rectangle()) -> relabel()';

const discriminator = `network discriminator(image, map) {
  verdict = concat(image, map) -> conv(8, kernel: 4, stride: 2) -> leaky_relu(0.2) -> conv(1)
}
`;

const encoder = `network encoder(seen) {
  features = seen -> conv(8, weights: "stem")
}
`;

function placeOf({ kind, example }: Operation): Place {
  const places = {
    layer: 'network',
    augmentation: 'augment',
    shape: 'augment',
    loss: 'loss',
    adversarial: 'loss',
    optimizer: 'train',
    schedule: targetOf(example).startsWith('optimizer') ? 'train' : 'loss',
    start: 'train',
    keep: 'train',
    source: 'data',
    score: 'evaluate',
    threshold: 'evaluate',
    cleaning: 'evaluate',
    metric: 'evaluate',
  } as const;
  return places[kind];
}

function targetOf(example: string): string {
  return example.slice(0, example.indexOf('=')).trim();
}

function isNeeded(name: string, place: Place, example: string): boolean {
  if (place === 'network') return targetOf(example) !== name && (name === 'map' || mentions(example, name));
  return name === 'map' || mentions(example, name);
}

function augmentLines(example: string): readonly string[] {
  const target = targetOf(example);
  return Object.entries(augmentValues).flatMap(([name, value]) =>
    target !== name && mentions(example, name) ? [`${name} = ${value}`] : [],
  );
}

function mentions(example: string, name: string): boolean {
  return new RegExp(`(?<![\\w"])${name}(?![\\w"(])`).test(example.slice(example.indexOf('=') + 1));
}
