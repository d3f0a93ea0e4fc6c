// Numbers that move while training goes on: what schedules pass through, and chances that may follow one.
import type { Distribution } from './call.ts';
import { accept, drawn, make, type ParameterType, type ReadContext, type Reading, refuse, share } from './parameter.ts';
import type { Value } from './value.ts';

interface LevelForm {
  readonly doc: string;
  readonly default?: number;
}

/** A value that a schedule passes through, 0 or more, in the unit of what the schedule stands for. */
export function level(form: LevelForm): ParameterType<number> {
  const setting = (value: number, given?: Value) =>
    ({ kind: 'number', value, unit: given?.kind === 'number' ? given.unit : 'none' }) as const;
  const read = (value: Value, { randomAllowed }: ReadContext): Reading<number> => {
    if (value.kind === 'number') return notNegative(value.value, value.value);
    const isDrawn = value.kind === 'range' || value.kind === 'random';
    return isDrawn && !randomAllowed ? { ok: false, refusal: { code: 'randomness-outside-augment' } } : refuse();
  };
  const type = make<number>({ ...form, ...unbounded, label: 'a number', schema: 'number', setting }, read);
  return { ...type, isLevel: true };
}

/** From one such value to another, which may be less. */
export function levels({ doc }: Pick<LevelForm, 'doc'>): ParameterType<readonly [number, number]> {
  const setting = (value: readonly [number, number], given?: Value) => {
    const unit = given?.kind === 'range' || given?.kind === 'number' ? given.unit : 'none';
    return { kind: 'range', value, unit } as const;
  };
  const form = { doc, ...unbounded, label: 'a range of numbers', schema: 'any', setting } as const;
  const type = make<readonly [number, number]>(form, (value) => {
    if (value.kind === 'number') return notNegative(value.value, [value.value, value.value] as const);
    if (value.kind !== 'range') return refuse();
    return notNegative(Math.min(value.from, value.to), [value.from, value.to] as const);
  });
  return { ...type, isLevel: true };
}

const unbounded = { unit: 'none', range: '0 or more' } as const;

function notNegative<T>(lowest: number, value: T): Reading<T> {
  return lowest >= 0 ? accept(value) : { ok: false, refusal: { code: 'out-of-range', range: unbounded.range } };
}

/** How often something is done, or a schedule of it. */
export function chance(form: LevelForm): ParameterType<number | Distribution> {
  const fixed = share(form);
  const moving = drawn.share({ doc: form.doc });
  return {
    ...fixed,
    defaultAt: undefined,
    read: (value, context) => (value.kind === 'call' ? moving : fixed).read(value, context),
    show: (value) => (typeof value === 'number' ? fixed.show(value) : moving.show(value)),
    setting: (value) => (typeof value === 'number' ? fixed.setting(value) : moving.setting(value)),
  };
}
