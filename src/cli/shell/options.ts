// Options that several commands take, and readers of their values.
import { InvalidArgumentError, Option } from 'commander';
import type { Size } from '../../api/data.ts';
import { largestExact } from '../../api/language.ts';
import { isThreadCount, MOST_THREADS } from '../../api/runs.ts';

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number, 1 or more, is expected.');
  return value;
}

/** Bounded by a fixed number, not by this machine's cores: a run of a larger machine is gone on with as it was. */
function threadCount(text: string): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!isThreadCount(value))
    throw new InvalidArgumentError(
      `a whole number from 1 to ${MOST_THREADS} is expected; more than the cores helps nothing.`,
    );
  return value;
}

/** Samples of a contact sheet: more can neither be looked at nor held in memory as one picture. */
export function sheetCount(text: string): number {
  const value = positiveInteger(text);
  if (value > 400) throw new InvalidArgumentError('a sheet has 400 at most; `--seed` draws others.');
  return value;
}

/** A whole number, 0 or more, as exact as the language has it. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number, 0 or more, is expected.');
  if (BigInt(text) > BigInt(largestExact))
    throw new InvalidArgumentError(`the largest whole number that is kept exactly is ${largestExact}.`);
  return Number(text);
}

/** `width,kind`, once or several times. */
export function names(text: string, before: readonly string[] = []): readonly string[] {
  const found = text.split(',').map((name) => name.trim());
  if (found.includes('')) throw new InvalidArgumentError('names with commas between them are expected.');
  return [...new Set([...before, ...found])];
}

/** A step of training, or its last one. */
export function stepNumber(text: string): number | 'last' {
  return text === 'last' ? 'last' : wholeNumber(text);
}

/** On the scale of maps or scores that any method has made. */
export function threshold(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new InvalidArgumentError('a number is expected, such as 0.5.');
  return value;
}

/** On the scale of our own maps and scores: 0 to 1. */
function thresholdOfRun(text: string): number {
  const value = threshold(text);
  if (value < 0 || value > 1) throw new InvalidArgumentError('a number from 0 to 1 is expected.');
  return value;
}

/** Shares of one, as numbers or in percent: `0.3`, `30%,5%`. Above 0. */
export function falsePositiveRates(text: string): readonly [number, ...number[]] {
  const [first = Number.NaN, ...others] = new Set(text.split(',').map(shareOf));
  if (![first, ...others].every((value) => value > 0 && value <= 1))
    throw new InvalidArgumentError('a share above 0, up to 1, is expected, such as 0.3, or several: 0.3,0.05.');
  return [first, ...others];
}

/** The same from 0 to 90 %. */
export function overlap(text: string): number {
  const value = shareOf(text);
  if (!(value >= 0 && value <= 0.9)) throw new InvalidArgumentError('a share from 0% to 90% is expected.');
  return value;
}

/** `max` is 1, `top:100` is 100. */
export function imageScore(text: string): number {
  const count = text === 'max' ? 1 : Number(/^top:(\d+)$/.exec(text)?.[1] ?? Number.NaN);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('`max`, or `top:N` such as `top:100`, is expected.');
  return count;
}

/** `256x320`: height, then width. */
function resolution(text: string): Size {
  const [height = 0, width = 0] = (/^(\d+) ?x ?(\d+)$/.exec(text.trim()) ?? []).slice(1).map(Number);
  if (height < 1 || width < 1 || height * width > 1e9)
    throw new InvalidArgumentError('height x width in pixels is expected, such as 256x256.');
  return { height, width };
}

export const resolutionOption = new Option(
  '--resolution <HxW>',
  "bring maps and masks to this size before they are compared (default: as the run says, else the ground truth's own)",
).argParser(resolution);

export const thresholdOptions = [
  new Option('--threshold <T>', 'limit of anomalous pixels, 0 to 1 (default: as the run has found it)').argParser(
    thresholdOfRun,
  ),
  new Option('--image-threshold <T>', 'limit of anomalous images, on their scores (default: the same)').argParser(
    thresholdOfRun,
  ),
] as const;

function shareOf(text: string): number {
  const match = /^(\d*\.?\d+(?:e-?\d+)?)(%?)$/i.exec(text.trim());
  return match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
}

/** `24GB`, in bytes. */
export function byteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kMGT])i?B?$/.exec(text.trim());
  if (match === null) throw new InvalidArgumentError('a size such as 24GB is expected.');
  const unit = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[match[2] ?? ''] ?? 1;
  return Number(match[1]) * unit;
}

/** Of commands that write one file. */
export const force = new Option('--force', 'replace a file that is there');

/** Of commands that look at a pipeline. */
export const watch = new Option('--watch', 'do it again each time that the pipeline or what it imports changes');

/** Options that several commands take. */
export const settings = {
  set: new Option('--set <NAME=VALUE>', 'set a parameter that the pipeline declares').argParser(
    (value: string, before: readonly string[] = []) => [...before, value],
  ),
  data: new Option('--data <DIR>', 'folder that holds the data sets (default: $ANOSEG_DATA, else data)'),
  threads: new Option('--threads <N>', 'threads of TensorFlow; another number gives other last digits').argParser(
    threadCount,
  ),
  device: new Option('--device <DEVICE>', 'where TensorFlow computes').choices(['cpu', 'gpu']),
  json: new Option('--json', 'JSON on standard output, and nothing else'),
  quiet: new Option('--quiet', 'only results, errors, and warnings that saved work is lost'),
  noColor: new Option('--no-color', 'no colours'),
} as const;

/** What every command takes. */
export const output = [settings.json, settings.quiet, settings.noColor];

/** The folder that holds the data sets: what `--data` says, else the environment, else `data`. */
export function dataFolderOf(
  { data }: { readonly data?: string },
  { env }: { readonly env: NodeJS.ProcessEnv },
): string {
  return data ?? env.ANOSEG_DATA ?? 'data';
}
