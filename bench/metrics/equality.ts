// Prints, for each metric and each group of test sets, how many values were compared and the largest difference.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MetricsAccumulator } from '../../src/metrics/metrics.ts';
import { hasRealMasks, readMask } from '../../test/unit/metrics/real-mask-files.ts';
import { type ImageRecipe, makeImage } from '../../test/unit/metrics/recipes.ts';

type Values = Readonly<Record<string, unknown>>;

interface StoredCase {
  readonly name: string;
  readonly options: ConstructorParameters<typeof MetricsAccumulator>[0];
  readonly images: readonly ImageRecipe[];
  readonly expected: Values & { readonly defects?: Readonly<Record<string, Values>> };
}

/** How a metric compares: values, undefined ones among them, the largest difference. */
interface Row {
  compared: number;
  undefinedAlike: number;
  /** Undefined on one side only. */
  disagreements: number;
  largest: number;
}

const groups = [
  ['generated', 'cases.json'],
  ['masks of bottle', 'real.json'],
  ['anomalib', 'pimo.json'],
] as const;

for (const [group, file] of groups) {
  const stored: readonly StoredCase[] = JSON.parse(
    readFileSync(path.join('test', 'fixtures', 'metrics', file), 'utf8'),
  );
  const cases = stored.filter(({ images }) => hasRealMasks || images.every(({ mask }) => mask === undefined));
  const rows = new Map<string, Row>();
  for (const one of cases) await compareCase(one, rows);
  print(group, cases, rows);
}

async function compareCase({ images, options, expected }: StoredCase, rows: Map<string, Row>): Promise<void> {
  const accumulator = new MetricsAccumulator(options);
  for (const recipe of images) accumulator.add(makeImage(recipe, await readMask(recipe)));
  const metrics = accumulator.metrics();
  compareSet({ ...metrics }, expected, rows);
  for (const [kind, set] of Object.entries(expected.defects ?? {})) compareSet({ ...metrics.defects[kind] }, set, rows);
}

function compareSet(ours: Values, theirs: Values, rows: Map<string, Row>): void {
  for (const [key, value] of Object.entries(theirs)) {
    if (key === 'defects' || key === 'images') continue;
    const row = rows.get(key) ?? { compared: 0, undefinedAlike: 0, disagreements: 0, largest: 0 };
    rows.set(key, row);
    const own = ours[key];
    row.compared += 1;
    if (value === null && own === null) row.undefinedAlike += 1;
    else if (typeof value === 'number' && typeof own === 'number')
      row.largest = Math.max(row.largest, Math.abs(value - own));
    else row.disagreements += 1;
  }
}

function print(group: string, cases: readonly StoredCase[], rows: ReadonlyMap<string, Row>): void {
  const pixels = cases.flatMap(({ images }) => images).reduce((sum, { width, height }) => sum + width * height, 0);
  console.log(`${group}: ${cases.length} test sets, ${pixels} pixels (${cases.map(({ name }) => name).join('; ')})`);
  console.log('  metric        values  undefined alike  disagree  largest difference');
  for (const [metric, { compared, undefinedAlike, disagreements, largest }] of rows) {
    const cells = [
      metric.padEnd(12),
      String(compared).padStart(6),
      String(undefinedAlike).padStart(15),
      String(disagreements).padStart(8),
      largest.toExponential(1).padStart(18),
    ];
    console.log(`  ${cells.join('  ')}`);
  }
  console.log();
}
