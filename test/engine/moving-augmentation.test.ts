// Schedules in `augment`: what is drawn at each step, against the schedule's formula written out here.
import { describe, expect } from 'vitest';
import type { Drawn, DrawnStep, SampleExample } from './operations/case.ts';
import { black, pictures, samplesOf } from './operations/pixels.ts';
import { testExamples } from './operations/sample-contract.ts';
import { expectFrequencies, expectUniform, meanOf } from './operations/statistics.ts';

/** Of the pipelines that examples are made of. */
const steps = 10;
const side = 40;
const whole = `box(width: ${side}px, height: ${side}px)`;
/** Straight from one value to another, from the first step to the last but one or so. */
const straight = (from: number, to: number, step: number, length = steps) =>
  from + (to - from) * Math.min(step / length, 1);

function example(title: string, augment: string, verify: (step: DrawnStep, index: number) => void): SampleExample {
  return {
    title,
    augment,
    pictures: black(60, side, side),
    // Four more than training has: as for a threshold.
    steps: steps + 4,
    verify: (drawn: Drawn) => drawn.steps.forEach(verify),
  };
}

const areas = ({ mask }: DrawnStep) => samplesOf(mask).map(({ data }) => meanOf(data));
const levels = ({ seen }: DrawnStep) => samplesOf(seen).map(({ data }) => meanOf(data));
const share = (taken: readonly boolean[]) => [taken.filter(Boolean).length, taken.filter((one) => !one).length];
const last = (step: number) => Math.min(step, steps - 1);

describe('numbers', () => {
  testExamples([
    // The same for every sample of a step, which is what `fixed` asks of steps: so a place is drawn besides.
    example(
      'an opacity',
      `synthetic, mask = image -> paste(image -> invert(), rectangle(area: 50%..60%), opacity: ramp(100%..30%, over: 100%))`,
      (drawn, step) => {
        const expected = straight(1, 0.3, last(step));
        const brightest = samplesOf(drawn.seen).map(({ data }) => Math.max(...Array.from(data)));
        for (const value of brightest) expect(value).toBeCloseTo(expected, 5);
      },
    ),
    example(
      'a length, as a share of the side',
      `synthetic, mask = image -> paste(image -> invert(), box(width: ramp(50%..10%, over: 100%), height: ramp(8px..20px, over: 100%)))`,
      (drawn, step) => {
        const expected = straight(20, 4, last(step)) * straight(8, 20, last(step));
        // A side is cut at the middles of pixels.
        for (const area of areas(drawn)) expect(Math.abs(area * side * side - expected)).toBeLessThan(45);
      },
    ),
    example(
      'half a cosine',
      `synthetic, mask = image -> paste(image -> invert(), rectangle(area: 50%..60%), opacity: cosine(100%, end: 20%))`,
      (drawn, step) => {
        const expected = 0.2 + 0.4 * (1 + Math.cos((Math.PI * last(step)) / (steps - 1)));
        const brightest = samplesOf(drawn.seen).map(({ data }) => Math.max(...Array.from(data)));
        for (const value of brightest) expect(value).toBeCloseTo(expected, 5);
      },
    ),
    example(
      'in steps, which stay at the last one',
      `synthetic, mask = image -> paste(image -> invert(), rectangle(area: 50%..60%), opacity: step(80%, factor: 0.5, every: 50%))`,
      (drawn, step) => {
        const brightest = samplesOf(drawn.seen).map(({ data }) => Math.max(...Array.from(data)));
        for (const value of brightest) expect(value).toBeCloseTo(step < 5 ? 0.8 : 0.4, 5);
      },
    ),
  ]);
});

describe('ends of a range', () => {
  testExamples([
    example(
      'evenly',
      `synthetic, mask = image -> paste(image -> invert(), ${whole}, opacity: 10%..ramp(20%..90%, over: 100%))`,
      (drawn, step) => expectUniform(levels(drawn), 0.1, straight(0.2, 0.9, last(step))),
    ),
    example(
      'on a logarithmic scale',
      `synthetic, mask = image -> paste(image -> invert(), ${whole}, opacity: log_uniform(ramp(1%..50%, over: 100%)..100%))`,
      (drawn, step) => expectUniform(levels(drawn).map(Math.log), Math.log(straight(0.01, 0.5, last(step))), 0, 1e-4),
    ),
    example(
      'both',
      `synthetic, mask = image -> paste(image -> invert(), ${whole}, opacity: ramp(50%..10%, over: 100%)..ramp(90%..20%, over: 100%))`,
      (drawn, step) => expectUniform(levels(drawn), straight(0.5, 0.1, last(step)), straight(0.9, 0.2, last(step))),
    ),
  ]);
});

describe('options and chances', () => {
  const moving = 'ramp(0%..80%, over: 100%)';
  const ofAll = (title: string, augment: string, isTaken: (level: number) => boolean): SampleExample =>
    example(title, augment, (drawn, step) => {
      const chance = straight(0, 0.8, last(step));
      const counts = share(levels(drawn).map(isTaken));
      if (chance === 0) expect(counts[0]).toBe(0);
      else expectFrequencies(counts, [chance, 1 - chance]);
    });
  testExamples([
    ofAll(
      'of a step of a donor',
      `synthetic, mask = image -> paste(image -> invert() -> maybe(${moving}) invert(), ${whole}, opacity: 40%..50%)`,
      (level) => level < 0.1,
    ),
    ofAll(
      'of an anomaly',
      `synthetic, mask = image -> maybe(${moving}) paste(image -> invert(), ${whole}, opacity: 40%..50%)`,
      (level) => level > 0.1,
    ),
    ofAll(
      'of each of several',
      `synthetic, mask = image -> paste(image -> any_of(invert(), chance: ${moving}, at_least: 0), ${whole}, opacity: 40%..50%)`,
      (level) => level > 0.1,
    ),
    example(
      'of a further patch',
      `synthetic, mask = image -> paste(image -> invert(), rectangle(area: 4%, aspect: 1), patches: 1..2, another: ${moving})`,
      (drawn, step) => {
        const chance = straight(0, 0.8, last(step));
        const counts = share(drawn.shapes.map((count) => count === 2));
        if (chance === 0) expect(counts[0]).toBe(0);
        else expectFrequencies(counts, [chance, 1 - chance]);
      },
    ),
    example(
      'one of several numbers',
      `synthetic, mask = image -> paste(image -> invert(), ${whole}, opacity: ramp(20%..60%, over: 100%) | 100%)`,
      (drawn, step) => {
        const found = levels(drawn).map((level) => level > 0.95);
        expectFrequencies(share(found), [0.5, 0.5]);
        for (const level of levels(drawn).filter((one) => one < 0.95))
          expect(level).toBeCloseTo(straight(0.2, 0.6, last(step)), 5);
      },
    ),
  ]);
});

describe('what is done to every image', () => {
  testExamples([
    {
      title: 'a chance',
      augment: 'image = image -> maybe(ramp(0%..100%, over: 50%)) invert()',
      pictures: pictures([60, 4, 4, 1], () => 100),
      steps,
      verify: (drawn) =>
        drawn.steps.forEach((step, index) => {
          const counts = share(levels(step).map((level) => level > 0.5));
          const chance = Math.min(index / 5, 1);
          if (chance === 0 || chance === 1) expect(counts[chance]).toBe(0);
          else expectFrequencies(counts, [chance, 1 - chance]);
        }),
    },
  ]);
});
