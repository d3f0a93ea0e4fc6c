// Types of parameters: what an operation or a section accepts under a name, how it is read from a
// value of the language, and what the documentation says about it.
import type {
  Area,
  Distribution,
  ExamplesValue,
  OperationCall,
  Recipe,
  Scheduled,
  SettingValue,
  Unit,
} from './call.ts';
import { asDistribution } from './distribution.ts';
import type { OperationKind } from './kinds.ts';
import { type Proportional, proportionate } from './proportional.ts';
import { showSetting } from './setting.ts';
import { formatNumber, largestExact, unitNoun, type Value } from './value.ts';

/** Why a value was refused; of a list, which item. */
export type Refusal = Reason & { readonly item?: number };

type Reason =
  /** `instead`: how the same number is written with the unit that is wanted. */
  | { readonly code: 'wrong-type'; readonly hint?: string; readonly instead?: string }
  | { readonly code: 'out-of-range'; readonly range: string }
  | { readonly code: 'randomness-outside-augment' };

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export interface ReadContext {
  /** The shorter side of the pipeline's image in pixels: what a length in % is a share of. */
  readonly side: number;
  readonly randomAllowed: boolean;
}

/** What a setting of a section or an operation takes. */
export interface ReadType<T> {
  /** In messages and documentation: `a count`, `a length`. */
  readonly label: string;
  readonly doc: string;
  /** Written as in a file; undefined where the parameter is required. */
  readonly defaultText: string | undefined;
  readonly default: T | undefined;
  /** The default for an image of that shorter side; absent where it is the same for all. */
  readonly defaultAt?: ((side: number) => T) | undefined;
  /** Of a default in proportion to the image: what it never gets below, written as in a file. */
  readonly leastText?: string;
  /** A value of a schedule: any unit will do, and a range may fall. */
  readonly isLevel?: boolean;
  readonly required: boolean;
  /** Of numbers; undefined for what is no number. */
  readonly unit: Unit | undefined;
  /** Allowed values in words, for documentation: `1 or more`, `0% to 100%`. */
  readonly range: string | undefined;
  /** Bare words that it takes. */
  readonly words: readonly string[];
  /** What a call in its place is expected to be. */
  readonly takes: 'value' | 'transform' | OperationKind;
  /** For the JSON schema. */
  readonly schema: SchemaKind;
  readonly random: boolean;
  /** Takes all arguments by position from its place on: `any_of(flip(horizontal), jitter())`. */
  readonly rest: boolean;
  read(value: Value, context: ReadContext): Reading<T>;
  /** As the language writes it: for `explain`. */
  show(value: T): string;
}

/** What a setting of an operation takes: it can be kept in a model. */
export interface ParameterType<T> extends ReadType<T> {
  /** The value as data that says of itself what it is. `given`: what it was read from. */
  setting(value: T, given?: Value): SettingValue;
}

export type SchemaKind = 'number' | 'boolean' | 'text' | 'word' | 'list' | 'operation' | 'transform' | 'mask' | 'any';

export type ReadTypes = Readonly<Record<string, ReadType<unknown>>>;
export type ParameterTypes = Readonly<Record<string, ParameterType<unknown>>>;

/** The settings that an emission gets. */
export type Settings<P extends ReadTypes> = {
  readonly [K in keyof P]: P[K] extends ReadType<infer T> ? T : never;
};

interface Documented<T> {
  readonly doc: string;
  /** Absent: required. */
  readonly default?: T;
  readonly defaultText?: string;
}

interface Bounded extends Documented<number> {
  readonly min?: number;
  readonly max?: number;
  /** The minimum itself is not allowed. */
  readonly above?: number;
}

interface NumberForm extends Bounded {
  readonly unit: Unit;
  readonly label: string;
  readonly whole?: boolean;
}

export const number = (p: Bounded) => numeric({ ...p, unit: 'none', label: 'a number' });
/** A whole number, 1 or more unless `min` says otherwise. */
export const count = (p: Bounded) => numeric({ min: 1, ...p, unit: 'none', label: 'a whole number', whole: true });
/** A share of one, written in %. */
export const share = (p: Bounded) => numeric({ min: 0, max: 1, ...p, unit: 'share', label: 'a share such as 50%' });
/** Pixels of the pipeline's image, or a share of its shorter side. */
export const length = (p: Bounded & Proportional) => {
  const type = numeric({ min: 0, ...p, unit: 'px', label: 'a length such as 4px' });
  return inProportion(type, p, (value) => (typeof value === 'number' ? value : value[0]));
};

/** The same types where randomness is a value: they are read as distributions. */
export const drawn = {
  number: (p: DrawnForm) => random({ ...p, unit: 'none', label: 'a number' }),
  count: (p: DrawnForm) => random({ min: 1, ...p, unit: 'none', label: 'a whole number', whole: true }),
  share: (p: DrawnForm) => random({ min: 0, max: 1, ...p, unit: 'share', label: 'a share such as 50%' }),
  length: (p: DrawnForm & Proportional) => {
    const type = random({ min: 0, ...p, unit: 'px', label: 'a length such as 4px' });
    return inProportion(type, p, (value) => defaultDistribution(value, 'px'));
  },
  angle: (p: DrawnForm) => random({ ...p, unit: 'deg', label: 'an angle such as 45deg' }),
} as const;

interface DrawnForm extends Omit<Bounded, 'default'> {
  readonly default?: number | readonly [from: number, to: number];
}

export function flag(p: Documented<boolean>): ParameterType<boolean> {
  return make(
    { ...p, label: '`true` or `false`', schema: 'boolean', setting: (value) => ({ kind: 'flag', value }) },
    (value) => (value.kind === 'boolean' ? accept(value.value) : refuse()),
  );
}

export function text(p: Documented<string>): ParameterType<string> {
  return make({ ...p, label: 'a string', schema: 'text', setting: (value) => ({ kind: 'text', value }) }, (value) =>
    value.kind === 'text' ? accept(value.value) : refuse(),
  );
}

/** One of several words; a string with the same content (from a parameter) will do too. */
export function word<const W extends readonly string[]>(words: W, p: Documented<W[number]>): ParameterType<W[number]> {
  const label = words.map((option) => `\`${option}\``).join(' or ');
  return make<W[number]>(
    { ...p, label, schema: 'word', words, setting: (value) => ({ kind: 'word', value }) },
    (value) => {
      const found = words.find((option) => (value.kind === 'word' || value.kind === 'text') && option === value.value);
      return found === undefined ? refuse() : accept(found);
    },
  );
}

/** `a..b`, both ends included. */
export function range(
  p: Documented<readonly [number, number]> &
    Omit<Bounded, 'default'> & { readonly unit: Unit; readonly whole?: boolean },
): ParameterType<readonly [number, number]> {
  const { default: _, ...bounds } = { ...p, label: `a range of ${unitNoun(p.unit)}s` };
  const setting = (value: readonly [number, number]) => ({ kind: 'range', value, unit: p.unit }) as const;
  return make({ ...p, label: bounds.label, range: rangeText(bounds), schema: 'any', setting }, (value, context) => {
    if (value.kind !== 'range' && value.kind !== 'number') return refuse();
    const [from, to] = value.kind === 'range' ? [value.from, value.to] : [value.value, value.value];
    const low = readNumber(from, value.unit, bounds, context);
    const high = readNumber(to, value.unit, bounds, context);
    if (!low.ok) return low;
    return high.ok ? accept([low.value, high.value] as const) : high;
  });
}

export function listOf<T>(
  item: ParameterType<T>,
  p: Documented<readonly T[]> & { readonly rest?: boolean },
): ParameterType<readonly T[]> {
  const label = `a list, each ${item.label}`;
  return make(
    {
      ...p,
      label,
      schema: 'list',
      words: item.words,
      takes: item.takes,
      setting: (items) => ({ kind: 'list', items: items.map((one) => item.setting(one)) }),
    },
    (value, context) => {
      const items = value.kind === 'list' ? value.items : [value];
      const read: T[] = [];
      for (const [index, one] of items.entries()) {
        const reading = item.read(one, context);
        if (!reading.ok) return { ok: false, refusal: { ...reading.refusal, item: index } };
        read.push(reading.value);
      }
      return accept(read);
    },
  );
}

/** An operation of a kind, with its settings: an optimiser, a score. */
export function operation(
  kind: OperationKind,
  p: Documented<OperationCall> & { readonly label: string },
): ParameterType<OperationCall> {
  const setting = (value: OperationCall) => ({ kind: 'call', value }) as const;
  return make({ ...p, schema: 'operation', takes: kind, setting }, (value) =>
    value.kind === 'call' && value.call.kind === kind ? accept(value.call) : refuse(),
  );
}

export function scheduled(p: Documented<number> & { readonly min?: number }): ParameterType<Scheduled> {
  const base = number(p);
  return {
    ...base,
    label: 'a number or a schedule',
    takes: 'schedule',
    defaultAt: undefined,
    default: p.default === undefined ? undefined : { kind: 'constant', value: p.default },
    read(value, context) {
      if (value.kind === 'call' && value.call.kind === 'schedule') {
        const unit = value.quantity?.unit ?? 'none';
        if (unit === 'none') return accept({ kind: 'schedule', call: value.call });
        return refuse(`the schedule is of ${unitNoun(unit)}s; write its values without a unit`);
      }
      const reading = base.read(value, context);
      return reading.ok ? accept({ kind: 'constant', value: reading.value }) : reading;
    },
    show: (value) => showSetting({ kind: 'scheduled', value }),
    setting: (value) => ({ kind: 'scheduled', value }),
  };
}

/** A shape of a synthetic anomaly, or one of several. */
export function shapes(p: Documented<Recipe>): ParameterType<Recipe> {
  return make({ ...p, label: 'a shape', schema: 'operation', takes: 'shape', setting: recipeSetting }, (value) => {
    if (value.kind === 'shapes') return accept(value.shapes);
    return value.kind === 'call' && value.call.kind === 'shape' ? accept({ kind: 'call', call: value.call }) : refuse();
  });
}

function recipeSetting(value: Recipe): SettingValue {
  return { kind: 'recipe', value };
}

/** A mask that the file names: `foreground`, `object(image)`. */
export function area(p: { readonly doc: string }): ParameterType<Area> {
  const setting = (value: Area) => ({ kind: 'area', value }) as const;
  const form = { ...p, label: 'a mask', schema: 'mask', words: ['everywhere'], setting } as const;
  return make<Area>({ ...form, default: { kind: 'everywhere' } }, (value) => {
    if ((value.kind === 'word' || value.kind === 'text') && value.value === 'everywhere')
      return accept({ kind: 'everywhere' });
    return value.kind === 'tensor' && value.type === 'mask'
      ? accept({ kind: 'mask', mask: value.reference })
      : refuse('write `foreground`, or `object(image)` for all that differs from the background');
  });
}

/** A step that turns an image into another one. */
export function transform(p: Documented<Recipe>): ParameterType<Recipe> {
  return make(
    { ...p, label: 'an augmentation', schema: 'transform', takes: 'transform', setting: recipeSetting },
    (value) => (value.kind === 'transform' ? accept(value.transform) : refuse()),
  );
}

export function network(p: Documented<string>): ParameterType<string> {
  return make({ ...p, label: 'a network', schema: 'any', setting: (value) => ({ kind: 'network', value }) }, (value) =>
    value.kind === 'network' ? accept(value.name) : refuse(),
  );
}

export function examples(p: Documented<ExamplesValue>): ParameterType<ExamplesValue> {
  return make(
    {
      ...p,
      label: 'tensors such as (image, mask)',
      schema: 'any',
      setting: (value) => ({ kind: 'examples', value }),
    },
    (value) => {
      if (value.kind === 'examples') return accept(value);
      if (value.kind === 'tensor') return accept({ kind: 'examples', tensors: [value], subset: 'all' });
      if (value.kind !== 'tuple') return refuse();
      const tensors = value.items.filter((item) => item.kind === 'tensor');
      return tensors.length === value.items.length ? accept({ kind: 'examples', tensors, subset: 'all' }) : refuse();
    },
  );
}

export function accept<T>(value: T): Reading<T> {
  return { ok: true, value };
}

/** `instead`: what is meant, where a number was written. */
export function refuse(hint?: string, instead?: string): Reading<never> {
  const more = instead === undefined ? {} : { instead };
  return { ok: false, refusal: { code: 'wrong-type', ...(hint === undefined ? {} : { hint }), ...more } };
}

interface Form<T> extends Documented<T> {
  readonly label: string;
  readonly schema: SchemaKind;
  readonly words?: readonly string[];
  readonly takes?: ParameterType<T>['takes'];
  readonly unit?: Unit;
  readonly range?: string | undefined;
  readonly random?: boolean;
  readonly rest?: boolean;
}

/** A parameter type of its own. */
export function make<T>(
  form: Form<T> & { readonly setting: (value: T, given?: Value) => SettingValue },
  read: (value: Value, context: ReadContext) => Reading<T>,
): ParameterType<T> {
  const { setting } = form;
  return { ...makeRead({ ...form, show: (value) => showSetting(setting(value)) }, read), setting };
}

/** A type of its own for the setting of a section. */
export function makeRead<T>(
  form: Form<T> & { readonly show: (value: T) => string },
  read: (value: Value, context: ReadContext) => Reading<T>,
): ReadType<T> {
  const required = form.default === undefined && form.defaultText === undefined;
  return {
    label: form.label,
    doc: form.doc,
    default: form.default,
    defaultText: form.defaultText ?? (form.default === undefined ? undefined : form.show(form.default)),
    required,
    unit: form.unit,
    range: form.range,
    words: form.words ?? [],
    takes: form.takes ?? 'value',
    schema: form.schema,
    random: form.random ?? false,
    rest: form.rest ?? false,
    read,
    show: form.show,
  };
}

function inProportion<T>(
  type: ParameterType<T>,
  { default: standard, ...form }: Pick<DrawnForm, 'default' | 'max'> & Proportional,
  made: (lengths: number | readonly [number, number]) => T,
): ParameterType<T> {
  if (standard === undefined || form.least === undefined) return type;
  return {
    ...type,
    defaultAt: (side) => made(proportionate(standard, form, side)),
    leastText: type.show(made(form.least)),
  };
}

function numeric(form: NumberForm): ParameterType<number> {
  const setting = (value: number) => ({ kind: 'number', value, unit: form.unit }) as const;
  return make<number>({ ...form, schema: 'number', range: rangeText(form), setting }, (value, context) => {
    if (value.kind === 'random' || value.kind === 'range') {
      return context.randomAllowed ? refuse() : { ok: false, refusal: { code: 'randomness-outside-augment' } };
    }
    if (value.kind === 'call' && value.call.kind === 'schedule') return refuse('it is the same all through training');
    if (value.kind !== 'number') return refuse();
    return readNumber(value.value, value.unit, form, context);
  });
}

function random(form: NumberForm | (DrawnForm & Omit<NumberForm, 'default'>)): ParameterType<Distribution> {
  const { default: standard, ...rest } = form;
  const bounds: NumberForm = rest;
  const value = standard === undefined ? undefined : defaultDistribution(standard, form.unit);
  return make<Distribution>(
    {
      ...rest,
      ...(value === undefined ? {} : { default: value }),
      schema: 'number',
      range: rangeText(bounds),
      random: true,
      setting: (value) => ({ kind: 'drawn', value }),
    },
    (given, context) => {
      if (given.kind === 'number') {
        const reading = readNumber(given.value, given.unit, bounds, context);
        return reading.ok ? accept({ kind: 'constant', value: reading.value, unit: form.unit }) : reading;
      }
      if (given.kind === 'weight') return refuse('write the values of the schedule as they shall be');
      const distribution = asDistribution(given);
      const reading = distribution ? readDistribution(distribution, bounds, context) : refuse();
      return given.kind === 'call' ? ofSchedule(reading) : reading;
    },
  );
}

// What stands in its place is the schedule, not the number that is wrong in it.
function ofSchedule<T>(reading: Reading<T>): Reading<T> {
  if (reading.ok || reading.refusal.code !== 'wrong-type' || reading.refusal.instead === undefined) return reading;
  return refuse(`its values have the unit of what they stand for, such as \`${reading.refusal.instead}\``);
}

function defaultDistribution(standard: number | readonly [number, number], unit: Unit): Distribution {
  return typeof standard === 'number'
    ? { kind: 'constant', value: standard, unit }
    : { kind: 'uniform', from: standard[0], to: standard[1], unit };
}

// Every number in it is read like a single one, so that units and bounds hold for all that can be drawn.
function readDistribution(d: Distribution, form: NumberForm, context: ReadContext): Reading<Distribution> {
  const ends = numbersOf(d);
  const read: number[] = [];
  for (const end of ends) {
    const reading = readNumber(
      end,
      d.unit,
      d.kind === 'choice' || d.kind === 'constant' ? form : { ...form, whole: false },
      context,
    );
    if (!reading.ok) return reading;
    read.push(reading.value);
  }
  if (d.kind === 'choice') {
    const options: Distribution[] = [];
    for (const option of d.options) {
      const reading = readDistribution(option, form, context);
      if (!reading.ok) return reading;
      options.push(reading.value);
    }
    return accept({ kind: 'choice', options, unit: form.unit });
  }
  const scale = form.unit === 'px' && d.unit === 'share' ? context.side : 1;
  return accept(scaled(d, scale, form.unit));
}

function numbersOf(d: Distribution): readonly number[] {
  if (d.kind === 'constant') return [d.value];
  return d.kind === 'choice' ? [] : [d.from, d.to];
}

function scaled(d: Distribution, by: number, unit: Unit): Distribution {
  switch (d.kind) {
    case 'constant':
      return { ...d, value: d.value * by, unit };
    case 'normal':
      return { ...d, mean: d.mean * by, deviation: d.deviation * by, from: d.from * by, to: d.to * by, unit };
    case 'gamma':
      return { ...d, scale: d.scale * by, offset: d.offset * by, from: d.from * by, to: d.to * by, unit };
    case 'choice':
      return { ...d, unit };
    case 'scheduled':
      return { ...d, factor: d.factor * by, from: d.from * by, to: d.to * by, unit };
    case 'moving': {
      const ends = { low: scaled(d.low, by, unit), high: scaled(d.high, by, unit) };
      return { ...d, ...ends, from: d.from * by, to: d.to * by, unit };
    }
    default:
      return { ...d, from: d.from * by, to: d.to * by, unit };
  }
}

function readNumber(value: number, unit: Unit, form: NumberForm, context: ReadContext): Reading<number> {
  const given = form.unit === 'px' && unit === 'share' ? value * context.side : value;
  if (unit !== form.unit && !(form.unit === 'px' && unit === 'share')) return refuseUnit(value, unit, form.unit);
  if (form.whole === true && !Number.isInteger(given)) return refuse();
  if (form.whole === true && Math.abs(given) > largestExact)
    return { ok: false, refusal: { code: 'out-of-range', range: rangeText({ max: largestExact, ...form }) ?? '' } };
  const inside =
    given >= (form.min ?? -Infinity) && given <= (form.max ?? Infinity) && given > (form.above ?? -Infinity);
  return inside ? accept(given) : { ok: false, refusal: { code: 'out-of-range', range: rangeText(form) ?? '' } };
}

function refuseUnit(value: number, found: Unit, wanted: Unit): Reading<never> {
  if (found !== 'none' && wanted !== 'none') return refuse();
  // 30 for a share is 30%, not 3000%.
  const instead = wanted === 'share' && Math.abs(value) > 1 ? `${value}%` : formatNumber(value, wanted);
  const why = wanted === 'none' ? ' without a unit' : wanted === 'share' ? ' for a share of one' : '';
  return { ok: false, refusal: { code: 'wrong-type', hint: `write \`${instead}\`${why}`, instead } };
}

function rangeText({ min, max, above, unit }: NumberForm): string | undefined {
  if (above !== undefined)
    return `above ${formatNumber(above, unit)}${max === undefined ? '' : `, up to ${formatNumber(max, unit)}`}`;
  if (min === undefined && max === undefined) return undefined;
  if (max === undefined) return `${formatNumber(min ?? 0, unit)} or more`;
  return min === undefined
    ? `${formatNumber(max, unit)} or less`
    : `${formatNumber(min, unit)} to ${formatNumber(max, unit)}`;
}
