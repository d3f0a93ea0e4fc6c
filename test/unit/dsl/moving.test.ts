// Schedules and choices of anomalies in `augment`: what is taken, and what is said of the rest.
import { describe, expect, test } from 'vitest';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { checkText } from '../../pipelines.ts';

const check = (augment: string) =>
  checkText(`anoseg 1
block rough(picture) { return picture -> jitter() -> blur() }
block one_patch(picture) { return picture -> paste(other_image, rectangle()) -> relabel() }
data { source = sample("weave")  image = 64 x 64 }
augment { synthetic, mask = image -> ${augment} }
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`);

/** Code, hint and text of what is said. */
function said(augment: string): readonly (string | undefined)[] {
  const [first] = check(augment).diagnostics.filter(
    ({ severity, code }) => severity === 'error' || code === 'no-op-anomalies',
  );
  return first ? [first.code, first.hint] : [];
}

const paste = (shape: string, settings = '') => `paste(other_image, ${shape}${settings}) -> relabel()`;

describe('schedules', () => {
  test('are explained as they are written', () => {
    const { model } = check(paste('scar(width: 2px..ramp(4px..8px))', ', opacity: ramp(100%..30%)'));
    const shown = (name: string) => model && effectiveSettings(model).find(({ path }) => path.endsWith(name))?.value;
    expect(shown('paste.opacity')).toBe('ramp(values: 100%..30%)');
    expect(shown('scar.width')).toBe('2px..ramp(values: 4px..8px)');
  });

  test('a length in % is one of the image', () => {
    const values = (text: string) => {
      const { model } = check(paste(`scar(width: ${text})`));
      const setting = model?.augment.flow.nodes[0]?.call.settings.shape;
      const width =
        setting?.kind === 'recipe' && setting.value.kind === 'call' ? setting.value.call.settings.width : undefined;
      return width?.kind === 'drawn' && 'from' in width.value ? [width.value.from, width.value.to] : [];
    };
    expect(values('ramp(25%..50%)')).toEqual([16, 32]);
    expect(values('2px..ramp(4px..8px)')).toEqual([2, 8]);
    expect(values('cosine(50%, end: 25%)')).toEqual([16, 32]);
  });

  test.each([
    ['opacity: ramp(1..0.3)', 'wrong-type', 'its values have the unit of what they stand for, such as `30%`'],
    ['opacity: ramp(0%..130%)', 'out-of-range', undefined],
    ['opacity: step(150%, at: [50%])', 'out-of-range', undefined],
    ['opacity: step(50%)', 'operation-fails', 'give `at` or `every`'],
    ['opacity: cosine(100%, end: 20deg)', 'wrong-type', undefined],
    ['opacity: 2 * ramp(10%..30%)', 'wrong-type', 'write the values of the schedule as they shall be'],
    [
      'opacity: ramp(50%..40%)..ramp(30%..20%)',
      'range-reversed',
      'write the smaller end first: `ramp(30%..20%)..ramp(50%..40%)`',
    ],
    ['opacity: 50%..10%', 'range-reversed', 'write the smaller end first: `10%..50%`'],
    ['overlap: ramp(0%..50%)', 'wrong-type', 'it is the same all through training'],
    ['tries: ramp(1..9)', 'wrong-type', 'it is the same all through training'],
  ])('%s', (setting, code, hint) => {
    expect(said(paste('scar()', `, ${setting}`))).toEqual([code, hint]);
  });

  test('of shares are no rates', () => {
    const { diagnostics } = checkText(`anoseg 1
data { source = sample("weave")  image = 64 x 64 }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: ramp(1%..2%))  batch = 2 normal + 2 synthetic  steps = 10 }
`);
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
      ['wrong-type', 'the schedule is of shares; write its values without a unit'],
    ]);
  });
});

describe('choices among anomalies', () => {
  test.each([
    '(one_patch() | maybe(30%) one_patch()) -> relabel()',
    '(one_patch | rough) -> relabel()',
    'maybe(50%) rough() -> paste(other_image -> maybe(50%) rough(), scar()) -> relabel()',
    '(one_patch() | one_patch())',
  ])('%s', (augment) => expect(said(augment)).toEqual([]));

  const mayStand =
    'blocks and anomalies stand behind their image, in a random step too: `image -> (cutpaste() | maybe(30%) nsa(other_image))`';
  test.each([
    ['any_of(one_patch(), rough()) -> relabel()', 'no-step', mayStand],
    [
      '(one_patch() | object()) -> relabel()',
      'no-step',
      'a random step gives an image, or an image with its mask; this gives a mask',
    ],
    [
      'one_patch() -> (jitter() | blur())',
      'no-step',
      'it works on an image; an anomaly is followed by `paste`, `relabel`, or random steps of these',
    ],
    ['(one_patch() | paste(other_image, scar()))', 'no-op-anomalies', 'add `-> relabel()` behind it'],
  ])('%s', (augment, code, hint) => expect(said(augment)).toEqual([code, hint]));

  test('of which all have no image before them', () => {
    const { diagnostics } = checkText(`anoseg 1
data { source = sample("weave")  image = 32 x 32 }
augment { synthetic, mask = paste(image, other_image, scar()) | paste(image, other_image, blob(), blend: poisson) }
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(diagnostics.filter(({ code }) => code === 'no-op-anomalies')).toHaveLength(2);
  });
});
