// The arguments of a call of a block, a network or a distribution, by its parameters: by position, then by name, each once.
import type { Argument, Call, Expression } from '../syntax/ast.ts';
import { parameterExtras } from './bind.ts';
import { isEitherOr, unlessLeftOut } from './conditions.ts';
import type { Scope } from './scope.ts';

export interface Assigned {
  /** By the parameter's name; those that nothing is given for are missing. */
  readonly given: ReadonlyMap<string, Expression>;
  /** False where an error was reported. */
  readonly sound: boolean;
}

/** A block or a network, say. */
interface Called {
  readonly parameters: readonly { readonly name: { readonly text: string } }[];
}

/** `piped`: the first parameter is what stands in front of `->`. */
export function assignArguments(called: Called, call: Call, piped: boolean, scope: Scope): Assigned {
  const names = called.parameters.map(({ name }) => name.text);
  const given = new Map<string, Expression>();
  let position = piped ? 1 : 0;
  let sound = true;
  for (const argument of call.arguments) {
    const value = argumentOf(argument.value, scope);
    if (value === undefined) continue;
    const name = argument.name?.text ?? names[position++];
    if (!accepts(call.callee.text, argument, name, names, given, piped, scope)) sound = false;
    else if (name !== undefined) given.set(name, value);
  }
  return { given, sound };
}

// Of an either-or the whole is evaluated, so that both sides are looked at.
function argumentOf(written: Expression, scope: Scope): Expression | undefined {
  if (written.kind === 'conditional' && isEitherOr(written)) return written;
  return unlessLeftOut(written, scope, (off, inOff) => inOff.evaluate(off));
}

/** What a call among arguments has for a key, in YAML; undefined for other arguments. */
function keyOf({ name, value }: Argument): string | undefined {
  if (name !== undefined || value.kind !== 'call') return undefined;
  const { span, text } = value.callee;
  return /^["']?\s*:/.test(span.source.text.slice(span.end, span.end + 80)) ? text : undefined;
}

function accepts(
  owner: string,
  argument: Argument,
  name: string | undefined,
  names: readonly string[],
  given: ReadonlyMap<string, Expression>,
  piped: boolean,
  scope: Scope,
): boolean {
  const span = argument.name?.span ?? argument.span;
  if (name === '') return false;
  const key = keyOf(argument);
  if (key !== undefined && names.includes(key)) {
    const hint = `in quotes it is clear: \`'${owner}(…, ${key}: …)'\` for the argument, \`'${key}(…)'\` for the call`;
    scope.reporter.report('yaml-argument', span, { name: key, owner }, { hint });
  } else if (name === undefined) {
    scope.reporter.report('too-many-arguments', span, { owner, most: names.length });
  } else if (!names.includes(name)) {
    const otherwise = `it has ${names.map((n) => `\`${n}\``).join(', ')}`;
    scope.reporter.report(
      'unknown-parameter',
      span,
      { name, owner },
      argument.name ? parameterExtras(argument.name, names, otherwise) : { hint: otherwise },
    );
  } else if (given.has(name) || (piped && name === names[0])) {
    const first = given.get(name)?.span;
    const related = first ? [{ message: 'given here first', span: first }] : [];
    scope.reporter.report('given-twice', span, { name, owner }, { related });
  } else {
    return true;
  }
  return false;
}
