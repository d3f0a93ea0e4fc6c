// What `anoseg bench` prints, for people and for scripts.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { benchDocument } from '../../../src/cli/commands/bench/bench-json.ts';
import type { BenchResult } from '../../../src/cli/commands/bench/bench-result.ts';
import { benchText } from '../../../src/cli/commands/bench/bench-text.ts';

const times = (...wall: readonly number[]) => ({ wall, cpu: wall.map((ms) => 2 * ms) });
const operation = (line: number, file = 'parts.anoseg') => ({
  name: `generator/e${line}/conv`,
  operation: 'conv',
  file,
  line,
  column: 8,
  times: { forward: 20 - line, backward: 2 * (20 - line), update: line === 1 ? 0.5 : 0.01 },
});
const operations = [
  operation(1),
  operation(2, 'lib.anoseg'),
  ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((line) => operation(line)),
];
const result: BenchResult = {
  pipeline: 'parts.anoseg',
  threads: 2,
  trainingSteps: 20_000,
  measured: {
    steps: 3,
    step: times(200, 190, 260),
    network: times(150, 140, 230),
    samples: 8,
    peakMemory: 567_443_000,
    setupMs: 4000,
    busy: { load: 0.4, cores: 2 },
    pictures: { count: 16, areDrawn: true },
    engine: { tensorflow: '2.19.1', variant: 'cpu', device: 'cpu', oneDnn: 'on' },
  },
  profile: { steps: 5, total: 500, rest: 4, operations },
};

test('times, the whole training, and ten operations by name and line', () => {
  const text = benchText(result, 80);
  expect(text).toContain('  training step    200 ms (190 ms to 260 ms), 400 ms of CPU\n');
  expect(text).toContain('  without drawing  150 ms (140 ms to 230 ms), 300 ms of CPU: 25% less\n');
  expect(text).toContain('  images           40.0 a second\n  peak memory      567 MB, with 16 images\n');
  expect(text).toContain('the whole training of 20,000 steps takes about 1 h 5 min;');
  expect(text).toMatch(/generator\/e1\/conv +line 1 +11\.5% +19\.0 +38\.0 +0\.5\n/);
  expect(text).toMatch(/generator\/e2\/conv +lib\.anoseg:2 +10\.8% +18\.0 +36\.0\n/);
  expect(text).toMatch(/ 2 others +10\.2%\n +pictures, clock, totals +0\.8%\n$/);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('says on which images it was, of the data set or drawn', () => {
  const real = { ...result, measured: { ...result.measured, pictures: { count: 16, areDrawn: false } } };
  expect(benchText(result, 999)).toMatch(
    /^3 steps on drawn images \(the data set is not there\): 2 threads, cpu, oneDNN on/,
  );
  expect(benchText(real, 999)).toMatch(/^3 steps on images of the data set:/);
});

test('says where other programs made it slow', () => {
  const busy = { ...result, measured: { ...result.measured, busy: { load: 13.94, cores: 2 } } };
  expect(benchText(result, 999)).not.toContain('idle');
  expect(benchText(busy, 999)).toContain('a load of 13.9 on 2 processors): on an idle machine it is quicker\n');
});

test('JSON is as the published schema says, with the promised keys', () => {
  const document: unknown = JSON.parse(JSON.stringify(benchDocument(result)));
  const validate = new Ajv2020().compile(JSON.parse(readFileSync('grammar/bench.schema.json', 'utf8')));
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(document).toMatchObject({
    steps: 3,
    step_ms: { median: 200, min: 190, max: 260 },
    network_ms: { median: 150, min: 140, max: 230 },
    images_per_second: 40,
    peak_rss_mb: 567.443,
    engine: 'tensorflow 2.19.1 cpu',
    threads: 2,
    training: { steps: 20_000, seconds: 4000 },
  });
});
