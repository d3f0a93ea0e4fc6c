// What a training step does with weights, through small compiled pipelines: clipping, running averages, several updates,
// weights of losses, samples that a loss is restricted to; and what layers do while training.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PipelineRun } from './operations/pipeline-run.ts';
import type { Values } from './primitives/example.ts';

interface Parts {
  readonly network?: string;
  readonly critic?: string;
  readonly loss?: string;
  readonly train?: string;
  readonly batch?: string;
}

const anomalies =
  'augment { synthetic, mask = image -> paste(other_image -> shift(), rectangle(area: 10%..40%)) -> relabel() }';

function pipeline({ network, critic, loss, train, batch = '2 normal + 3 synthetic' }: Parts): string {
  return `anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
${batch.includes('synthetic') ? anomalies : ''}
network generator(seen) {
  ${network ?? 'map = seen -> conv(4) -> relu -> conv(1) -> sigmoid'}
}
${critic === undefined ? '' : `network critic(picture) { verdict = ${critic} }`}
loss { ${loss ?? 'pixel = 10 * bce(map, mask)'} }
train {
  ${train ?? 'optimizer = sgd(rate: 1)'}
  batch = ${batch}
  steps = 20
  seed = 5
}
`;
}

const adversarial = {
  network: 'fake = seen -> conv(3) -> tanh\n  map = fake -> conv(4) -> relu -> conv(1) -> sigmoid',
  critic: 'picture -> conv(4, stride: 2) -> leaky_relu -> conv(1)',
  loss: 'pixel = 10 * bce(map, mask)\n  trick = 1 * lsgan(critic, real: image on normal, fake: fake)',
} as const;

/** How far each weight of a network moves in one step, or in one update of it. */
function movesOf(run: PipelineRun, network: string, move: () => unknown): readonly number[] {
  const before = run.weights(network);
  move();
  const after = run.weights(network);
  return [...before].flatMap(([name, { data }]) =>
    Array.from(data, (value, i) => (after.get(name)?.data[i] ?? Number.NaN) - value),
  );
}

function firstMoves(parts: Parts, network = 'generator'): readonly number[] {
  const run = new PipelineRun(pipeline(parts));
  const moves = movesOf(run, network, () => run.step(0));
  run.dispose();
  return moves;
}

const normOf = (values: readonly number[]) => Math.hypot(...values);

function expectNear(actual: readonly number[], expected: readonly number[], tolerance = 1e-5): void {
  expect(actual.length).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs), 1e-6);
  for (const [i, value] of actual.entries())
    expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(tolerance * largest + 1e-7);
}

describe('clipping', () => {
  let free: readonly number[];
  beforeAll(() => {
    free = firstMoves({});
  });

  it('by value cuts off each gradient', () => {
    const limit = normOf(free) / 20;
    expect(free.some((move) => Math.abs(move) > limit) && free.some((move) => Math.abs(move) < limit)).toBe(true);
    const cut = free.map((move) => Math.min(Math.max(move, -limit), limit));
    expectNear(firstMoves({ train: `optimizer = sgd(rate: 1)\n  clip_value = ${limit}` }), cut);
  });

  it('by norm scales all gradients of a network down together, or leaves them alone', () => {
    const limit = normOf(free) / 3;
    const moves = firstMoves({ train: `optimizer = sgd(rate: 1)\n  clip_norm = ${limit}` });
    expectNear([normOf(moves)], [limit]);
    expectNear(
      moves,
      free.map((move) => move / 3),
    );
    expectNear(firstMoves({ train: `optimizer = sgd(rate: 1)\n  clip_norm = ${limit * 4}` }), free);
  });

  it('by both is by value first', () => {
    const [value, norm] = [normOf(free) / 20, normOf(free) / 40];
    const cut = free.map((move) => Math.min(Math.max(move, -value), value));
    const train = `optimizer = sgd(rate: 1)\n  clip_value = ${value}\n  clip_norm = ${norm}`;
    expectNear(
      firstMoves({ train }),
      cut.map((move) => (move * norm) / normOf(cut)),
    );
  });

  it('of one network leaves the others alone', () => {
    const [generator, critic] = [firstMoves(adversarial), firstMoves(adversarial, 'critic')];
    const limit = normOf(critic) / 2;
    const clipped = { ...adversarial, train: `optimizer = sgd(rate: 1)\n  clip_norm.critic = ${limit}` };
    expectNear(firstMoves(clipped), generator);
    expectNear(
      firstMoves(clipped, 'critic'),
      critic.map((move) => move / 2),
    );
  });
});

describe('settings of one network', () => {
  it('give it another optimiser', () => {
    const plain = firstMoves(adversarial, 'critic');
    const train = 'optimizer = sgd(rate: 1)\n  optimizer.critic = sgd(rate: 0.25)';
    expectNear(firstMoves({ ...adversarial, train }), firstMoves(adversarial));
    expectNear(
      firstMoves({ ...adversarial, train }, 'critic'),
      plain.map((move) => move / 4),
    );
  });
});

describe('a gradient penalty', () => {
  it('moves every weight of a critic with norms, attention and pooling', () => {
    const critic = `picture -> conv(8, spectral: true) -> layer_norm -> leaky_relu -> self_attention
      -> conv(8, stride: 2) -> group_norm(groups: 2) -> silu -> average_pool -> depthwise_conv(kernel: 1)
      -> instance_norm -> gelu -> deconv(4, kernel: 2) -> max_pool -> dense(1)`;
    const loss = 'pixel = bce(map, mask)\n  trick = 1 * wgan_gp(critic, real: image on normal, fake: fake)';
    const moves = firstMoves({ ...adversarial, critic, loss, batch: '3 normal + 2 synthetic' }, 'critic');
    expect(moves.every(Number.isFinite)).toBe(true);
    expect(moves.filter((move) => move !== 0).length).toBeGreaterThan(0.9 * moves.length);
  });
});

describe('the running average of weights', () => {
  it('is the one that is made by hand, and is for generators alone', () => {
    const run = new PipelineRun(pipeline({ ...adversarial, train: 'optimizer = adam(rate: 0.05)\n  average = 60%' }));
    const names = [...run.weights('generator').keys()];
    const averages = new Map(names.map((name) => [name, run.read(`generator/${name}`).data]));
    for (let step = 0; step < 12; step++) {
      const stays = Math.min((1 + step) / (10 + step), 0.6);
      for (const [name, { data }] of run.weights('generator')) {
        const old = averages.get(name) ?? [];
        averages.set(
          name,
          Array.from(data, (weight, i) => stays * (old[i] ?? 0) + (1 - stays) * weight),
        );
      }
      run.step(step);
    }
    for (const name of names)
      expectNear(Array.from(run.read(`generator/${name}/average`).data), Array.from(averages.get(name) ?? []));
    expect(run.program.variables.filter(({ name }) => /^critic.*average$/.test(name))).toEqual([]);
    run.dispose();
  });
});

describe('several updates in a step', () => {
  const train = (optimizer: string) => `optimizer = ${optimizer}\n  updates.critic = 3`;

  it('move the critic each time and the generator once, at the end', () => {
    const run = new PipelineRun(pipeline({ ...adversarial, train: train('sgd(rate: 0.5)') }));
    expect(run.program.batchesPerStep).toBe(3);
    const critic = [0, 1, 2].map((update) => movesOf(run, 'critic', () => run.update(0, update, update)));
    expect(critic.map((moves) => normOf(moves) > 1e-4)).toEqual([true, true, true]);
    const generator = [0, 1, 2].map((update) => movesOf(run, 'generator', () => run.update(1, update, 3 + update)));
    expect(generator.map((moves) => normOf(moves) > 1e-4)).toEqual([false, false, true]);
    run.dispose();
  });

  it('are on batches of their own', () => {
    const [same, other] = [0, 4].map((batch) => {
      const run = new PipelineRun(pipeline({ ...adversarial, train: train('sgd(rate: 0.5)') }));
      const moves = movesOf(run, 'critic', () => run.update(0, 0, batch));
      run.dispose();
      return moves;
    });
    const once = new PipelineRun(pipeline({ ...adversarial, train: 'optimizer = sgd(rate: 0.5)' }));
    expectNear(
      same ?? [],
      movesOf(once, 'critic', () => once.update(0, 0, 0)),
    );
    expect(normOf((same ?? []).map((move, i) => move - (other?.[i] ?? 0)))).toBeGreaterThan(1e-4);
    once.dispose();
  });

  it("count as steps of the network's own optimiser", () => {
    // With one gradient all the time, Adam moves each weight by the rate, if it corrects by the number of updates.
    const run = new PipelineRun(pipeline({ ...adversarial, train: train('adam(rate: 1e-5, epsilon: 1e-20)') }));
    for (const [step, update] of [
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ] as const) {
      const moves = movesOf(run, 'critic', () => run.update(step, update, 0)).filter((move) => move !== 0);
      // The last one of a step draws other anomalies, but no more than one update does.
      const sizes = moves.map(Math.abs).toSorted((a, b) => a - b);
      expect(sizes[sizes.length >> 1] ?? 0).toBeGreaterThan(0.8e-5);
      expect(sizes[sizes.length >> 1] ?? 0).toBeLessThan(1.1e-5);
    }
    run.dispose();
  });
});

describe('the weight of a loss', () => {
  // Nothing moves, and each step has the same batch: the losses change by their weights alone.
  const still = { train: 'optimizer = sgd(rate: 0)', batch: '2 normal + 3 synthetic' };

  it('follows its schedule', () => {
    const loss = 'plain = 2 * l1(map, mask)\n  rising = 4 * ramp(0.5..1.5, over: 50%) * l1(map, mask)';
    const run = new PipelineRun(pipeline({ ...still, loss }));
    for (const step of [0, 3, 10, 19]) {
      const { plain = 0, rising } = run.step(step, 0);
      expectNear([rising ?? Number.NaN], [2 * plain * (0.5 + Math.min(step / 10, 1))]);
    }
    run.dispose();
  });

  it('multiplies the gradient too, by step and by schedule', () => {
    const one = firstMoves({ loss: 'pixel = 1 * bce(map, mask)' });
    expectNear(
      firstMoves({ loss: 'pixel = 0.5 * ramp(0.5..1) * bce(map, mask)' }),
      one.map((move) => move / 4),
    );
  });

  it('of a discriminator is that of the generator alone', () => {
    const parts = {
      ...adversarial,
      loss: 'pixel = 10 * bce(map, mask)\n  trick = 3 * lsgan(critic, real: image on normal, fake: fake)',
    };
    expectNear(firstMoves(parts, 'critic'), firstMoves(adversarial, 'critic'));
  });

  it('belongs to the samples that it is on', () => {
    const loss = 'all = l1(map, mask)\n  good = l1(map, mask) on normal\n  bad = l1(map, mask) on synthetic';
    const run = new PipelineRun(pipeline({ ...still, loss }));
    const { all = 0, good = 0, bad = 0 } = run.step(0);
    expectNear([all], [(2 * good + 3 * bad) / 5]);
    // The mask of a normal sample is zero, so that what is left is the map, which begins near a half.
    const { mask } = run.batch(0);
    const marked =
      Array.from(mask.data)
        .slice(2 * 64)
        .reduce((sum, value) => sum + value, 0) /
      (3 * 64);
    expect(marked).toBeGreaterThan(0.02);
    expect(good).toBeCloseTo(0.5, 1);
    run.dispose();
  });
});

describe('a run', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'anoseg-resume-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // Everything that keeps state: slots of optimisers, averages, norms, spectral norms, random layers, several updates.
  const everything = pipeline({
    network: `fake = seen -> conv(4) -> batch_norm -> dropout(30%) -> conv(3) -> tanh
  map = fake -> conv(8, spectral: true) -> group_norm(groups: 4) -> relu -> self_attention -> conv(1) -> sigmoid`,
    critic: 'picture -> conv(4, stride: 2, spectral: true) -> leaky_relu -> dropout(10%, of: channel) -> conv(1)',
    loss: `pixel = ramp(0..10, over: 50%) * focal(map, mask) + dice(map, mask) on synthetic
  trick = 1 * hinge(critic, real: image on normal, fake: fake)`,
    train: `optimizer = adamw(rate: one_cycle(1e-2), decay: 0.1)
  optimizer.critic = rmsprop(rate: step(1e-3, every: 20%), momentum: 0.5, centred: true)
  updates.critic = 2
  ema_decay = 90%
  clip_norm = 1`,
  });

  it('that goes on from a checkpoint ends with the same bits', () => {
    const [whole, resumed] = [new PipelineRun(everything), new PipelineRun(everything)];
    const prefix = path.join(folder, 'state');
    for (let step = 0; step < 4; step++) whole.step(step);
    whole.save(prefix);
    for (let step = 4; step < 8; step++) whole.step(step);
    resumed.restore(prefix);
    for (let step = 4; step < 8; step++) resumed.step(step);
    for (const { name } of whole.program.variables.filter(({ name: one }) => isRead(one)))
      expect(Buffer.from(bytesOf(resumed.read(name))).equals(Buffer.from(bytesOf(whole.read(name)))), name).toBe(true);
    whole.dispose();
    resumed.dispose();
  });
});

// What the optimiser alone touches is not read in the graph.
function isRead(variable: string): boolean {
  return !/\/(m|v|velocity|mean_square)$/.test(variable) && !/(filter|bias|scale|offset|gamma)\/mean$/.test(variable);
}

function bytesOf({ data }: Values): Uint8Array {
  return new Uint8Array(Float32Array.from(data).buffer);
}
