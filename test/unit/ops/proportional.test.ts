// Defaults in pixels: what they are at 256, they are as a share of every other image, down to what can still be seen.
import { expect, test } from 'vitest';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { operations } from '../../../src/ops/table.ts';
import { checkText } from '../../pipelines.ts';

function settingsAt(height: number, width: number): ReadonlyMap<string, string> {
  const { model } = checkText(`anoseg 1
data { source = sample("gear")  image = ${height} x ${width} }
augment {
  shape           = scar() | box() | lines() | polyline()
  donor           = other_image -> blur() -> warp()
  synthetic, mask = image -> paste(donor, shape, inside: object(image)) -> relabel(label: intensity)
}
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`);
  if (model === undefined) throw new Error('the pipeline is wrong');
  return new Map(effectiveSettings(model).map(({ path, value }) => [path.split('/').at(-1) ?? path, value]));
}

test('at 256 pixels they are what the reference says', () => {
  const settings = settingsAt(256, 300);
  const written: ReadonlyMap<string, string | undefined> = new Map(
    operations.flatMap(({ name, parameters }) =>
      Object.entries(parameters).map(([key, { defaultText }]) => [`${name}.${key}`, defaultText] as const),
    ),
  );
  for (const path of [
    'scar.width',
    'scar.length',
    'box.width',
    'box.height',
    'lines.width',
    'lines.spacing',
    'lines.length',
    'polyline.width',
    'polyline.length',
    'blur.deviation',
    'warp.amplitude',
    'object.median',
    'object.closing',
    'relabel.smooth',
  ])
    expect(settings.get(path), path).toBe(written.get(path));
});

test('they follow the shorter side', () => {
  const large = settingsAt(1024, 2000);
  expect(large.get('scar.width')).toBe('8px..64px');
  expect(large.get('scar.length')).toBe('40px..100px');
  expect(large.get('polyline.length')).toBe('120px..800px');
  expect(large.get('relabel.smooth')).toBe('44px');
});

test('they end at what can be seen, and at what is allowed', () => {
  const small = settingsAt(64, 32);
  expect(small.get('scar.width')).toBe('2px..3px');
  expect(small.get('scar.length')).toBe('6px..10px');
  expect(small.get('lines.width')).toBe('1px..1.5px');
  expect(small.get('object.median')).toBe('3px');
  expect(settingsAt(2048, 2048).get('relabel.smooth')).toBe('63px');
});

test('what counts pixels, or removes single ones, stays', () => {
  for (const side of [32, 256, 1024]) {
    expect(settingsAt(side, side).get('relabel.median')).toBe('3px');
    expect(settingsAt(side, side).get('relabel.at_least')).toBe('12');
  }
});
