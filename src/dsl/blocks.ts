// A call of a block: its body once more, with its parameters set to the arguments.
import { didYouMean } from '../diagnostics/nearest.ts';
import { unknownValue, type Value } from '../ops/value.ts';
import type { Argument, Block, Call, Expression } from './ast.ts';
import { unlessLeftOut } from './conditions.ts';
import type { LoadedFile } from './load.ts';
import type { Scope } from './scope.ts';
import { runStatements } from './statements.ts';

/** More operations than any network has: blocks that call blocks grow quickly. */
const maximumNodes = 20_000;

export function expandBlock(block: Block, file: LoadedFile, call: Call, piped: Value | undefined, scope: Scope): Value {
  if (scope.blocks.includes(block)) {
    const names = [...scope.blocks.slice(scope.blocks.indexOf(block)), block].map(({ name }) => name.text);
    scope.reporter.report('block-cycle', call.callee.span, { chain: names.join(' -> ') });
    return unknownValue;
  }
  if (scope.flow.length > maximumNodes || scope.blocks.length > 50) {
    scope.reporter.report('too-large', call.callee.span, { what: 'the network', limit: `${maximumNodes} operations` });
    return unknownValue;
  }
  const inner = scope.expanding(block, file, call.span);
  if (!bindParameters(block, call, piped, scope, inner)) return unknownValue;
  const result = runStatements(block.statements, inner);
  if (result === undefined) {
    scope.reporter.report('no-result', block.name.span, { name: block.name.text }, { hint: 'end it with `return …`' });
    return unknownValue;
  }
  return result;
}

function bindParameters(block: Block, call: Call, piped: Value | undefined, scope: Scope, inner: Scope): boolean {
  const names = block.parameters.map(({ name }) => name.text);
  const given = new Map<string, Expression>();
  let position = piped === undefined ? 0 : 1;
  let sound = true;
  for (const argument of call.arguments) {
    const value = unlessLeftOut(argument.value, scope);
    if (value === undefined) continue;
    const name = argument.name?.text ?? names[position++];
    if (!accepts(block, argument, name, names, given, piped !== undefined, scope)) sound = false;
    else if (name !== undefined) given.set(name, value);
  }
  block.parameters.forEach(({ name, default: standard }, i) => {
    const argument = given.get(name.text);
    let value: Value;
    if (i === 0 && piped !== undefined) value = piped;
    else if (argument) value = scope.evaluate(argument);
    else if (standard) value = inner.evaluate(standard);
    else {
      value = unknownValue;
      sound = false;
      scope.reporter.report('missing-argument', call.callee.span, {
        name: name.text,
        owner: block.name.text,
        expected: 'a value',
      });
    }
    inner.declare(name.text, value, name.span);
  });
  return sound;
}

function accepts(
  block: Block,
  argument: Argument,
  name: string | undefined,
  names: readonly string[],
  given: ReadonlyMap<string, Expression>,
  piped: boolean,
  scope: Scope,
): boolean {
  const span = argument.name?.span ?? argument.span;
  if (name === '') return false;
  if (name === undefined) {
    scope.reporter.report('too-many-arguments', span, { owner: block.name.text, most: names.length });
  } else if (!names.includes(name)) {
    const hint = didYouMean(name, names) ?? `it has ${names.map((n) => `\`${n}\``).join(', ')}`;
    scope.reporter.report('unknown-parameter', span, { name, owner: block.name.text }, { hint });
  } else if (given.has(name) || (piped && name === names[0])) {
    scope.reporter.report('given-twice', span, { name, owner: block.name.text });
  } else {
    return true;
  }
  return false;
}
