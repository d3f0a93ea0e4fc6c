// Random small test sets for properties: few distinct scores, so that ties are common.
import fc from 'fast-check';
import { GOOD, type ScoredImage } from '../../../src/metrics/types.ts';

/** Images with float64 maps of multiples of 1/8 from 0 to 1, some of them good, of differing sizes. */
export const images: fc.Arbitrary<readonly ScoredImage[]> = fc.array(image(), { minLength: 1, maxLength: 6 });

function image(): fc.Arbitrary<ScoredImage> {
  return fc
    .record({
      defect: fc.constantFrom(GOOD, 'crack', 'stain'),
      width: fc.integer({ min: 1, max: 7 }),
      height: fc.integer({ min: 1, max: 7 }),
      score: eighths(),
    })
    .chain((frame) => {
      const pixels = { minLength: frame.width * frame.height, maxLength: frame.width * frame.height };
      const marked = frame.defect === GOOD ? fc.constant(0) : fc.constantFrom(0, 0, 1);
      return fc.record({ map: fc.array(eighths(), pixels), mask: fc.array(marked, pixels) }).map(({ map, mask }) => ({
        ...frame,
        anomalyMap: Float64Array.from(map),
        groundTruth: Uint8Array.from(mask),
      }));
    });
}

function eighths(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 8 }).map((n) => n / 8);
}
