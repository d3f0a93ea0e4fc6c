// Every parameter of every operation refuses what it cannot take: another type, another unit, numbers out of its range,
// randomness outside of `augment`. Each is one error, at its place; a pipeline with many of them tells all at once.
import { describe, expect, test } from 'vitest';
import type { Unit } from '../../../src/ops/core/call.ts';
import type { Operation } from '../../../src/ops/core/operation.ts';
import type { ParameterType } from '../../../src/ops/core/parameter.ts';
import type { Value } from '../../../src/ops/core/value.ts';
import { operations } from '../../../src/ops/table.ts';
import { checkText } from '../../pipelines.ts';
import { type CallPlace, findCall, withSettings } from './calls.ts';

const called = operations.flatMap((operation) => {
  const place = Object.keys(operation.parameters).length === 0 ? undefined : findCall(operation);
  return place === undefined ? [] : [[`${operation.kind} ${operation.name}`, { operation, place }] as const];
});

test('all operations with parameters are called in their examples', () => {
  const withParameters = operations.filter(({ parameters }) => Object.keys(parameters).length > 0);
  const missing = withParameters.filter((operation) => !called.some(([, { operation: other }]) => other === operation));
  // A constant is written as a number.
  expect(missing.map(({ name }) => name)).toEqual(['constant']);
});

test('a number outside of its range is known for each range', () => {
  for (const { name, parameters } of operations)
    for (const [key, type] of Object.entries(parameters)) {
      if (unitsOf(type) === undefined) continue;
      expect(numbersOutside(type).length > 0, `${name}, ${key}: ${type.range}`).toBe(type.range !== undefined);
    }
});

describe.each(called)('%s', (_, { operation, place }) => {
  test('refuses settings of another type', () => {
    // A name that is no word has a code of its own; so has a step that is none.
    const codes = ['wrong-type', 'unknown-word', 'unknown-name', 'unknown-operation', 'no-step'];
    expectRefused(operation, place, wrongTypes, codes);
  });

  test('refuses numbers of another unit', () => expectRefused(operation, place, wrongUnits, ['wrong-type']));

  test('refuses numbers outside of their range', () =>
    expectRefused(operation, place, numbersOutside, ['out-of-range']));

  if (operation.kind !== 'augmentation' && operation.kind !== 'shape') {
    test('refuses randomness', () => expectRefused(operation, place, ranges, ['randomness-outside-augment']));
  }
});

// The first wrong value of every parameter in one pipeline, then the second ones, and so on.
function expectRefused(
  operation: Operation,
  place: CallPlace,
  wrongValues: (type: ParameterType<unknown>, name: string) => readonly string[],
  codes: readonly string[],
): void {
  const all = Object.entries(operation.parameters).map(([name, type]) => [name, wrongValues(type, name)] as const);
  const rounds = Math.max(0, ...all.map(([, values]) => values.length));
  for (let round = 0; round < rounds; round++) {
    const changed = new Map(all.flatMap(([name, values]) => values.slice(round, round + 1).map((one) => [name, one])));
    const { text, spans } = withSettings(operation, place, changed);
    const errors = checkText(text).diagnostics.filter(({ severity }) => severity === 'error');
    for (const [name, value] of changed) {
      const [start, end] = spans.get(name) ?? [0, 0];
      const inside = errors.filter(({ span }) => span.start >= start && span.end <= end);
      const told = inside.map(({ code }) => code);
      expect(told.length === 1 && told.every((code) => codes.includes(code)), `${name}: ${value} gives [${told}]`).toBe(
        true,
      );
    }
  }
}

// An unknown name is told once in a file, so each has its own.
function wrongTypes(type: ParameterType<unknown>, name: string): readonly string[] {
  const values: readonly (readonly [text: string, value: Value])[] = [
    ['"nonsense"', { kind: 'text', value: 'nonsense' }],
    ['true', { kind: 'boolean', value: true }],
  ];
  const refused = values.filter(([, value]) => !type.read(value, context).ok).map(([text]) => text);
  return [...refused, '[true, "nonsense"]', `no_such_${name}`];
}

const context = { side: 64, randomAllowed: false };
const labels: readonly (readonly [label: string, units: readonly Unit[]])[] = [
  ['a number or a schedule', ['none']],
  ['a number', ['none']],
  ['a whole number', ['none']],
  ['a share such as 50%', ['share']],
  ['a length such as 4px', ['px', 'share']],
  ['an angle such as 45deg', ['deg']],
];

/** The units that a numeric parameter takes; undefined for others. */
function unitsOf({ label, schema }: ParameterType<unknown>): readonly Unit[] | undefined {
  if (schema !== 'number') return undefined;
  const known = labels.find(
    ([start]) => label === start || label.startsWith(`${start},`) || label.startsWith(`${start} `),
  );
  return known?.[1] ?? expect.unreachable(`the test knows no units of ${label}`);
}

function wrongUnits(type: ParameterType<unknown>): readonly string[] {
  const right = unitsOf(type);
  // Values of a schedule have the unit of what it stands for: dsl/moving.test.ts.
  if (right === undefined || type.isLevel === true) return [];
  const all: readonly Unit[] = ['none', 'share', 'px', 'deg'];
  return all.filter((unit) => !right.includes(unit)).map((unit) => written(1, unit));
}

// The nearest ones on both sides, and one far away.
function numbersOutside(type: ParameterType<unknown>): readonly string[] {
  const [unit] = unitsOf(type) ?? [];
  if (unit === undefined) return [];
  const refused = [-1, -0.001, 0, 1.5, 64.5, 1e6].filter((value) => {
    const reading = type.read({ kind: 'number', value, unit }, context);
    return !reading.ok && reading.refusal.code === 'out-of-range';
  });
  const ends = new Set([
    refused.filter((value) => value <= 0).at(-1),
    refused.find((value) => value > 0),
    refused.at(-1),
  ]);
  return [...ends].flatMap((value) => (value === undefined ? [] : [written(value, unit)]));
}

function ranges(type: ParameterType<unknown>): readonly string[] {
  const [unit] = unitsOf(type) ?? [];
  return unit === undefined ? [] : [`${written(1, unit)}..${written(2, unit)}`];
}

function written(value: number, unit: Unit): string {
  return { none: `${value}`, share: `${value * 100}%`, px: `${value}px`, deg: `${value}deg` }[unit];
}
