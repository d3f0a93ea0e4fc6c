// What benches and runs leave for `plan`: the speed of this machine, in the cache.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { trainingText } from '../../../src/cli/commands/plan/plan-training.ts';
import { expectTraining, keepSpeed, readSpeeds, type Speed } from '../../../src/runtime/record/speeds.ts';

const cache = () => mkdtempSync(path.join(tmpdir(), 'anoseg-speeds-'));
const speed = (multiplyAdds: number, stepMs: number, pipeline = 'bottle'): Speed => ({
  pipeline,
  time: '2026-11-29T08:00:00.000Z',
  threads: 2,
  device: 'cpu',
  multiply_adds: multiplyAdds,
  step_ms: stepMs,
  steps: 100,
});

test('the newest speed of the same work counts', () => {
  const folder = cache();
  keepSpeed(folder, speed(1e9, 500));
  keepSpeed(folder, speed(4e9, 900, 'other'));
  keepSpeed(folder, speed(1e9, 100));
  expect(readSpeeds(folder).map(({ step_ms }) => step_ms)).toEqual([100, 900]);
});

test('other work is reckoned by its multiply-adds, from what is most alike', () => {
  const known = [speed(1e9, 100), speed(100e9, 5000, 'large')];
  expect(expectTraining(known, { multiplyAdds: 1e9, steps: 50 })).toMatchObject({ seconds: 5, isMeasured: true });
  const expected = expectTraining(known, { multiplyAdds: 50e9, steps: 100 });
  expect(expected).toMatchObject({ seconds: 250, isMeasured: false, from: { pipeline: 'large' } });
  expect(expectTraining(known, { multiplyAdds: 9e9, steps: 50 })).toBeUndefined();
  expect(expectTraining([], { multiplyAdds: 1e9, steps: 50 })).toBeUndefined();
  expect(expectTraining(known, { multiplyAdds: 0, steps: 50 })).toBeUndefined();
});

test("a few short steps are said to be rough, and take no better measure's place", () => {
  const folder = cache();
  keepSpeed(folder, { ...speed(1e9, 1), steps: 2 });
  expect(expectTraining(readSpeeds(folder), { multiplyAdds: 1e9, steps: 50 })).toMatchObject({ isRough: true });
  keepSpeed(folder, speed(1e9, 100));
  keepSpeed(folder, { ...speed(1e9, 1), steps: 2 });
  const known = readSpeeds(folder);
  expect(expectTraining(known, { multiplyAdds: 1e9, steps: 50 })).toMatchObject({ seconds: 5, isRough: false });
  // Few steps that take long are as good.
  const slow = expectTraining([{ ...speed(1e9, 5000), steps: 3 }], { multiplyAdds: 1e9, steps: 50 });
  expect(slow).toMatchObject({ isRough: false });
  const text = (steps: number, from: Speed) =>
    trainingText({ steps, expected: expectTraining([from], { multiplyAdds: 1e9, steps }) }, 'b.anoseg', 999);
  expect(text(50, { ...speed(1e9, 1), steps: 2 })).toContain(
    'about a second or less here, roughly, from a short or unknown measure (',
  );
});

test('speeds on other threads or another device say nothing where it is known how it will be done', () => {
  const known = [speed(1e9, 100), { ...speed(1e9, 40), threads: 8 }];
  const work = { multiplyAdds: 1e9, steps: 100 };
  expect(expectTraining(known, { ...work, threads: 8 })?.seconds).toBe(4);
  expect(expectTraining(known, { ...work, threads: 3 })).toBeUndefined();
  expect(expectTraining(known, { ...work, device: 'gpu' })).toBeUndefined();
});

test('a damaged file, or a cache that cannot be written, is as none', () => {
  const folder = cache();
  for (const text of ['', '{"speeds":[{"step_ms":0}]}', '[]', 'x']) {
    writeFileSync(path.join(folder, 'speeds.json'), text);
    expect(readSpeeds(folder)).toEqual([]);
  }
  keepSpeed(folder, speed(1e9, 100));
  expect(readSpeeds(folder)).toHaveLength(1);
  keepSpeed(folder, speed(2e9, 0));
  expect(readSpeeds(folder)).toHaveLength(1);
  const blocked = cache();
  mkdirSync(path.join(blocked, 'speeds.json'));
  keepSpeed(blocked, speed(1e9, 100));
  expect(readSpeeds(blocked)).toEqual([]);
});

test('plan says from what the time of the training comes, or what tells it', () => {
  const text = (multiplyAdds: number, known: readonly Speed[]) =>
    trainingText(
      { steps: 1000, expected: expectTraining(known, { multiplyAdds, steps: 1000 }) },
      'b.anoseg',
      999,
    ).trim();
  expect(text(1e9, [])).toBe(
    'the whole training of 1,000 steps: how long it takes here, `anoseg bench b.anoseg` tells',
  );
  expect(text(1e9, [speed(1e9, 90)])).toBe(
    'the whole training of 1,000 steps takes about 1 min 30 s here, as measured (bottle on 2 threads, 2026-11-29); without reading images, threshold and evaluation',
  );
  expect(text(2e9, [speed(1e9, 90)])).toContain('3 min here, reckoned from 11.1 G multiply-adds a second (bottle');
});
