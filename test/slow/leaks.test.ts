// 120,000 steps with saves between them: open files, threads and resident memory of the engine process stay as they are. V8 collects
// what is old once in some 45,000 of these steps, and memory climbs by 35 MB until then: what counts is where it comes down to.
// Only with ANOSEG_TEST_LONG=1; prints what was measured.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { engineOf, scratch, startAnoseg, until } from './command.ts';
import { eventsOf } from './random-kills.ts';
import { drawSmallSet } from './small-set.ts';

const steps = 120_000;

interface Sample {
  readonly step: number;
  readonly rssKb: number;
  readonly files: number;
  readonly threads: number;
}

test.runIf(process.env.ANOSEG_TEST_LONG === '1')(
  'nothing grows with the steps',
  async () => {
    const set = await drawSmallSet();
    const folder = path.join(scratch(), 'run');
    const sizes = ['--set', 'log_every=100', '--set', `steps=${steps}`, '--out', folder];
    const running = startAnoseg([...set.run, ...sizes], { ANOSEG_SAVE_SECONDS: '0.5' });
    await until(() => stepIn(folder) > 0, 'the first step');
    const engine = engineOf(running);
    const samples: Sample[] = [];
    for (let step = stepIn(folder); step < steps && engine !== undefined; step = stepIn(folder)) {
      if (step - (samples.at(-1)?.step ?? 0) >= 200) samples.push({ step, ...measured(engine) });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await running.ended).code).toBe(0);
    // What the first steps allocate stays.
    const warm = samples.filter(({ step }) => step >= steps / 10);
    const range = (key: 'rssKb' | 'files' | 'threads') => [
      Math.min(...warm.map((one) => one[key])),
      Math.max(...warm.map((one) => one[key])),
    ];
    const ranges = { rssKb: range('rssKb'), files: range('files'), threads: range('threads') };
    const lowest = [0, 1, 2].map((third) =>
      Math.min(...warm.filter(({ step }) => Math.floor((3 * step) / steps) === third).map(({ rssKb }) => rssKb)),
    );
    console.log(JSON.stringify({ samples: samples.length, lowest, ...ranges, first: samples[0] }));
    expect(warm.length).toBeGreaterThan(10);
    const [fewest = 0, most = 0] = ranges.files;
    // A save opens some for a moment.
    expect(most - fewest).toBeLessThan(6);
    // One or two of those that started the engine end somewhere on the way.
    expect(ranges.threads[1]).toBe(warm[0]?.threads);
    const [, early = 0, late = 0] = lowest;
    expect(late - early).toBeLessThan(10_000);
  },
  3_600_000,
);

function stepIn(folder: string): number {
  return eventsOf(folder).findLast(({ event }) => event === 'step')?.step ?? 0;
}

function measured(pid: number): Omit<Sample, 'step'> {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const number = (key: string) => Number(new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(status)?.[1]);
  return { rssKb: number('VmRSS'), files: readdirSync(`/proc/${pid}/fd`).length, threads: number('Threads') };
}
