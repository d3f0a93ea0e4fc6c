// Several batches in each update are one batch of their size: held against exactly that, for weights, running averages,
// losses; and what is not the same, the statistics of batch norm, is the mean of the batches.
import { describe, expect, it } from 'vitest';
import { PipelineRun } from './operations/pipeline-run.ts';
import type { Values } from './primitives/example.ts';

interface Parts {
  readonly batch: string;
  readonly train?: string;
  readonly first?: string;
}

const pipeline = ({ batch, train = '', first = 'conv(4)' }: Parts) => `anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
${batch.includes('synthetic') ? 'augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }' : ''}
network generator(seen) {
  fake = seen -> ${first} -> relu -> conv(3) -> tanh
  map = fake -> conv(4) -> relu -> conv(1) -> sigmoid
}
network critic(picture) { verdict = picture -> conv(4, stride: 2, spectral: true) -> leaky_relu -> conv(1) }
loss {
  pixel = 10 * bce(map, mask)
  likeness = 5 * ramp(0.5..1) * l1(fake, image)
  trick = 1 * lsgan(critic, real: image, fake: fake)
}
train {
  optimizer = adam(rate: cosine(0.02, end: 0.001))
  optimizer.critic = sgd(rate: 0.1)
  batch = ${batch}
  steps = 8
  seed = 5
  ${train}
}
`;

/** Call `call` of a step has the pictures 2 * call and the next one, as one batch of eight has the first eight. */
const batchFrom = (call: number) => (10 * call) % 12;

function steps(run: PipelineRun, count: number, calls: number): Readonly<Record<string, number>> {
  const losses: Record<string, number> = {};
  for (let step = 0; step < count; step++)
    for (let call = 0; call < calls; call++) {
      const told = run.update(step, call, batchFrom(call));
      if (call === 0) for (const name of Object.keys(told)) losses[name] = 0;
      for (const [name, value] of Object.entries(told)) losses[name] = (losses[name] ?? 0) + value / calls;
    }
  return losses;
}

function expectSame(actual: ReadonlyMap<string, Values>, expected: ReadonlyMap<string, Values>): void {
  expect([...actual.keys()]).toEqual([...expected.keys()]);
  for (const [name, { data }] of expected) {
    const largest = Math.max(...Array.from(data, Math.abs), 1e-3);
    const found = Array.from(actual.get(name)?.data ?? []);
    expect(Math.max(...found.map((value, i) => Math.abs(value - (data[i] ?? Number.NaN)))) / largest).toBeLessThan(
      2e-4,
    );
  }
}

describe('four batches of two in each update', () => {
  it.each(['', 'clip_norm = 0.2', 'clip_value = 0.01', 'average = 60%'])('are one of eight: %s', (train) => {
    const many = new PipelineRun(pipeline({ batch: '2 normal', train: `accumulate = 4\n${train}` }));
    const one = new PipelineRun(pipeline({ batch: '8 normal', train }));
    expect([many.program.batchesPerStep, one.program.batchesPerStep]).toEqual([4, 1]);
    const before = one.weights('generator');
    const [a, b] = [steps(many, 6, 4), steps(one, 6, 1)];
    for (const network of ['generator', 'critic']) expectSame(many.weights(network), one.weights(network));
    for (const [name, value] of Object.entries(b)) expect(a[name]).toBeCloseTo(value, 4);
    if (train.startsWith('average')) {
      const averages = (run: PipelineRun) =>
        new Map([...before.keys()].map((name) => [name, run.read(`generator/${name}/average`)]));
      expectSame(averages(many), averages(one));
    }
    many.dispose();
    one.dispose();
  });

  it('change nothing before the last of them', () => {
    const train = 'accumulate = 3\n  updates.critic = 2';
    const run = new PipelineRun(pipeline({ batch: '1 normal + 1 synthetic', train }));
    expect(run.program.batchesPerStep).toBe(6);
    const textOf = (network: string) => JSON.stringify([...run.weights(network)]);
    const moved = Array.from({ length: 6 }, (_, call) => {
      const before = ['generator', 'critic'].map(textOf);
      run.update(0, call, call);
      return ['generator', 'critic'].filter((network, i) => textOf(network) !== before[i]);
    });
    expect(moved).toEqual([[], [], ['critic'], [], [], ['generator', 'critic']]);
    run.dispose();
  });

  it('draw anomalies of their own', () => {
    const run = new PipelineRun(pipeline({ batch: '1 normal + 1 synthetic', train: 'accumulate = 2' }));
    const seen = [0, 1].map((call) => JSON.stringify(run.update(0, call, 0)));
    expect(seen[0]).not.toBe(seen[1]);
    run.dispose();
  });
});

it('batch norm looks at each batch alone, and its running statistics at the mean of all', () => {
  const statistics = (accumulate: number, calls: readonly number[]) => {
    const train = `accumulate = ${accumulate}`;
    const run = new PipelineRun(pipeline({ batch: '2 normal', first: 'conv(4) -> batch_norm', train }));
    for (const [call, batch] of calls.entries()) run.update(0, call, batch);
    const names = run.program.variables
      .map(({ name }) => name)
      .filter((name) => /batch_norm\/(mean|variance)$/.test(name));
    const found = names.flatMap((name) => Array.from(run.read(name).data));
    run.dispose();
    return found;
  };
  const alone = [0, 4].map((batch) => statistics(1, [batch]));
  const together = statistics(2, [0, 4]);
  expect(together.length).toBe(8);
  for (const [i, value] of together.entries())
    expect(value).toBeCloseTo(((alone[0]?.[i] ?? 0) + (alone[1]?.[i] ?? 0)) / 2, 5);
});
