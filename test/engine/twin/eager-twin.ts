// The pipeline twin.anoseg once more, by hand, in eager tfjs: what the compiled graph must equal. It is
// written from the definitions of the layers and losses, not from the compiler.
import type * as core from '@tensorflow/tfjs-core';

type Tf = typeof core;
type T4 = core.Tensor4D;
/** Weights and running averages by name. */
export type State = Map<string, core.Tensor>;

export interface TwinBatch {
  readonly image: T4;
  readonly seen: T4;
  readonly mask: T4;
}

const slope = 0.2;
const epsilon = 1e-5;
const momentum = 0.9;
const steps = 10;
const normal = 3;

export class EagerTwin {
  readonly #moments = new Map<string, { m: core.Tensor; v: core.Tensor }>();

  constructor(
    readonly tf: Tf,
    readonly state: State,
  ) {}

  /** One step; the losses in the order of the file: pixel, reconstruction, discriminator, adversarial. */
  step(step: number, batch: TwinBatch): readonly number[] {
    const { tf } = this;
    const averages = new Map<string, core.Tensor>();
    const weights = (network: string) =>
      [...this.state.keys()].filter((name) => name.startsWith(`${network}/`) && !/mean|variance/.test(name));
    const losses: number[] = [];
    const generator = this.#gradients(weights('generator'), (read) => {
      const { map, logits, reconstruction } = this.#generate(batch.seen, read, averages);
      const pixel = tf.mul(
        50,
        tf.mean(tf.losses.sigmoidCrossEntropy(batch.mask, logits, undefined, undefined, tf.Reduction.NONE)),
      );
      const first = (x: T4) => tf.slice4d(x, [0, 0, 0, 0], [normal, -1, -1, -1]);
      const l1 = tf.mul(15, tf.mean(tf.abs(tf.sub(first(reconstruction), first(batch.image)))));
      const verdict = this.#judge(reconstruction, map, (name) => this.#value(name), new Map());
      const adversarial = tf.mul(2, tf.mul(0.5, tf.mean(tf.square(tf.sub(verdict, 1)))));
      losses.push(...[pixel, l1, adversarial].map((loss) => loss.dataSync()[0] ?? Number.NaN));
      return tf.addN([pixel, l1, adversarial]);
    });
    const discriminator = this.#gradients(weights('discriminator'), (read) => {
      const { map, reconstruction } = this.#generate(batch.seen, (name) => this.#value(name), new Map());
      const first = (x: T4) => tf.slice4d(x, [0, 0, 0, 0], [normal, -1, -1, -1]);
      const real = this.#judge(first(batch.image), first(batch.mask), read, averages);
      const fake = this.#judge(reconstruction, map, read, new Map());
      const half = (x: core.Tensor) => tf.mul(0.5, tf.mean(x));
      const loss = tf.add(half(tf.square(tf.sub(real, 1))), half(tf.square(fake)));
      losses.splice(2, 0, loss.dataSync()[0] ?? Number.NaN);
      return loss;
    });
    this.#adam(step, generator, rate(step));
    this.#adam(step, discriminator, 1e-3);
    for (const [name, value] of averages) this.state.set(name, value);
    return losses;
  }

  /** The optimiser's state. */
  slots(): readonly core.Tensor[] {
    return [...this.#moments.values()].flatMap(({ m, v }) => [m, v]);
  }

  #generate(seen: T4, read: Read, averages: State): { map: T4; logits: T4; reconstruction: T4 } {
    const { tf } = this;
    const conv = (x: T4, name: string, stride: number, bias = true) =>
      this.#conv(x, `generator/${name}`, stride, bias, read);
    const deconv = (x: T4, name: string, bias = true) => this.#deconv(x, `generator/${name}`, bias, read);
    const norm = (x: T4, name: string) => this.#batchNorm(x, `generator/${name}`, read, averages);
    const e1 = tf.leakyRelu(conv(tf.concat([seen, this.#coordinates(seen)], 3), 'e1/conv', 2), slope);
    const e2 = tf.leakyRelu(norm(conv(e1, 'e2/conv', 2, false), 'e2/batch_norm'), slope);
    const up = tf.relu(norm(deconv(e2, 'reconstruction/deconv', false), 'reconstruction/batch_norm'));
    const reconstruction: T4 = tf.tanh(deconv(up, 'reconstruction/deconv_2'));
    // What a gradient must not pass is computed once more, outside of it.
    const fixed: T4 = tf.tensor4d(reconstruction.dataSync(), reconstruction.shape);
    const d1 = tf.relu(deconv(e2, 'd1/deconv'));
    const features = tf.relu(deconv(tf.concat([d1, e1], 3), 'map/deconv'));
    const logits = conv(tf.concat([features, fixed, tf.abs(tf.sub(seen, fixed))], 3), 'map/conv', 1);
    return { map: tf.sigmoid(logits), logits, reconstruction };
  }

  #judge(image: T4, map: T4, read: Read, averages: State): T4 {
    const { tf } = this;
    const name = (layer: string) => `discriminator/verdict/${layer}`;
    const first = tf.leakyRelu(this.#conv(tf.concat([image, map], 3), name('conv'), 2, true, read), slope);
    const normed = this.#batchNorm(
      this.#conv(first, name('conv_2'), 2, false, read),
      name('batch_norm'),
      read,
      averages,
    );
    return this.#conv(tf.leakyRelu(normed, slope), name('conv_3'), 1, true, read);
  }

  #conv(x: T4, name: string, stride: number, bias: boolean, read: Read): T4 {
    const y = this.tf.conv2d(x, read(`${name}/filter`) as T4, stride, 'same');
    return bias ? this.tf.add(y, read(`${name}/bias`)) : y;
  }

  #deconv(x: T4, name: string, bias: boolean, read: Read): T4 {
    const filter = read(`${name}/filter`) as T4;
    const [n, h, w] = x.shape;
    const y = this.tf.conv2dTranspose(x, filter, [n, h * 2, w * 2, filter.shape[2]], 2, 'same');
    return bias ? this.tf.add(y, read(`${name}/bias`)) : y;
  }

  #batchNorm(x: T4, name: string, read: Read, averages: State): T4 {
    const { tf } = this;
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const count = x.size / (x.shape[3] ?? 1);
    const blend = (old: core.Tensor, value: core.Tensor) => tf.add(tf.mul(old, momentum), tf.mul(value, 1 - momentum));
    // The averages of the first pass alone count, outside of the gradient's bookkeeping.
    averages.set(`${name}/mean`, tf.keep(blend(this.#value(`${name}/mean`), mean)));
    averages.set(
      `${name}/variance`,
      tf.keep(blend(this.#value(`${name}/variance`), tf.mul(variance, count / (count - 1)))),
    );
    const scaled = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
    return tf.add(tf.mul(scaled, read(`${name}/scale`)), read(`${name}/offset`));
  }

  #coordinates(like: T4): T4 {
    const [n, h, w] = like.shape;
    const along = (size: number) => this.tf.linspace(-1, 1, size);
    const x = this.tf.tile(this.tf.reshape(along(w), [1, 1, w, 1]), [n, h, 1, 1]);
    const y = this.tf.tile(this.tf.reshape(along(h), [1, h, 1, 1]), [n, 1, w, 1]);
    return this.tf.concat([x, y], 3) as T4;
  }

  #gradients(names: readonly string[], loss: (read: Read) => core.Tensor): ReadonlyMap<string, core.Tensor> {
    const values = names.map((name) => this.#value(name));
    const gradient = this.tf.grads(
      (...inputs: core.Tensor[]) => loss((name) => inputs[names.indexOf(name)] ?? this.#value(name)) as core.Scalar,
    );
    const results = gradient(values);
    return new Map(names.map((name, i) => [name, results[i] ?? this.tf.scalar(0)]));
  }

  // Kingma and Ba 2015, in the form that folds the corrections into the rate.
  #adam(step: number, gradients: ReadonlyMap<string, core.Tensor>, learningRate: number): void {
    const { tf } = this;
    const [beta1, beta2] = [0.5, 0.999];
    const corrected = (learningRate * Math.sqrt(1 - beta2 ** (step + 1))) / (1 - beta1 ** (step + 1));
    for (const [name, gradient] of gradients) {
      const weight = this.#value(name);
      const { m, v } = this.#moments.get(name) ?? { m: tf.zerosLike(weight), v: tf.zerosLike(weight) };
      const mean = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
      const square = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      this.#moments.set(name, { m: mean, v: square });
      this.state.set(name, tf.sub(weight, tf.mul(corrected, tf.div(mean, tf.add(tf.sqrt(square), 1e-8)))));
    }
  }

  #value(name: string): core.Tensor {
    const value = this.state.get(name);
    if (value === undefined) throw new Error(`no ${name}`);
    return value;
  }
}

type Read = (name: string) => core.Tensor;

// cosine(2e-3, end: 1e-4, warmup: 20%) over ten steps.
function rate(step: number): number {
  if (step < 2) return (2e-3 * (step + 1)) / 2;
  const progress = (step - 2) / (steps - 1 - 2);
  return 1e-4 + (2e-3 - 1e-4) * 0.5 * (1 + Math.cos(Math.PI * progress));
}
