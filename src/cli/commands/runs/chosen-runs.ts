// Which of the runs of a folder are listed, and in which order: `--where KEY=VALUE`, `--sort KEY`.
import type { ListedRun } from '../../../api/runs.ts';
import { figureOf } from '../../../ui/text/results.ts';
import { UsageError } from '../../shell/failure.ts';
import { refuseSenseless } from './sensible-condition.ts';

export interface RunChoice {
  /** All of them must hold. */
  readonly where?: readonly string[];
  /** `KEY`, or `-KEY` for the other way round. */
  readonly sort?: string;
}

/** Keys that every run has; beside them parameters and figures by their names. */
const ownKeys = ['began', 'run', 'name', 'state', 'seed', 'steps', 'step', 'pipeline', 'data'] as const;

/** `runs`: in the order in which they began, which stays for those that are equal. @throws UsageError */
export function chosenRuns(
  runs: readonly ListedRun[],
  { where = [], sort }: RunChoice,
  figures: readonly string[],
): readonly ListedRun[] {
  const keys = knownKeys(runs, figures);
  const conditions = where.map((text) => conditionOf(text, keys, runs, figures));
  const found = runs.filter((run) => conditions.every((holds) => holds(run)));
  if (sort === undefined) return found;
  const isReversed = sort.startsWith('-');
  const key = checkedKey(isReversed ? sort.slice(1) : sort, `--sort ${sort}`, keys);
  return found.toSorted((a, b) => inOrder(keyValue(a, key), keyValue(b, key), isReversed));
}

function knownKeys(runs: readonly ListedRun[], figures: readonly string[]): readonly string[] {
  const parameters = runs.flatMap(({ lock }) => Object.keys(lock?.parameters ?? {}));
  return [...new Set([...ownKeys, ...parameters.toSorted(), ...figures])];
}

function checkedKey(key: string, option: string, keys: readonly string[]): string {
  if (keys.includes(key)) return key;
  throw new UsageError(`\`${option}\`: the runs have no \`${key}\``, `they have ${keys.join(', ')}`);
}

type Value = string | number | undefined;

function keyValue({ run, lock, metrics, state, step, began }: ListedRun, key: string): Value {
  const known: Readonly<Record<string, Value>> = {
    ...{ run, state, step, began, name: lock?.name, seed: lock?.seed, steps: lock?.steps },
    ...{ pipeline: lock?.pipeline.digest.replace('sha256:', ''), data: lock?.data.digest.replace('sha256:', '') },
  };
  if (key in known) return known[key];
  const parameter = lock?.parameters[key]?.replace(/^"(.*)"$/s, '$1');
  return parameter ?? figureOf(metrics ?? {}, key) ?? undefined;
}

/** Numbers by size, also where they are texts; a run without the value comes first, whichever way round. */
function inOrder(a: Value, b: Value, isReversed: boolean): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined) || 0;
  return isReversed ? -compared(a, b) : compared(a, b);
}

const collator = new Intl.Collator('en', { numeric: true });

function compared(a: string | number, b: string | number): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? collator.compare(String(a), String(b)) : difference;
}

type Condition = (run: ListedRun) => boolean;

const operators: Readonly<Record<string, (a: string | number, b: string) => boolean>> = {
  '=': isAlike,
  '!=': (a, b) => !isAlike(a, b),
  '<': (a, b) => compared(a, b) < 0,
  '<=': (a, b) => compared(a, b) <= 0,
  '>': (a, b) => compared(a, b) > 0,
  '>=': (a, b) => compared(a, b) >= 0,
};

/** A run without the value fulfils `!=` alone. */
function conditionOf(
  text: string,
  keys: readonly string[],
  runs: readonly ListedRun[],
  figures: readonly string[],
): Condition {
  const [, name = '', sign = '', wanted = ''] = /^\s*([\w.-]+)\s*(!=|<=|>=|=|<|>)\s*(.*?)\s*$/.exec(text) ?? [];
  const holds = operators[sign];
  if (holds === undefined || wanted === '')
    throw new UsageError(
      `\`--where ${text}\` is no condition`,
      "write `--where KEY=VALUE`, such as `--where state=finished` or `--where 'pixel_ap>=0.8'` (quoted: the shell has a meaning for < and >)",
    );
  const key = checkedKey(name, `--where ${text}`, keys);
  const values = runs.flatMap((run) => keyValue(run, key) ?? []);
  refuseSenseless({ text, key, sign, wanted }, values, isNumber(key, figures));
  return (run) => {
    const value = keyValue(run, key);
    return value === undefined ? sign === '!=' : holds(value, key === 'began' ? wanted.replace(' ', 'T') : wanted);
  };
}

function isNumber(key: string, figures: readonly string[]): boolean {
  return ['seed', 'steps', 'step'].includes(key) || figures.includes(key);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(text);
}

// Of a digest or a date, the beginning is enough, as with git.
function isAlike(a: string | number, wanted: string): boolean {
  if (typeof a === 'number') return a === Number(wanted);
  return (
    a === wanted ||
    ((wanted.length >= 7 || isDate(a)) && /^[\d:T.Za-f-]+$/.test(a) && a.startsWith(wanted.replace('sha256:', '')))
  );
}
