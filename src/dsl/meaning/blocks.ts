// A call of a block: its body once more, with its parameters set to the arguments.
import type { Span } from '../../diagnostics/source-file.ts';
import { unknownValue, type Value } from '../../ops/core/value.ts';
import type { LoadedFile } from '../load/load.ts';
import type { Block, Call } from '../syntax/ast.ts';
import { assignArguments } from './arguments.ts';
import type { Entry, Scope } from './scope.ts';
import { runStatements } from './statements.ts';

/** More operations than any network has: blocks that call blocks grow quickly. */
const maximumNodes = 20_000;
const maximumExpansions = 20_000;
const maximumExpansionsOff = 2000;
const maximumLevels = 50;

export function expandBlock(block: Block, file: LoadedFile, call: Call, piped: Value | undefined, scope: Scope): Value {
  // Blocks that call themselves have been reported.
  if (scope.shared.expands && scope.blocks.includes(block)) return unknownValue;
  if (!isWithinLimits(call.callee.span, scope)) return unknownValue;
  const inner = scope.expanding(block, file, call.span);
  if (!bindParameters(block, call, piped, scope, inner) || !scope.shared.expands) return unknownValue;
  const result = runStatements(block.statements, inner);
  if (result === undefined) reportNoResult(block, inner);
  return result ?? unknownValue;
}

/** Whether one more block or repetition can be written out; reports where not. */
export function isWithinLimits(span: Span, scope: Scope): boolean {
  // What is switched off is not followed without end, and is no fault of what is there.
  if (scope.off !== undefined) return ++scope.shared.expansionsOff.count <= maximumExpansionsOff;
  const { expansions } = scope.shared;
  expansions.count += 1;
  if (scope.blocks.length > maximumLevels) {
    const limit = `${maximumLevels} levels`;
    scope.reporter.report('too-large', span, { what: 'the nesting of blocks', limit });
    return false;
  }
  const isLarge = scope.flow.length > maximumNodes || expansions.count > maximumExpansions;
  // After that every call would say it again.
  if (isLarge && expansions.count <= maximumExpansions * 2) {
    expansions.count = maximumExpansions * 2;
    scope.reporter.report('too-large', span, { what: 'the network', limit: '20,000 operations' });
  }
  return !isLarge;
}

export function reportNoResult({ name, statements }: Block, scope: Scope): void {
  // Where the last line could not be read, it may have been the `return`.
  if (statements.some((statement) => statement.kind === 'binding' && statement.value.kind === 'missing')) return;
  scope.reporter.report('no-result', name.span, { name: name.text }, { hint: 'end it with `return …`' });
}

function bindParameters(block: Block, call: Call, piped: Value | undefined, scope: Scope, inner: Scope): boolean {
  const assigned = assignArguments(block, call, piped !== undefined, scope);
  const { given } = assigned;
  let { sound } = assigned;
  block.parameters.forEach(({ name, default: standard }, i) => {
    // Of two with one name, which has been reported, the first counts.
    if (inner.entries.has(name.text)) return;
    const argument = given.get(name.text);
    let value: Value;
    let from: Entry['given'];
    if (i === 0 && piped !== undefined) value = piped;
    else if (argument) {
      value = scope.evaluate(argument);
      from = { span: argument.span, scope };
    } else if (standard) value = inner.evaluate(standard);
    else {
      value = unknownValue;
      sound = false;
      scope.reporter.report('missing-argument', call.callee.span, {
        name: name.text,
        owner: block.name.text,
        expected: 'a value',
      });
    }
    inner.declare(name.text, value, name.span, from && { given: from });
  });
  return sound;
}
