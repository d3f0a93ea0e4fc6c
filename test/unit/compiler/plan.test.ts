// `anoseg plan`: costs, receptive fields and objectives, against figures that others publish or that are
// counted by hand; the graph drawings.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planDocument } from '../../../src/cli/commands/plan/plan-json.ts';
import { planText } from '../../../src/cli/commands/plan/plan-text.ts';
import { type PlanReport, reportPlan } from '../../../src/compiler/plan/plan-report.ts';
import { mermaidText } from '../../../src/drawing/mermaid.ts';
import { layOut, svgText } from '../../../src/drawing/picture.ts';
import { type Topology, topologyOf } from '../../../src/drawing/topology.ts';
import { checkedModel, checkText } from '../../pipelines.ts';

/** A pipeline around a network that makes a map of 64 x 64. */
function reportOf(network: string, more = ''): PlanReport {
  const text = `anoseg 1
data { source = sample("weave") image = 64 x 64 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
network generator(seen) { ${network} }
${more === '' ? 'loss { pixel = 50 * bce(map, mask) }' : more}
train { optimizer = adam(rate: 1e-3) batch = 2 normal + 2 synthetic steps = 10 }`;
  const { model, diagnostics } = checkText(text);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return reportPlan(model);
}

const sees = (network: string) => reportOf(network).map.receptiveField;

describe('receptive field', () => {
  test('of one filter is the filter, with its dilation', () => {
    expect(sees('map = seen -> conv(1, kernel: 5) -> sigmoid')).toEqual({ height: 5, width: 5, whole: false });
    expect(sees('map = seen -> conv(1, kernel: 3, dilation: 4) -> sigmoid')).toMatchObject({ height: 9, width: 9 });
  });

  test('of filters in a row grows by one less than each', () => {
    expect(
      sees('map = seen -> conv(4, kernel: 3) -> conv(4, kernel: 3) -> conv(1, kernel: 3) -> sigmoid'),
    ).toMatchObject({ height: 7 });
  });

  test('of the discriminator of pix2pix is 70 x 70, as Isola et al. 2017 say', () => {
    const loss = `loss { pixel = bce(map, mask) adversarial = lsgan(judge, real: image, fake: reconstruction) }
network judge(image) {
  verdict = image -> conv(64, kernel: 4, stride: 2) -> conv(128, kernel: 4, stride: 2)
    -> conv(256, kernel: 4, stride: 2) -> conv(512, kernel: 4) -> conv(1, kernel: 4)
}`;
    const network = 'map = seen -> conv(1) -> sigmoid\nreconstruction = seen -> conv(3) -> tanh';
    const judge = reportOf(network, loss).networks.find(({ name }) => name === 'judge');
    expect(judge?.receptiveField).toEqual({ height: 70, width: 70, whole: false });
  });

  test('of a way down and up again: every pixel of the input that a changed one can reach', () => {
    // By hand: a row of the map sees 3 rows of `up`; these see 3 rows of `down` at most, 2 apart; each sees 4.
    expect(
      sees('map = seen -> conv(4, kernel: 4, stride: 2) -> deconv(4, kernel: 4, stride: 2) -> conv(1) -> sigmoid'),
    ).toMatchObject({ height: 8, width: 8 });
  });

  test('of skips is that of the longest way', () => {
    const network = 'a = seen -> conv(4, kernel: 7)\nmap = concat(a, seen) -> conv(1, kernel: 3) -> sigmoid';
    expect(sees(network)).toMatchObject({ height: 9, width: 9 });
  });
});

describe('costs', () => {
  test('of a convolution: a product for each pixel, tap and pair of channels', () => {
    const [conv] = reportOf('map = seen -> conv(1, kernel: 5, stride: 1, bias: false) -> sigmoid').tensors;
    expect(conv).toMatchObject({ operation: 'conv', parameters: 5 * 5 * 3, multiplyAdds: 64 * 64 * 5 * 5 * 3 });
  });

  test('of a transposed one: a product for each pixel of its input', () => {
    const { tensors } = reportOf('map = seen -> conv(8, stride: 2) -> deconv(1, kernel: 4, stride: 2) -> sigmoid');
    expect(tensors[1]).toMatchObject({ parameters: 4 * 4 * 8 + 1, multiplyAdds: 32 * 32 * 4 * 4 * 8 });
  });

  test('of a step: three times the way forward, since images need no gradient of their own: a little less', () => {
    const { step, networks, batch } = reportOf('map = seen -> conv(8) -> conv(8) -> conv(1) -> sigmoid');
    const forward = (networks[0]?.multiplyAdds ?? 0) * (batch.normal + batch.synthetic);
    const first = 64 * 64 * 9 * 3 * 8 * 4;
    expect(step.multiplyAdds).toBe(3 * forward - first);
  });

  test('of memory: what the gradient of a sigmoid keeps is its result', () => {
    const { step } = reportOf('map = seen -> conv(1, bias: false) -> sigmoid');
    expect(step.weights).toBe(27 * 4);
    expect(step.state).toBe(2 * 27 * 4);
    expect(step.peak).toBeGreaterThan(step.kept);
  });
});

test('weights, multiply-adds and receptive fields are those of the same networks in PyTorch', () => {
  const values = JSON.parse(readFileSync('test/fixtures/plan/values.json', 'utf8'));
  const { networks } = reportPlan(checkedModel('test/fixtures/pipelines/bottle.anoseg'));
  const found = networks.map(({ name, parameters, multiplyAdds, receptiveField }) => [
    name,
    { parameters, multiply_adds: multiplyAdds, receptive_field: receptiveField?.height },
  ]);
  expect(Object.fromEntries(found)).toEqual(values);
});

describe('who minimises what', () => {
  test('each line reaches the networks behind its inputs; a discriminator minimises its own side', () => {
    const { lines } = reportPlan(checkedModel('pipelines/mvtec-bottle.anoseg'));
    expect(lines.map(({ name, trains }) => [name, ...trains])).toEqual([
      ['pixel', 'generator'],
      ['reconstruction', 'generator'],
      ['adversarial', 'generator'],
      ['adversarial.discriminator', 'discriminator'],
    ]);
    expect(lines.map(({ parts }) => parts[0]?.weight)).toEqual([50, 15, 1, 1]);
  });

  test('a stopped gradient trains nothing behind it', () => {
    const loss =
      'network head(map) { sharp = stop_gradient(map) -> conv(1) -> sigmoid }\nloss { pixel = bce(map, mask) other = bce(sharp, mask) }';
    const { lines } = reportOf('map = seen -> conv(1) -> sigmoid', loss);
    expect(lines.map(({ name, trains }) => [name, ...trains])).toEqual([
      ['pixel', 'generator'],
      ['other', 'head'],
    ]);
  });
});

test('a discriminator learns from what is stopped, and teaches by its features; not from what no network made', () => {
  const judge = 'network judge(x) { features = x -> conv(4) verdict = features -> conv(1) }\n';
  const network = 'normal = seen -> conv(3) -> tanh map = channel_pool(normal) -> sigmoid';
  const lossOf = (fake: string) =>
    `${judge}loss { game = lsgan(judge, real: image, fake: ${fake}) near = l2(judge.features(normal), judge.features(image)) + l1(map, 0) }`;
  const { lines } = reportOf(network, lossOf('stop_gradient(normal)'));
  expect(lines.map(({ name, trains }) => [name, ...trains])).toEqual([
    ['game'],
    ['game.judge', 'judge'],
    ['near', 'generator'],
  ]);
  expect(() => reportOf(network, lossOf('seen'))).toThrow('trains nothing');
});

describe('output', () => {
  const model = checkedModel('pipelines/quickstart.anoseg');
  const report = reportPlan(model);
  const topology = topologyOf(model, report);

  test('JSON names every tensor with shape, type, weights and multiply-adds', () => {
    const { tensors, digest } = planDocument(report, 'sha256:0');
    expect(digest).toBe('sha256:0');
    const { networks, batch } = planDocument(report, '');
    const numbers = tensors
      .filter(({ network }) => network === 'generator')
      .reduce((sum, { shape }) => sum + shape.reduce<number>((product, side) => product * (side ?? 0), 1), 0);
    expect(networks[0]?.values_bytes).toBe(4 * (batch.normal + batch.synthetic) * numbers);
    expect(tensors[2]).toMatchObject({
      name: 'generator/e1/conv',
      shape: [32, 32, 16],
      dtype: 'float32',
      parameters: 4 * 4 * 5 * 16 + 16,
      multiply_adds: 32 * 32 * 16 * 4 * 4 * 5,
    });
  });

  test('text has a line for each tensor, objective and network', () => {
    const text = planText(report, 'quickstart', 8e9);
    expect(text).toContain('  e1/conv ');
    expect(text).toMatch(/adversarial\.discriminator +trains discriminator +1 \*/);
    expect(text).toMatch(/map {2}generator\.map, 64 x 64 x 1; each pixel sees 94 x 94 pixels of the image/);
    expect(text.split('\n').every((line) => line === line.trimEnd())).toBe(true);
  });

  test('text says which networks nothing trains, and numbers as they were written', () => {
    const text = planText(reportPlan(checkedModel('pipelines/peers/simplenet.anoseg')), 'simplenet', 8e9);
    expect(text).toMatch(/^ {2}encoder +frozen +700,768 numbers stay, starts from pretrained\(/m);
    expect(text).toMatch(/^ {2}generator +has nothing to train$/m);
    const other = reportOf(`map = concat(stop_gradient(teacher(seen)), seen) -> conv(1) -> sigmoid }
network teacher(x) { features = x -> conv(2)`);
    expect(planText(other, 'teacher', 8e9)).toMatch(/^ {2}teacher +nothing trains it$/m);
    expect(text).toContain('truncated_l1(clear, 0, margin: 0.5)');
  });

  test('the drawing has a box for each named value, and arrows between boxes that exist', () => {
    const titles = topology.boxes.filter(({ group }) => group === 'generator').map(({ title }) => title);
    expect(titles).toEqual(['e1', 'e2', 'e3', 'e4', 'reconstruction', 'd3', 'd2', 'd1', 'normal', 'map']);
    expect(titlesAround(topology, 'generator/d2')).toEqual(['d3', 'e3']);
    expect(titlesAround(topology, 'discriminator/in/map')).toEqual(['mask', 'map']);
    expect(topology.boxes.find(({ id }) => id === 'generator/map')?.kind).toBe('map');
  });

  test('what losses call `image` is what `augment` makes of every image', () => {
    const { model: flipped } = checkText(
      readFileSync('pipelines/quickstart.anoseg', 'utf8').replace(
        'augment {',
        'augment {\n image = image -> flip(horizontal)',
      ),
    );
    if (flipped === undefined) throw new Error('the pipeline has errors');
    const drawn = topologyOf(flipped, reportPlan(flipped));
    expect(drawn.arrows).toContainEqual({ from: 'augment/image', to: 'loss/reconstruction', label: undefined });
    expect(drawn.arrows).toContainEqual({ from: 'augment/image', to: 'discriminator/in/image', label: 'real' });
    expect(topology.arrows).toContainEqual({ from: 'given/image', to: 'loss/reconstruction', label: undefined });
  });

  test('Mermaid declares what its arrows join', () => {
    const text = mermaidText(topology);
    const declared = new Set([...text.matchAll(/^\s+(n\d+)[[({]/gm)].map(([, name]) => name));
    const joined = [...text.matchAll(/^\s+(n\d+) -->(?:\|\w+\|)? (n\d+)$/gm)].flatMap(([, a, b]) => [a, b]);
    expect(joined.length).toBe(2 * topology.arrows.length);
    expect(joined.every((name) => declared.has(name))).toBe(true);
  });

  test('SVG is complete and its boxes do not overlap', () => {
    const layout = layOut(topology);
    const svg = svgText(layout, 'quickstart <&>');
    expect(svg).toContain('<title>quickstart &lt;&amp;&gt;</title>');
    expect(svg).not.toContain('NaN');
    for (const a of layout.boxes)
      for (const b of layout.boxes)
        if (a !== b)
          expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
            true,
          );
  });
});

function titlesAround({ boxes, arrows }: Topology, to: string): readonly (string | undefined)[] {
  return arrows.filter((arrow) => arrow.to === to).map(({ from }) => boxes.find(({ id }) => id === from)?.title);
}
