// Rewrites the call of an operation in a pipeline, so that one of its settings is another one.
import type { Argument, Call, Expression } from '../../../src/dsl/syntax/ast.ts';
import type { Operation } from '../../../src/ops/core/operation.ts';
import { checkText } from '../../pipelines.ts';
import { type Framed, framed } from './frames.ts';

/** A pipeline in which settings of an operation are other ones. */
export interface Rewritten {
  readonly text: string;
  /** Where each setting's value lies. */
  readonly spans: ReadonlyMap<string, readonly [start: number, end: number]>;
}

/** The place of an operation in the pipeline of its example. */
export interface CallPlace {
  readonly frame: Framed;
  readonly start: number;
  readonly end: number;
  /** Written by position or name; inputs and settings apart. */
  readonly inputs: readonly string[];
  readonly settings: ReadonlyMap<string, string>;
}

/** Undefined where the example does not call the operation: arithmetic. */
export function findCall(operation: Operation): CallPlace | undefined {
  const frame = framed(operation);
  const { entry } = checkText(frame.text).loaded;
  const found = findNode(entry.parsed.file, operation.name, frame, false);
  if (found === undefined) return undefined;
  const textOf = ({ span }: { readonly span: { readonly start: number; readonly end: number } }) =>
    frame.text.slice(span.start, span.end);
  const { expression, piped } = found;
  const given: readonly Argument[] = expression.kind === 'call' ? expression.arguments : [];
  const positional = given.filter(({ name }) => name === undefined);
  const open = operation.inputs.filter(({ optional }) => optional !== true).length - (piped ? 1 : 0);
  const taken = operation.inputs.at(-1)?.variadic ? positional.length : Math.min(open, positional.length);
  const names = Object.keys(operation.parameters);
  const settings = new Map<string, string>();
  for (const [i, { value }] of positional.slice(taken).entries()) settings.set(names[i] ?? '', textOf(value));
  for (const { name, value } of given) if (name) settings.set(name.text, textOf(value));
  return {
    frame,
    start: expression.span.start,
    end: expression.span.end,
    inputs: positional.slice(0, taken).map(({ value }) => textOf(value)),
    settings,
  };
}

/** The pipeline with some settings given as other texts. */
export function withSettings(operation: Operation, place: CallPlace, changed: ReadonlyMap<string, string>): Rewritten {
  let text = `${place.frame.text.slice(0, place.start)}${operation.name}(${place.inputs.join(', ')}`;
  const spans = new Map<string, readonly [start: number, end: number]>();
  const settings = new Map([...place.settings, ...changed]);
  for (const [name, value] of settings) {
    const separator = text.endsWith('(') ? '' : ', ';
    text += `${separator}${name}: `;
    spans.set(name, [text.length, text.length + value.length]);
    text += value;
  }
  return { text: `${text})${place.frame.text.slice(place.end)}`, spans };
}

interface Found {
  readonly expression: Call | Extract<Expression, { kind: 'reference' }>;
  readonly piped: boolean;
}

// Walks the plain data of a syntax tree; `piped`: the node is a step behind `->`.
function findNode(node: unknown, name: string, within: Framed, piped: boolean): Found | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (isCallOf(node, name) && node.span.start >= within.start && node.span.end <= within.end)
    return { expression: node, piped };
  for (const [key, value] of Object.entries(node)) {
    if (key === 'span' || key === 'source') continue;
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const item of items) {
      const found = findNode(item, name, within, key === 'steps' || (piped && key === 'step'));
      if (found) return found;
    }
  }
  return undefined;
}

function isCallOf(node: object, name: string): node is Found['expression'] {
  if (!('kind' in node)) return false;
  if (node.kind === 'call') return 'callee' in node && isNamed(node.callee, name);
  return node.kind === 'reference' && 'path' in node && Array.isArray(node.path) && isNamed(node.path[0], name);
}

function isNamed(node: unknown, name: string): boolean {
  return typeof node === 'object' && node !== null && 'text' in node && node.text === name;
}
