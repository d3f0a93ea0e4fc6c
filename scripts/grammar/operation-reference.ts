// The operations of the language and the settings of its sections as data, from the table that the compiler uses.
import { sectionSettings } from '../../src/dsl/elaborate/sections.ts';
import type { Unit } from '../../src/ops/core/call.ts';
import type { Operation } from '../../src/ops/core/operation.ts';
import type { ParameterType, ParameterTypes } from '../../src/ops/core/parameter.ts';
import { describeInput, signatureOf } from '../../src/ops/core/signature.ts';
import { operations } from '../../src/ops/table.ts';
import { type Checks, checkedAgainst } from './oracles.ts';

export interface ParameterEntry {
  readonly name: string;
  /** In words: `a length such as 4px`. */
  readonly takes: string;
  readonly unit?: Unit;
  /** In words: `1 or more`. */
  readonly range?: string;
  /** Bare words that it takes. */
  readonly words?: readonly string[];
  /** As a file writes it; absent where it is required. */
  readonly default?: string;
  /** Of a default that goes with the image: it is that of 256 pixels, and no less than this in smaller ones. */
  readonly default_least?: string;
  /** In `augment` it may be drawn: `a..b`, `log_uniform(a..b)`, `a | b`, `gaussian(m, s) in a..b`. */
  readonly random: boolean;
  readonly doc: string;
}

export interface InputEntry {
  readonly name: string;
  readonly takes: string;
  readonly doc: string;
}

export interface OperationEntry {
  readonly kind: Operation['kind'];
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
  /** The sign that stands for it. */
  readonly operator?: string;
  readonly inputs: readonly InputEntry[];
  readonly parameters: readonly ParameterEntry[];
  readonly example: string;
  /** The paper, another publication, or our choice. */
  readonly source: string;
  /** What its tests compare it with. */
  readonly checked_against?: string;
}

/** All operations, in the order of the table. */
export function listOperations(): readonly OperationEntry[] {
  const checks = checkedAgainst();
  return operations.map((operation) => entryOf(operation, checks));
}

/** Settings of the sections that have a fixed set of keys. */
export function listSettings(): Readonly<Record<string, readonly ParameterEntry[]>> {
  return Object.fromEntries(Object.entries(sectionSettings).map(([name, settings]) => [name, parametersOf(settings)]));
}

/** The content of grammar/operations.json. */
export function operationReference(): string {
  const document = { format_version: '1.0', operations: listOperations(), settings: listSettings() };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function entryOf(operation: Operation, checks: Checks): OperationEntry {
  const { kind, name, doc, inputs, parameters, example, provenance } = operation;
  const operator = operation.kind === 'layer' ? operation.operator : undefined;
  const checked = checks[kind]?.[name];
  return {
    kind,
    name,
    signature: signatureOf(operation),
    doc,
    ...(operator === undefined ? {} : { operator: operator === 'negate' ? '-' : operator }),
    inputs: inputs.map((input) => ({ name: input.name, takes: describeInput(input), doc: input.doc })),
    parameters: parametersOf(parameters),
    example,
    source: provenance,
    ...(checked === undefined ? {} : { checked_against: checked }),
  };
}

function parametersOf(parameters: ParameterTypes): readonly ParameterEntry[] {
  return Object.entries(parameters).map(([name, type]) => parameterOf(name, type));
}

function parameterOf(name: string, type: ParameterType<unknown>): ParameterEntry {
  const { label, unit, range, words, defaultText, leastText, random, doc } = type;
  return {
    name,
    takes: label,
    ...(unit === undefined ? {} : { unit }),
    ...(range === undefined ? {} : { range }),
    ...(words.length === 0 ? {} : { words }),
    ...(defaultText === undefined ? {} : { default: defaultText === '' ? '""' : defaultText }),
    ...(leastText === undefined ? {} : { default_least: leastText }),
    random,
    doc,
  };
}
