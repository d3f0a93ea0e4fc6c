// JSON that a run or a series has left in its folder, read with care: the file may be cut off, edited, another program's,
// or of a later version. What is wrong is told with its place in the file.
import { existsSync, readFileSync } from 'node:fs';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { refusedFailure } from '../../diagnostics/system-error.ts';

/** What a value must be; `?` at the end: it may be missing. `each`: every value of an object, or of a list. */
export type Shape =
  | 'text'
  | 'text?'
  | 'number'
  | 'number?'
  | 'text or null'
  | 'number or null'
  | 'number or null?'
  | { readonly each: Shape; readonly of: 'list' | 'object' }
  | { readonly keys: Readonly<Record<string, Shape>>; readonly orNull?: boolean };

interface Mismatch {
  /** `data.files` */
  readonly key: string;
  readonly expected: string;
  readonly found: unknown;
}

export interface StoredForm {
  /** Of the failure of a file that is not as it was written. */
  readonly code: 'lock-damaged' | 'metrics-damaged' | 'each-damaged' | 'checkpoint-unreadable';
  readonly keys: Readonly<Record<string, Shape>>;
}

/** Undefined where there is no such file. `T` is what the form describes. @throws OutsideError with the form's code */
export function readStoredJson<T>(file: string, form: StoredForm): T | undefined {
  if (!existsSync(file)) return undefined;
  const value = parse(file, form);
  const version = typeof value === 'object' && value !== null ? Reflect.get(value, 'format_version') : undefined;
  if (typeof version === 'string' && /^\d+\./.test(version) && !version.startsWith('1.')) {
    throw outside('later-release', { file, version, known: '1.x' });
  }
  const wrong = mismatch(value, { keys: form.keys }, '');
  // The shape has just been checked, which types cannot follow.
  if (wrong === undefined) return value as T;
  throw damaged(
    file,
    form,
    `${wrong.key === '' ? 'it' : `\`${wrong.key}\``} is ${told(wrong.found)}, expected is ${wrong.expected}`,
  );
}

function parse(file: string, form: StoredForm): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw refusedFailure(`read ${file}`, error) ?? error;
  }
  if (text.trim() === '') throw damaged(file, form, 'it is empty');
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(file, form, 'it is no JSON, or cut off');
  }
}

function damaged(file: string, { code }: StoredForm, what: string): OutsideError {
  return outside(code, { file, problem: what });
}

function told(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 40);
}

function mismatch(value: unknown, shape: Shape, key: string): Mismatch | undefined {
  if (typeof shape === 'string') return plainMismatch(value, shape, key);
  if (value === null && 'keys' in shape && shape.orNull) return undefined;
  const isList = 'of' in shape && shape.of === 'list';
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== isList)
    return { key, expected: isList ? 'a list' : 'an object', found: value };
  const entries: readonly (readonly [string, unknown, Shape])[] =
    'of' in shape
      ? Object.entries(value).map(([name, one]) => [name, one, shape.each] as const)
      : Object.entries(shape.keys).map(([name, one]) => [name, Reflect.get(value, name), one] as const);
  for (const [name, one, its] of entries) {
    const found = mismatch(one, its, key === '' ? name : `${key}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function plainMismatch(value: unknown, shape: Extract<Shape, string>, key: string): Mismatch | undefined {
  if (value === undefined && shape.endsWith('?')) return undefined;
  const expected = shape.replace('?', '');
  if (value === null && expected.endsWith('or null')) return undefined;
  const type = expected.startsWith('text') ? 'string' : 'number';
  return typeof value === type ? undefined : { key, expected, found: value };
}
