// JSON that runs leave, read with care: the file may be cut off, edited, another program's, or of a later release. What is
// wrong is told with its place in the file. Each file has one form, in forms.ts.
import { existsSync } from 'node:fs';
import type { FailureCode } from '../../diagnostics/failures.ts';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { refusedFailure } from '../../diagnostics/system-error.ts';
import { NoFile, readRegularText } from './regular-text.ts';
import type { Finding, Validator } from './validators.js';

type DamageCode = Extract<FailureCode, `${string}-damaged` | 'checkpoint-unreadable'>;

/** What a file must hold, and what a failure of it is called. */
export interface StoredForm<T> {
  readonly code: Exclude<DamageCode, 'cache-damaged' | 'package-damaged'>;
  readonly validate: Validator<T>;
  /** Bytes. */
  readonly largest: number;
}

/** Undefined where there is no such file. @throws OutsideError with the form's code, `later-release` */
export function readStoredJson<T>(file: string, form: StoredForm<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  const value = parse(file, form);
  refuseLater(file, value);
  if (form.validate(value)) return value;
  throw damaged(file, form.code, describe(value, form.validate.errors?.[0]));
}

/** For files that are made anew where they are not right: undefined for those, and where there is none. */
export function readWhatFits<T>(text: () => string, validate: Validator<T>): T | undefined {
  try {
    const value: unknown = JSON.parse(text());
    return validate(value) ? value : undefined;
  } catch {
    return undefined; // Missing, empty, or cut short.
  }
}

/** What this release would misread: keys of a later minor version are left alone. @throws OutsideError `later-release` */
export function refuseLater(file: string, value: unknown): void {
  const version = typeof value === 'object' && value !== null ? Reflect.get(value, 'format_version') : undefined;
  const major = /^(\d+)(?:\.|$)/.exec(String(version ?? ''))?.[1];
  if (major !== undefined && Number(major) > 1)
    throw outside('later-release', { file, version: String(version), known: '1.x' });
}

/** @throws OutsideError with the form's code where it is no file, or far too large */
export function readStoredText(file: string, { code, largest }: Omit<StoredForm<unknown>, 'validate'>): string {
  try {
    return readRegularText(file, largest);
  } catch (error) {
    if (error instanceof NoFile) throw damaged(file, code, error.message);
    throw refusedFailure(`read ${file}`, error) ?? error;
  }
}

function parse(file: string, form: StoredForm<unknown>): unknown {
  const { code } = form;
  // Editors of some systems put a byte-order mark before it.
  const text = readStoredText(file, form).replace(/^\ufeff/, '');
  if (text.trim() === '') throw damaged(file, code, 'it is empty');
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(file, code, 'it is no JSON, or cut off');
  }
}

function damaged(file: string, code: StoredForm<unknown>['code'], problem: string): OutsideError {
  return outside(code, { file, problem });
}

function describe(value: unknown, finding: Finding | undefined): string {
  const steps = (finding?.instancePath ?? '').split('/').slice(1);
  const keys = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const missing = finding?.keyword === 'required' ? [String(finding.params.missingProperty)] : [];
  const key = [...keys, ...missing].join('.');
  const found = [...keys, ...missing].reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
  const said = found === undefined ? 'missing' : JSON.stringify(found).slice(0, 40);
  return `${key === '' ? 'it' : `\`${key}\``} is ${said}${expectedBy(finding)}`;
}

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function expectedBy(finding: Finding | undefined): string {
  const { keyword, params = {} } = finding ?? {};
  const { type, allowedValues, comparison, limit } = params;
  if (keyword === 'type') {
    const types = Array.isArray(type) ? type.map(String) : String(type).split(',');
    return `, expected is ${types.map((one) => nouns[one] ?? one).join(' or ')}`;
  }
  if (keyword === 'enum' && Array.isArray(allowedValues))
    return `, expected is ${allowedValues.map((one) => JSON.stringify(one)).join(' or ')}`;
  if (keyword === 'pattern') return ', which cannot stand there';
  return comparison === undefined ? '' : `, expected is a number ${comparison} ${limit}`;
}
