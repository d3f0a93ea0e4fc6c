// How figures of a comparison are written, and what is said of its tests: the same in every format.

import { confidence, fewestForInterval, fewestForTest, type PairedTest } from '../../statistics/paired-test.ts';
import { runSentence } from '../record/run-sentence.ts';
import type { Comparison } from './comparison.ts';
import type { Difference } from './differences.ts';
import { shownDigits } from './means.ts';

const titles: ReadonlyMap<string, string> = new Map([
  ['image_auroc', 'image AUROC'],
  ['image_ap', 'image AP'],
  ['image_f1', 'image F1'],
  ['pixel_auroc', 'pixel AUROC'],
  ['pixel_ap', 'pixel AP'],
  ['aupro', 'AUPRO'],
  ['aupimo', 'AUPIMO'],
  ['iou', 'IoU'],
  ['f1', 'F1'],
  ['best_iou', 'best IoU'],
  ['best_f1', 'best F1'],
]);

/** `pixel_auroc` as papers write it. */
export function titleOf(figure: string): string {
  return titles.get(figure) ?? figure.replace(/^aupro_(.*)$/, 'AUPRO up to $1');
}

/** `.978` */
export function short(value: number, digits = shownDigits): string {
  return value
    .toFixed(digits)
    .replace(/^(-?)0\./, '$1.')
    .replace(/^-(?=\.0*$)/, '')
    .replace('-', '−');
}

/** With its sign, unless it rounds to nothing. */
function signed(value: number, digits: number): string {
  const text = short(value, digits);
  return text.startsWith('−') || Number(text) === 0 ? text : `+${text}`;
}

/** Beyond them a difference of figures from 0 to 1 is rounding. */
const mostDigits = 8;

/** Two digits of the interval's half width, and as many as show on which side of zero each number lies. */
function digitsFor(mean: number, interval: PairedTest['interval']): number {
  const half = interval === undefined ? 0 : (interval.high - interval.low) / 2;
  const wanted = half > 0 ? 1 - Math.floor(Math.log10(half)) : 0;
  const told = [mean, ...(interval === undefined ? [] : [interval.low, interval.high])].map(Math.abs);
  const seen = (digits: number) => told.every((size) => size < 10 ** -mostDigits || Number(size.toFixed(digits)) > 0);
  let digits = Math.min(mostDigits, Math.max(shownDigits, wanted));
  while (digits < mostDigits && !seen(digits)) digits++;
  return digits;
}

/** `.012`, or `<.001`. */
function probability(p: number): string {
  const least = 10 ** -shownDigits;
  return p < least ? `<${short(least)}` : short(p);
}

/** The cells of a difference: mean, interval, p-value, the same with Holm's correction; none for what there is not. */
export function differenceCells({ test, corrected }: Difference, none: string): readonly string[] {
  const { mean, interval, p } = test ?? {};
  const digits = mean === undefined ? shownDigits : digitsFor(mean, interval);
  return [
    mean === undefined ? none : signed(mean, digits),
    interval === undefined ? none : `${signed(interval.low, digits)} to ${signed(interval.high, digits)}`,
    p === undefined ? (test?.missing === 'alike' ? 'all alike' : none) : probability(p),
    corrected === undefined ? none : probability(corrected),
  ];
}

/** What a difference is said to be where it does not come of chance. */
export function isTold({ corrected }: Difference): boolean {
  return corrected !== undefined && corrected < 1 - confidence;
}

/** What became of the runs that are not in the table; those that have not begun together. */
export function unfinishedLines({ unfinished, waiting }: Comparison): readonly string[] {
  const [first] = waiting;
  const begun = unfinished.map(runSentence);
  if (first === undefined) return begun;
  return [
    ...begun,
    waiting.length === 1 ? `${first} has not begun` : `${waiting.length} runs have not begun, ${first} and others`,
  ];
}

/** Which test was made of differences, and why: sentences; none where nothing is compared. `those`: of one table. */
export function testSentences(
  { differences, unit, grid }: Comparison,
  those: readonly Difference[] = differences,
): readonly string[] {
  const counts = those.flatMap(({ test }) => test?.count ?? []);
  if (those.length === 0) return [];
  if (counts.length === 0) return ['No run has a partner of the same category and seed, so there are no differences.'];
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const range = least === most ? String(most) : `${least} to ${most}`;
  const tests = differences.filter(({ corrected }) => corrected !== undefined).length;
  const tables = new Set(differences.map(({ variant }) => variant)).size;
  return [
    'Differences are between runs of the same category and seed.',
    unit === 'category' ? categoriesSentence(range) : seedsSentence(range, grid.categories.length),
    ...(most >= fewestForInterval
      ? [`Intervals hold the mean with ${100 * confidence}%, each by itself (Student's t).`]
      : []),
    ...(those.some(({ corrected }) => corrected !== undefined)
      ? [
          `p is of the paired t test, both sides${tests > 1 ? `; Holm's correction is for all ${tests} tests` : ''}${tests > 1 && tables > 1 ? ` of the ${tables} tables` : ''}.`,
        ]
      : []),
    ...(least < fewestForTest ? [fewSentence(least, unit, grid.categories.length)] : []),
  ];
}

function categoriesSentence(count: string): string {
  return `Each category counts once (${count}), by the mean of its pairs: seeds of one category share its images, and so do not count each by itself.`;
}

function seedsSentence(count: string, categories: number): string {
  const where = categories > 1 ? `these ${categories} categories` : 'this category';
  const mean = categories > 1 ? ', by the mean over categories' : '';
  return `Each seed counts once (${count})${mean}: what is asked is whether it comes out so again on ${where}, not on others.`;
}

function fewSentence(count: number, unit: Comparison['unit'], categories: number): string {
  const what = count === 1 ? unit : unit === 'category' ? 'categories' : 'seeds';
  const without = count < fewestForInterval ? 'an interval or a p-value' : 'a p-value';
  const other =
    unit === 'category' && categories > 1
      ? ' `--unit seed` asks about other seeds on these very categories instead.'
      : '';
  return `${count} ${what} are too few for ${without}: it would say more of the assumption that differences are normal than of the runs.${other}`
    .replace('1 category are', '1 category is')
    .replace('1 seed are', '1 seed is');
}
