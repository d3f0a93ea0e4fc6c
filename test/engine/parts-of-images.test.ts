// A donor of which a patch shows a part is made as far as it is seen. The pictures are those of a donor that is made as a
// whole: one with an operation at its end that changes nothing and cannot be made in part.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SampleExample } from './operations/case.ts';
import { SampleSheet } from './operations/draw-samples.ts';
import { pictures } from './operations/pixels.ts';

const pattern = pictures([24, 80, 96, 3], (y, x, k) => (7 * x + 11 * y + 40 * k + ((x * y) % 31)) % 256);
const jitter = 'jitter(brightness: 30%, contrast: 30%, saturation: 30%, hue: 20%)';
const rectangle = 'rectangle(area: 2%..40%)';
const scar = 'scar(width: 2px..16px, length: 10px..25px, angle: -45deg..45deg)';

const cases = [
  { title: 'recoloured', chain: jitter, shape: rectangle, tolerance: 1e-6 },
  { title: 'turned, also beyond the border', chain: 'rotate(-180deg..180deg)', shape: scar, tolerance: 2e-3 },
  { title: 'recoloured, then turned', chain: `${jitter} -> rotate(-45deg..45deg)`, shape: scar, tolerance: 2e-3 },
] as const;

let sheet: SampleSheet;
beforeAll(() => {
  const example = (donor: string, shape: string): SampleExample => ({
    title: donor,
    augment: `donor = image -> ${donor}\nsynthetic, mask = image -> paste(donor, ${shape}, from: anywhere)`,
    pictures: pattern,
    steps: 3,
    verify: () => undefined,
  });
  sheet = new SampleSheet(
    cases.flatMap(({ chain, shape }) => [example(chain, shape), example(`${chain} -> gamma(1)`, shape)]),
  );
});
afterAll(() => sheet.dispose());

test.each(cases.map((one, i) => ({ ...one, i })))('$title', ({ i, tolerance }) => {
  const [parts, wholes] = [sheet.draw(2 * i).steps, sheet.draw(2 * i + 1).steps];
  parts.forEach(({ seen, mask }, step) => {
    const whole = wholes[step];
    expect(mask.data).toEqual(whole?.mask.data);
    expect(Array.from(mask.data).filter((value) => value > 0).length).toBeGreaterThan(500);
    const differences = Array.from(seen.data, (value, at) => Math.abs(value - (whole?.seen.data[at] ?? Number.NaN)));
    expect(differences.reduce((a, b) => Math.max(a, b))).toBeLessThan(tolerance);
  });
});
