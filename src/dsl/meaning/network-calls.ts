// A network called like a function: applied to other values, with the weights that it has everywhere. Its result is the
// last value, or the one behind the dot: `encoder(x)`, `encoder.features(x)`.
import type { TensorValue } from '../../ops/core/call.ts';
import { describeValue, unknownValue, type Value } from '../../ops/core/value.ts';
import { appliedNetwork, isOperationName } from '../../ops/table.ts';
import type { LoadedFile } from '../load/load.ts';
import type { Call } from '../syntax/ast.ts';
import { assignArguments } from './arguments.ts';
import type { CallableNetwork, Scope } from './scope.ts';

/** The network that a file calls by a name. An operation keeps its own name, but has no values behind a dot. */
export function findNetwork(
  { callee, members = [] }: Call,
  file: LoadedFile,
  scope: Scope,
): CallableNetwork | undefined {
  return members.length === 0 && isOperationName(callee.text) ? undefined : scope.shared.network(callee.text, file);
}

export function callNetwork(called: CallableNetwork, call: Call, piped: Value | undefined, scope: Scope): Value {
  const { callee, members: [member, ...deeper] = [] } = call;
  if (scope.place !== 'network' && scope.place !== 'loss') return reportPlace(call, scope);
  const inputs = bindInputs(called, call, piped, scope);
  if (!scope.shared.expands) return unknownValue;
  if (deeper[0] !== undefined) {
    scope.reporter.report(
      'unknown-name',
      deeper[0].span,
      { name: deeper[0].text },
      { hint: 'a value has no values of its own' },
    );
    return unknownValue;
  }
  const value = called.valueOf(member, call);
  if (inputs === undefined || value === undefined) return unknownValue;
  return scope.add({
    call: {
      kind: appliedNetwork.kind,
      name: appliedNetwork.name,
      path: scope.uniquePath(callee.text),
      span: call.span,
      callers: scope.callers,
      inputs: inputs.map(({ reference }) => reference),
      mentions: inputs.map(({ span }) => span),
      settings: { network: { kind: 'network', value: called.name }, value: { kind: 'text', value } },
      origins: {},
    },
    result: 'tensor',
  });
}

// One tensor for each parameter, in their order; undefined where an error was reported.
function bindInputs(
  { declaration }: CallableNetwork,
  call: Call,
  piped: Value | undefined,
  scope: Scope,
): readonly TensorValue[] | undefined {
  const { given, sound } = assignArguments(declaration, call, piped !== undefined, scope);
  const inputs = declaration.parameters.map(({ name: { text } }, i) => {
    const argument = given.get(text);
    if (i === 0 && piped !== undefined) return asInput(piped, text, call.callee, scope);
    if (argument !== undefined) return asInput(scope.evaluate(argument), text, argument, scope);
    const missing = { name: text, owner: call.callee.text, expected: 'a tensor' };
    if (sound) scope.reporter.report('missing-argument', call.callee.span, missing);
    return undefined;
  });
  const known = inputs.filter((input) => input !== undefined);
  return sound && known.length === inputs.length ? known : undefined;
}

function asInput(value: Value, name: string, { span }: Pick<Call, 'span'>, scope: Scope): TensorValue | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'tensor' && value.type !== 'anomaly') return value;
  scope.reporter.report('wrong-type', span, { name, expected: 'a tensor', found: describeValue(value) });
  return undefined;
}

function reportPlace({ callee }: Call, scope: Scope): Value {
  const hint = 'a network is called in `loss` and in other networks';
  const place = `\`${scope.place}\``;
  scope.reporter.report('wrong-place', callee.span, { noun: 'the network', name: callee.text, place }, { hint });
  return unknownValue;
}
