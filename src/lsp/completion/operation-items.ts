// Operations and blocks as an editor offers them: with their signature, their doc, and holes for what they need.

import { CompletionItemKind } from 'vscode-languageserver';
import type { Block } from '../../api/editor.ts';
import {
  neededInputs,
  type Operation,
  type OperationKind,
  operations,
  signatureOf,
  textAt,
} from '../../api/language.ts';
import { describeOperation } from '../describe.ts';
import type { Candidate } from './words.ts';

/** In a chain (`isStep`) the first input is there already; `isKey`: what needs arguments becomes a key of YAML. */
export interface CallForm {
  readonly isStep: boolean;
  readonly isKey: boolean;
}

/** Those of some kinds. */
export function operationCandidates(kinds: readonly OperationKind[], form: CallForm): readonly Candidate[] {
  const { isStep } = form;
  return operations
    .filter(({ kind, inputs }) => kinds.includes(kind) && (!isStep || inputs.length > 0))
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map((operation) => ({
      label: operation.name,
      kind: CompletionItemKind.Function,
      detail: signatureOf(operation),
      doc: describeOperation(operation),
      ...written(operation, form),
    }));
}

/** Kinds that are written without parentheses where they need nothing. */
const bare: readonly OperationKind[] = ['optimizer', 'schedule', 'score', 'threshold', 'metric'];

function written({ name, kind, inputs, parameters }: Operation, { isStep, isKey }: CallForm) {
  const open = neededInputs(inputs).length - (isStep ? 1 : 0);
  const needs = open > 0 || Object.values(parameters).some(({ required }) => required);
  if (needs) return callOf(name, isKey);
  return isStep || bare.includes(kind) ? {} : { text: `${name}()` };
}

function callOf(name: string, isKey: boolean) {
  return isKey ? { text: `${name}: ` } : { snippet: `${name}($0)` };
}

export function blockCandidate(name: string, { parameters, doc }: Block, { isStep, isKey }: CallForm): Candidate {
  const texts = parameters.map(({ span }) => textAt(span));
  const needs = parameters.filter(({ default: standard }) => standard === undefined).length > (isStep ? 1 : 0);
  return {
    label: name,
    kind: CompletionItemKind.Function,
    detail: `block ${name}(${texts.join(', ')})`,
    doc,
    ...(needs ? callOf(name, isKey) : {}),
  };
}
