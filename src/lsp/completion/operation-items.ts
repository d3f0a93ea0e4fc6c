// Operations and blocks as an editor offers them: with their signature, their doc, and holes for what they need.
import { CompletionItemKind } from 'vscode-languageserver';
import type { Block } from '../../dsl/ast.ts';
import type { Operation, OperationKind } from '../../ops/operation.ts';
import { signatureOf } from '../../ops/signature.ts';
import { operations } from '../../ops/table.ts';
import { describeOperation } from '../describe.ts';
import type { Candidate } from './words.ts';

/** Those of some kinds; in a chain (`isStep`) the first input is there already. */
export function operationCandidates(kinds: readonly OperationKind[], isStep: boolean): readonly Candidate[] {
  return operations
    .filter(({ kind, inputs }) => kinds.includes(kind) && (!isStep || inputs.length > 0))
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map((operation) => ({
      label: operation.name,
      kind: CompletionItemKind.Function,
      detail: signatureOf(operation),
      doc: describeOperation(operation),
      ...written(operation, isStep),
    }));
}

/** Kinds that are written without parentheses where they need nothing. */
const bare: readonly OperationKind[] = ['optimizer', 'schedule', 'score', 'threshold', 'metric'];

function written({ name, kind, inputs, parameters }: Operation, isStep: boolean) {
  const open = inputs.length - (isStep ? 1 : 0);
  const needs = open > 0 || Object.values(parameters).some(({ required }) => required);
  if (needs) return { snippet: `${name}($0)` };
  return isStep || bare.includes(kind) ? {} : { text: `${name}()` };
}

export function blockCandidate(name: string, { parameters, doc }: Block, isStep: boolean): Candidate {
  const texts = parameters.map(({ span: { source, start, end } }) => source.text.slice(start, end));
  const needs = parameters.filter(({ default: standard }) => standard === undefined).length > (isStep ? 1 : 0);
  return {
    label: name,
    kind: CompletionItemKind.Function,
    detail: `block ${name}(${texts.join(', ')})`,
    doc,
    ...(needs ? { snippet: `${name}($0)` } : {}),
  };
}
