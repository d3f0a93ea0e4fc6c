// What is done to predicted masks, against SciPy; and that it decides the figures, outlines and regions that it shall.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { convert, createSyntax } from '../../../src/api/language.ts';
import { computeMetrics } from '../../../src/metrics/metrics.ts';
import { cleanerOf, cleanUpOf } from '../../../src/runtime/evaluation/clean-up.ts';
import { checkText } from '../../pipelines.ts';

interface Fixture {
  readonly cases: readonly {
    readonly mask: readonly string[];
    readonly results: readonly {
      readonly step: string;
      readonly radius?: number;
      readonly pixels?: number;
      readonly mask: readonly string[];
    }[];
  }[];
}

// Ours, made by a script from SciPy.
const fixture = JSON.parse(readFileSync('test/fixtures/cleaning.json', 'utf8')) as Fixture;

function pipeline(cleanUp: string, size = '32 x 32'): string {
  return `anoseg 1
data { source = sample("weave") image = ${size} }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam() batch = 2 normal + 2 synthetic steps = 10 }
evaluate {
clean_up = ${cleanUp}
}
`;
}

function cleaned(
  rows: readonly string[],
  steps: readonly { readonly name: string; readonly [key: string]: number | string }[],
  enlarged = 1,
) {
  const [height, width] = [rows.length, rows[0]?.length ?? 0];
  const cleaner = cleanerOf({ side: Math.min(width, height) / enlarged, steps });
  const data =
    cleaner?.(
      Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0)),
      width,
      height,
    ) ?? [];
  return rows.map((_, y) =>
    Array.from(data.slice(y * width, (y + 1) * width), (one) => (one === 1 ? '#' : '.')).join(''),
  );
}

describe.each(fixture.cases.map((one, i) => [i, one] as const))('mask %d', (_, { mask, results }) => {
  test.each(results.map((result) => [result.step, result.radius ?? result.pixels ?? '', result] as const))(
    'has the %s of %s of SciPy',
    (step, _size, { radius, pixels, mask: expected }) => {
      const area = (pixels ?? 0) / (mask.length * (mask[0]?.length ?? 1));
      const settings = { ...(radius === undefined ? {} : { radius }), ...(pixels === undefined ? {} : { area }) };
      expect(cleaned(mask, [{ ...settings, name: step }])).toEqual(expected);
      // Twice as large a pixel of the pipeline: half as many of them.
      if (radius !== undefined) expect(cleaned(mask, [{ radius: radius / 2, name: step }], 2)).toEqual(expected);
    },
  );
});

describe('in a pipeline', () => {
  const recordOf = (text: string, name?: string) => {
    const { model, diagnostics } = checkText(text, {}, name);
    expect(diagnostics.map(({ summary }) => summary)).toEqual([]);
    return model && cleanUpOf(model);
  };

  test.each(['closing(3px) -> fill_holes()', 'closing(3px) -> fill_holes', '[closing(3px), fill_holes()]'])(
    '%s',
    (written) => {
      const text = pipeline(`${written}`);
      const record = { side: 32, steps: [{ name: 'closing', radius: 3 }, { name: 'fill_holes' }] };
      expect(recordOf(text)).toEqual(record);
      const yaml = convert(text, 'yaml', { syntax: createSyntax() }).text ?? '';
      expect(recordOf(yaml, 'test.yaml')).toEqual(record);
    },
  );

  test('lengths are those of the image, areas shares of it', () => {
    expect(recordOf(pipeline('closing(5%) -> remove_small(1%)', '40 x 80'))).toEqual({
      side: 40,
      steps: [
        { name: 'closing', radius: 2 },
        { name: 'remove_small', area: 0.01 },
      ],
    });
  });

  test('without it nothing is recorded, and nothing is done', () => {
    const text = pipeline('opening(1px)').replace(/clean_up.*\n/, '');
    expect(recordOf(text)).toBeUndefined();
    expect(cleanerOf(undefined)).toBeUndefined();
  });

  test.each([
    ['closing', 'missing-argument'],
    ['closing(3px) -> sigmoid', 'missing-argument'],
    ['map -> closing(3px)', 'takes-no-input'],
    ['closng(3px)', 'unknown-operation'],
    ['closing(-1px)', 'out-of-range'],
    ['3px', 'wrong-type'],
  ])('%s is told', (written, code) => {
    const found = checkText(pipeline(written)).diagnostics;
    expect(found.map((one) => one.code)).toEqual([code]);
  });
});

test('it decides IoU and F1 at the threshold, and no other figure', () => {
  // A defect of 7 x 7 with a hole that the map leaves out.
  const size = 9;
  const truth = Uint8Array.from({ length: 81 }, (_, i) => (i % 9 > 0 && i % 9 < 8 && i > 8 && i < 72 ? 1 : 0));
  const map = Float32Array.from(truth, (one, i) => (i === 40 ? 0.2 : one * 0.9));
  const images = [
    { defect: 'hole', width: size, height: size, anomalyMap: map, groundTruth: truth, score: 0.9 },
    { defect: 'good', width: size, height: size, anomalyMap: map.map(() => 0.1), groundTruth: undefined, score: 0.1 },
  ];
  const plain = computeMetrics(images, { threshold: 0.5 });
  const filled = computeMetrics(images, {
    threshold: 0.5,
    cleanUp: cleanerOf({ side: 9, steps: [{ name: 'fill_holes' }] }),
  });
  expect(plain.iou).toBeCloseTo(48 / 49, 12);
  expect(filled).toMatchObject({ iou: 1, f1: 1, defects: { hole: { iou: 1, f1: 1 } } });
  const others = ({ iou: _, f1: __, defects: ___, ...rest }: typeof plain) => rest;
  expect(others(filled)).toEqual(others(plain));
});
