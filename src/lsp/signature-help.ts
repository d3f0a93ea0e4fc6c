// The call around the cursor: what it takes, and which argument is being written.

import { MarkupKind, type ParameterInformation, type SignatureHelp } from 'vscode-languageserver';
import type { Position } from 'vscode-languageserver-textdocument';
import type { Block } from '../api/editor.ts';
import {
  argumentTexts,
  describeInput,
  describeType,
  neededInputs,
  type Operation,
  signatureOf,
  textAt,
} from '../api/language.ts';
import { contextAt, viewAt } from './completion/completion.ts';
import type { Frame } from './completion/context.ts';
import { calledBy, expectedAt } from './completion/expected.ts';
import { outermostType } from './completion/expression-items.ts';
import { offsetAt } from './places.ts';
import type { Analysis, Workspace } from './workspace.ts';

export const signatureTriggers = ['(', ',', ':'];

/** Null outside of calls, and in those of what is not known. */
export function signatureAt(workspace: Workspace, analysis: Analysis, position: Position): SignatureHelp | null {
  const offset = offsetAt(analysis.source, position);
  const context = contextAt(analysis, analysis.source.text.slice(0, offset));
  if (context.at !== 'expression') return null;
  const inView = viewAt(workspace.lastReadable(analysis), context.body, offset);
  const last = context.frames.findLastIndex(({ callee }) => callee !== undefined);
  const frame = context.frames[last];
  if (inView === undefined || frame?.callee === undefined) return null;
  const outer = expectedAt(context.frames.slice(0, last), outermostType(context), inView).type;
  const called = calledBy(frame.callee, frame, outer, inView);
  if (called === undefined) return null;
  return called.block
    ? helpWith(blockSignature(frame.callee, called.block), frame, called.isPiped)
    : helpWith(operationSignature(called.operation), frame, called.isPiped);
}

interface Signature {
  readonly label: string;
  readonly doc: string;
  readonly arguments: readonly { readonly name: string; readonly text: string; readonly doc: string }[];
  /** The last input takes all that follows by position. */
  readonly variadicAt: number | undefined;
}

function told(input: Operation['inputs'][number]) {
  return { name: input.name, doc: `${describeInput(input)}. ${input.doc}` };
}

function operationSignature(operation: Operation): Signature {
  const texts = argumentTexts(operation);
  const { inputs, parameters } = operation;
  const described = [
    ...neededInputs(inputs).map(told),
    ...Object.entries(parameters).map(([name, type]) => ({ name, doc: `${describeType(type)}. ${type.doc}` })),
    ...inputs.filter((input) => input.optional === true).map(told),
  ];
  return {
    label: signatureOf(operation),
    doc: operation.doc,
    arguments: described.map(({ name, doc }, i) => ({ name, doc, text: texts[i] ?? name })),
    variadicAt: inputs.at(-1)?.variadic === true ? inputs.length - 1 : undefined,
  };
}

function blockSignature(name: string, { parameters, doc = '' }: Pick<Block, 'parameters' | 'doc'>): Signature {
  const own = parameters.map(({ name: parameter, span }) => ({
    name: parameter.text,
    text: textAt(span),
    doc: '',
  }));
  return { label: `${name}(${own.map(({ text }) => text).join(', ')})`, doc, arguments: own, variadicAt: undefined };
}

function helpWith(signature: Signature, { argument, position }: Frame, isPiped: boolean): SignatureHelp {
  const byPlace = Math.min(position + (isPiped ? 1 : 0), signature.variadicAt ?? Number.POSITIVE_INFINITY);
  const active =
    argument === undefined ? byPlace : signature.arguments.findIndex(({ name: known }) => known === argument);
  const isKnown = active >= 0 && active < signature.arguments.length;
  const shown = { label: signature.label, documentation: markdown(signature.doc), parameters: parametersOf(signature) };
  return { signatures: [shown], activeSignature: 0, ...(isKnown ? { activeParameter: active } : {}) };
}

// Each by its place in the label.
function parametersOf({ label, arguments: own }: Signature): ParameterInformation[] {
  let start = label.indexOf('(') + 1;
  return own.map(({ text, doc }) => {
    const place: [number, number] = [start, start + text.length];
    start = place[1] + ', '.length;
    return { label: place, documentation: markdown(doc) };
  });
}

function markdown(value: string) {
  return { kind: MarkupKind.Markdown, value };
}
