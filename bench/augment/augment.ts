// The measuring part of bench.js. A batch is eight samples; what reading them costs is taken off.
import { parseArgs } from 'node:util';
import { emitBatch } from '../../src/compiler/emit/batch.ts';
import { listTextures } from '../../src/compiler/emit/shapes.ts';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import type { Model } from '../../src/dsl/model/model.ts';
import { loadBinding } from '../../src/engine/binding.ts';
import { cacheFolder } from '../../src/engine/cache-folder.js';
import { findEngine } from '../../src/engine/engine.ts';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { placeholder } from '../../src/graph/ir/placeholder.ts';
import { named } from '../../src/graph/primitives/identity.ts';
import { stack } from '../../src/graph/primitives/stack.ts';
import { sum } from '../../src/graph/primitives/sum.ts';
import { encodeSavedModel } from '../../src/graph/protobuf/saved-model.ts';
import { type Feed, openGraph, type Session } from '../../src/runtime/session/session.ts';
import { checkedModel, checkText } from '../../test/pipelines.ts';
import { type Subject, subjects } from './subjects.ts';

const { values } = parseArgs({
  options: {
    threads: { type: 'string', default: '1' },
    steps: { type: 'string', default: '60' },
    size: { type: 'string', default: '256' },
    only: { type: 'string', default: '' },
  },
});
const [size, steps] = [Number(values.size), Number(values.steps)];
const batch = 8;
const engine = findEngine(cacheFolder());
if (engine === undefined) throw new Error('run `anoseg engine install` first');
const binding = loadBinding(engine, { threads: Number(values.threads), device: 'cpu' });
const wanted = values.only.split(',').filter((name) => name !== '');
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part));

const reading = measure(modelOf('', `${batch} normal`));
console.log(`${size} px, ${values.threads} thread(s): ms of CPU a sample`);
for (const subject of subjects) {
  if (isWanted(subject.name)) printCost(subject.name, costOf(subject), subject.peers);
}
const bottle = checkedModel('pipelines/mvtec-bottle.anoseg', { size: `${size}` });
if (isWanted('mvtec-bottle')) {
  const drawing = measure(bottle);
  printCost('mvtec-bottle: hard chain', (drawing - reading) / bottle.train.synthetic);
  printShare(bottle, drawing);
}

function printCost(name: string, cost: number, peers: Subject['peers'] = []): void {
  const ratios = peers.map(([peer, ms]) => `${(cost / ms).toFixed(2)} of ${peer} (${ms})`).join(', ');
  console.log(`${name.padEnd(48)} ${cost.toFixed(2).padStart(6)}   ${ratios}`.trimEnd());
}

function costOf({ augment, use = '', samples }: Subject): number {
  const synthetic = samples === 'synthetic' ? batch / 2 : 0;
  const kinds = synthetic > 0 ? `${synthetic} normal + ${synthetic} synthetic` : `${batch} normal`;
  return (measure(modelOf(augment, kinds, use)) - reading) / (synthetic || batch);
}

function modelOf(augment: string, samples: string, use = ''): Model {
  const { model, diagnostics } = checkText(`anoseg 1
${use}
data {
  source = mvtec("bottle")
  image = ${size} x ${size} in -1..1
}
augment { ${augment} }
network generator(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train {
  optimizer = adam()
  batch = ${samples}
  steps = 10
  seed = 1
}
`);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return model;
}

// Milliseconds of CPU for a batch, the least of three rounds. The step is fed, so that nothing is folded; all that is
// drawn is summed up, so that nothing is copied out.
function measure(model: Model): number {
  const { session, feeds } = openBatch(model);
  const run = (step: number) =>
    session.run({ ...feeds, step: { dtype: 'int32', shape: [], data: Int32Array.of(step) } }, ['drawn']);
  for (let step = 0; step < 5; step++) run(step);
  const rounds = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    for (let step = 0; step < steps; step++) run(step);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / steps;
  });
  session.dispose();
  return Math.min(...rounds);
}

function openBatch(model: Model): { session: Session; feeds: Readonly<Record<string, Feed>> } {
  const builder = new GraphBuilder();
  const { normal, synthetic } = model.train;
  const feeds: Record<string, Feed> = {};
  const fed = (name: string, count: readonly number[]) => {
    const shape = [...count, size, size, 3];
    const length = shape.reduce((a, b) => a * b, 1);
    if (length === 0) return undefined;
    feeds[name] = { dtype: 'uint8', shape, data: picture(length) };
    return placeholder(builder, name, { shape, dtype: 'uint8' });
  };
  const images = fed('images', [normal + synthetic]);
  if (images === undefined) throw new Error('no samples');
  const pictures = {
    images,
    donors: fed('donors', [synthetic, model.augment.donors]),
    textures: fed('textures', [synthetic, listTextures(model.augment).length]),
    foreground: undefined,
  };
  const step = placeholder(builder, 'step', { shape: [], dtype: 'int32' });
  const { image, seen, mask } = emitBatch(builder, model, pictures, step);
  const drawn = named(stack([image, seen, mask].map((x) => sum(x))), 'drawn');
  const roots = [drawn, step, ...Object.values(pictures).filter((x) => x !== undefined)].map(({ node }) => node);
  return { session: openGraph(binding, encodeSavedModel({ builder, roots })), feeds };
}

// On a bright background dark discs with rings and grain, no two alike: what augmentation meets, not noise alone.
function picture(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => {
    const pixel = Math.floor(i / 3) % (size * size);
    const number = Math.floor(i / 3 / (size * size));
    const [x, y] = [(pixel % size) / size - 0.5, Math.floor(pixel / size) / size - 0.5];
    const radius = Math.hypot(x + 0.03 * Math.sin(number), y + 0.03 * Math.cos(number));
    const level = radius > 0.45 ? 240 : 70 + 40 * Math.cos(radius * 80 + 2 * number) + 10 * (i % 3);
    return level + (Math.imul(i + 1, 2654435761) >>> 28);
  });
}

// Of a step of training: the CPU that drawing its batch takes.
function printShare(model: Model, drawing: number): void {
  const program = compileTraining(model, { mode: 'fed', modelVariables: compileInference(model).variables });
  const session = openGraph(binding, program.savedModel);
  session.run({}, [program.fetches.initialize]);
  const { normal, synthetic } = model.train;
  const pixels = (name: string, count: readonly number[]): Readonly<Record<string, Feed>> => {
    const shape = [...count, size, size, 3];
    return { [name]: { dtype: 'uint8', shape, data: picture(shape.reduce((a, b) => a * b, 1)) } };
  };
  const feeds = {
    ...pixels(program.feeds.images, [normal + synthetic]),
    ...pixels(program.feeds.donorImages, [synthetic, model.augment.donors]),
  };
  const cpu = (count: number, fetch: string) => {
    const before = process.cpuUsage();
    for (let step = 0; step < count; step++)
      session.run({ ...feeds, [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) } }, [
        fetch,
      ]);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / count;
  };
  cpu(1, program.fetches.step);
  const whole = cpu(4, program.fetches.step);
  const share = ((100 * drawing) / whole).toFixed(2);
  console.log(
    `mvtec-bottle: a step takes ${whole.toFixed(0)} ms of CPU, drawing its batch ${drawing.toFixed(1)} ms: ${share} %`,
  );
}
