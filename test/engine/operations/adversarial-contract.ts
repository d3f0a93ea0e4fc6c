// What holds for adversarial losses, with a small discriminator between the examples and the loss: both sides and all
// their gradients, by weights and by examples, agree with eager tfjs and with finite differences.
import { beforeAll, expect, it } from 'vitest';
import { plainScope } from '../../../src/compiler/emit/emission-error.ts';
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import type { Tensor } from '../../../src/graph/ir/tensor.ts';
import { add } from '../../../src/graph/primitives/add.ts';
import { biasAdd } from '../../../src/graph/primitives/bias-add.ts';
import { concat } from '../../../src/graph/primitives/concat.ts';
import { conv2d } from '../../../src/graph/primitives/conv2d.ts';
import { mul } from '../../../src/graph/primitives/mul.ts';
import { sub } from '../../../src/graph/primitives/sub.ts';
import { tanh } from '../../../src/graph/primitives/tanh.ts';
import { gradients } from '../../../src/graph/rules/gradients.ts';
import { loadOracle } from '../../oracle.ts';
import { rank4 } from '../primitives/cases/ranks.ts';
import { expectClose } from '../primitives/compare.ts';
import type { Sample, Tf, TfTensor, Values } from '../primitives/example.ts';
import { anywhere, between, random } from '../primitives/samples.ts';
import { feedOf, type Opened, open, sampleInput } from '../primitives/session.ts';
import type { AdversarialCase, Given } from './case.ts';

// Two pictures an example, as (image, map); as many fake examples as real ones, for the mix of both.
const fed = {
  real0: anywhere([3, 4, 6, 2], 'real0'),
  real1: anywhere([3, 4, 6, 1], 'real1'),
  fake0: anywhere([3, 4, 6, 2], 'fake0'),
  fake1: anywhere([3, 4, 6, 1], 'fake1'),
  place: between(0, 1)([3, 1, 1, 1], 'place'),
  first: anywhere([4, 4, 3, 4], 'first'),
  bias: anywhere([4], 'bias'),
  last: anywhere([3, 3, 4, 1], 'last'),
} as const satisfies Readonly<Record<string, Sample>>;
type Name = keyof typeof fed;
const names = Object.keys(fed).filter((name): name is Name => name in fed);
/** By what is differentiated. */
const wrt: readonly Name[] = ['real0', 'fake0', 'fake1', 'first', 'bias', 'last'];
const sides = ['discriminator', 'generator'] as const;

export function testAdversarial(tested: AdversarialCase): void {
  let tf: Tf;
  beforeAll(() => {
    tf = loadOracle();
  });

  it.each(tested.examples)(`has the values and gradients of the oracle: ${tested.oracle} (%j)`, (settings) => {
    const court = new Court(tested, settings);
    const ours = court.run();
    const theirs = eager(tf, tested, settings);
    for (const side of sides) {
      expectClose(ours[side].value, theirs[side].value, 2e-5, `${side}`);
      ours[side].slopes.forEach((slope, i) => {
        expectClose(slope, theirs[side].slopes[i], 2e-4, `${side} by ${wrt[i]}`, 'largest');
      });
    }
    court.dispose();
  });

  it.each(tested.examples)('has the gradients of finite differences (%j)', (settings) => {
    const court = new Court(tested, settings);
    const middle = court.run();
    const step = 2e-3;
    for (const direction of ['a', 'b', 'c']) {
      const [above, below] = [court.run(direction, step), court.run(direction, -step)];
      for (const side of sides) {
        const slope = (number(above[side].value) - number(below[side].value)) / (2 * step);
        const predicted = middle[side].slopes.reduce((sum, g, i) => sum + along(g, wrt[i] ?? 'real0', direction), 0);
        expect(Math.abs(predicted - slope) / (1 + Math.abs(slope)), `${side}, ${direction}`).toBeLessThan(5e-3);
      }
    }
    court.dispose();
  });

  it('stays finite where the discriminator is flat', () => {
    const court = new Court(tested, tested.examples[0] ?? {});
    const flat = {
      ...fed,
      first: { ...fed.first, data: fed.first.data.length ? new Float32Array(fed.first.data.length) : [] },
    };
    for (const { value, slopes } of Object.values(court.runOn(flat)))
      for (const { data } of [value, ...slopes]) expect(Array.from(data).every(Number.isFinite)).toBe(true);
    court.dispose();
  });
}

interface Side {
  readonly value: Values;
  readonly slopes: readonly Values[];
}
type Sides = Readonly<Record<(typeof sides)[number], Side>>;

/** The graph of one loss with its discriminator. */
class Court {
  readonly #session: Opened;
  readonly #fetched: readonly Tensor[];

  constructor({ operation }: AdversarialCase, settings: Given) {
    const builder = new GraphBuilder();
    const at = (name: Name) => inputs.get(name) ?? missing(name);
    const inputs = new Map(names.map((name) => [name, sampleInput(builder, name, fed[name])]));
    const judge = (examples: readonly Tensor[]) => {
      const hidden = conv2d(concat(examples, 3), at('first'), { stride: 2, padding: 'same', dilation: 1 });
      return conv2d(tanh(biasAdd(hidden, at('bias'))), at('last'), { stride: 1, padding: 'same', dilation: 1 });
    };
    const pairs = [
      ['real0', 'fake0'],
      ['real1', 'fake1'],
    ] as const;
    const made = operation.emit(
      {
        ...plainScope(builder),
        real: judge([at('real0'), at('real1')]),
        fake: judge([at('fake0'), at('fake1')]),
        interpolated: () => {
          const mixed = pairs.map(([a, b]) => add(at(b), mul(at('place'), sub(at(a), at(b)))));
          return { verdict: judge(mixed), inputs: mixed };
        },
      },
      settings,
    );
    this.#fetched = sides.flatMap((side) => [made[side], ...gradients(made[side], wrt.map(at))]);
    this.#session = open(builder, [...this.#fetched, ...inputs.values()]);
  }

  run(direction = '', by = 0): Sides {
    const shifted = names.map((name) => [name, wrt.includes(name) ? moved(name, direction, by) : fed[name]] as const);
    return this.runOn(Object.fromEntries(shifted));
  }

  runOn(samples: Readonly<Record<string, Sample>>): Sides {
    const feeds = Object.fromEntries(Object.entries(samples).map(([name, sample]) => [name, feedOf(sample)]));
    const values = this.#session.fetch(feeds, this.#fetched);
    const side = (index: number): Side => {
      const [value = missing('a value'), ...slopes] = values.slice(
        index * (1 + wrt.length),
        (index + 1) * (1 + wrt.length),
      );
      return { value, slopes };
    };
    return { discriminator: side(0), generator: side(1) };
  }

  dispose(): void {
    this.#session.dispose();
  }
}

function eager(tf: Tf, { tfjs }: AdversarialCase, settings: Given): Sides {
  const tensors = new Map(names.map((name) => [name, tf.tensor(Array.from(fed[name].data), [...fed[name].shape])]));
  const sideOf = (side: (typeof sides)[number]): Side => {
    const loss = (...xs: TfTensor[]) => {
      const at = (name: Name) => xs[wrt.indexOf(name)] ?? tensors.get(name) ?? missing(name);
      const judge = (examples: readonly TfTensor[]) => {
        const hidden = tf.add(tf.conv2d(rank4(tf.concat([...examples], 3)), rank4(at('first')), 2, 'same'), at('bias'));
        return tf.conv2d(rank4(tf.tanh(hidden)), rank4(at('last')), 1, 'same');
      };
      const slopes = () => {
        const mix = (a: TfTensor, b: TfTensor) => tf.add(tf.mul(at('place'), a), tf.mul(tf.sub(1, at('place')), b));
        return slopesOf(tf, tf.concat([mix(at('real0'), at('fake0')), mix(at('real1'), at('fake1'))], 3), at);
      };
      const real = judge([at('real0'), at('real1')]);
      const fake = judge([at('fake0'), at('fake1')]);
      // tfjs refuses to differentiate by what a side does not depend on.
      const nothing = xs.map((x) => tf.mul(0, tf.sum(x)));
      return tf.addN([tfjs(tf, { real, fake, slopes, settings })[side], ...nothing]);
    };
    const xs = wrt.map((name) => tensors.get(name) ?? missing(name));
    const values = [loss(...xs), ...tf.grads(loss)(xs)];
    const [value = missing('a value'), ...slopes] = values.map((x) => ({ shape: x.shape, data: x.dataSync() }));
    return { value, slopes };
  };
  const both = { discriminator: sideOf('discriminator'), generator: sideOf('generator') };
  tf.dispose([...tensors.values()]);
  return both;
}

// The way back through the discriminator, written out: a gradient inside of a gradient is wrong in tfjs where a rule
// uses what the operation gave (tanh), since that is not on its tape.
function slopesOf(tf: Tf, x: TfTensor, at: (name: Name) => TfTensor): readonly TfTensor[] {
  const [first, last] = [rank4(at('first')), rank4(at('last'))];
  const hidden = tf.tanh(tf.add(tf.conv2d(rank4(x), first, 2, 'same'), at('bias')));
  const [n, h, w] = rank4(hidden).shape;
  const verdict = tf.fill([n, h, w, 1], 1 / (h * w));
  const back = tf.conv2dTranspose(rank4(verdict), last, [n, h, w, last.shape[2]], 1, 'same');
  const before = rank4(tf.mul(back, tf.sub(1, tf.square(hidden))));
  const slope = tf.conv2dTranspose(before, first, rank4(x).shape, 2, 'same');
  return tf.split(slope, [2, 1], 3);
}

function signs(name: Name, direction: string): readonly number[] {
  const draw = random(`${direction} ${name}`);
  return Array.from(fed[name].data, () => (draw() < 0.5 ? -1 : 1));
}

function moved(name: Name, direction: string, by: number): Sample {
  return { ...fed[name], data: signs(name, direction).map((sign, i) => (fed[name].data[i] ?? 0) + by * sign) };
}

function along({ data }: Values, name: Name, direction: string): number {
  return signs(name, direction).reduce((sum, sign, i) => sum + sign * (data[i] ?? Number.NaN), 0);
}

function number({ data }: Values): number {
  return data[0] ?? Number.NaN;
}

function missing(what: string): never {
  throw new Error(`missing: ${what}`);
}
