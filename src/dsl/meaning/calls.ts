// Calls: of operations, which add to the flow or become settings, and of blocks, which are expanded.
import type { Extras } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/nearest.ts';
import { type Span, textAt } from '../../diagnostics/source-file.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { allKinds, kindNoun, type OperationKind } from '../../ops/core/kinds.ts';
import type { Input, Operation } from '../../ops/core/operation.ts';
import type { ReadType } from '../../ops/core/parameter.ts';
import { unknownValue, type Value } from '../../ops/core/value.ts';
import { findOperation, isOperationName, operationNames } from '../../ops/table.ts';
import type { LoadedFile } from '../load/load.ts';
import type { Block, Call, Expression, Name } from '../syntax/ast.ts';
import { distributionNames } from '../syntax/distributions.ts';
import { foreignOperation } from '../syntax/habits/foreign-names.ts';
import { everyExpression } from '../syntax/walk.ts';
import { type Bound, bindCall, describeKinds, referencesOf } from './bind.ts';
import { expandBlock } from './blocks.ts';
import { reportFormerName } from './former-names.ts';
import { callNetwork, findNetwork } from './network-calls.ts';
import { quantityOf } from './quantities.ts';
import type { Place, Scope } from './scope.ts';

/** A call, or a bare name in the place of one. `piped`: the value in front of `->`. */
export function evaluateCall(
  call: Call,
  piped: Value | undefined,
  scope: Scope,
  expected: ReadType<unknown> | undefined,
): Value {
  if (call.callee.text === '') return unknownValue;
  const network = findNetwork(call, scope.file, scope);
  if (network) return callNetwork(network, call, piped, scope);
  if (call.members !== undefined) return reportMember(call, call.members, piped, scope);
  if (isTakenBlock(call.callee.text, scope.file)) return unknownValue;
  const block = findBlock(call.callee.text, scope);
  if (block) return expandBlock(block.declaration, block.file, call, piped, scope);
  const operation = findOperation(call.callee.text, preferredKind(expected, scope.place));
  if (operation === undefined) return reportUnknownCall(call, scope);
  if (operation.formerName === call.callee.text) reportFormerName(call.callee, operation.name, scope.reporter);
  if (!placesOf(operation).includes(scope.place)) return reportWrongPlace(operation, call, scope);
  const waits =
    expected?.takes === 'transform' &&
    piped === undefined &&
    operation.kind === 'augmentation' &&
    operation.inputs.length === 1;
  const bound = bindCall(operation, call, piped, waits, scope);
  return bound === undefined ? unknownValue : meaning(operation, bound, call, scope, waits);
}

// `x.conv(3)`, as other languages write it: a chain says the same.
function reportMember({ callee, span }: Call, members: readonly Name[], piped: Value | undefined, scope: Scope): Value {
  const [member] = members;
  const isValue = scope.lookup(callee.text)?.value.kind === 'tensor' && members.length === 1 && piped === undefined;
  const operation = member && findOperation(member.text, kindsIn(scope.place));
  const isStep = isValue && operation !== undefined && placesOf(operation).includes(scope.place);
  const text = `${callee.text} -> ${span.source.text.slice(member?.span.start, span.end)}`;
  const extras = isStep
    ? { hint: `write \`${text}\``, fix: { span, text: `(${text})` } }
    : { hint: 'before the dot stands the name of a network' };
  const name = [callee, ...members].map((part) => part.text).join('.');
  scope.reporter.report('unknown-operation', callee.span, { name }, extras);
  return unknownValue;
}

function reportWrongPlace(operation: Operation, call: Call, scope: Scope): Value {
  const coordinates = scope.place === 'augment' ? coordinatesIn(call) : undefined;
  if (coordinates) {
    const hint = 'add them in a network: `concat(seen, coordinates())`';
    scope.reporter.report('augmented-coordinates', coordinates.span, {}, { hint });
    return unknownValue;
  }
  scope.reporter.report(
    'wrong-place',
    call.callee.span,
    { noun: kindNoun(operation.kind), name: operation.name, place: placeNames[scope.place] },
    { hint: placeHint(operation) },
  );
  return unknownValue;
}

// Also where they are handed to a layer, which has no place there either: the coordinates are the cause.
function coordinatesIn(call: Call): Expression | undefined {
  return everyExpression(call).find(
    (expression) => expression.kind === 'call' && expression.callee.text === 'coordinates',
  );
}

// Reported where it is declared; what its calls would mean as the operation of that name is no news.
function isTakenBlock(name: string, { blocks, imports }: LoadedFile): boolean {
  return isOperationName(name) && (blocks.has(name) || imports.get(name)?.declaration.kind === 'block');
}

/** A block that is in view under a name. */
export function findBlock(
  name: string,
  scope: Scope,
): { readonly declaration: Block; readonly file: LoadedFile } | undefined {
  if (isOperationName(name)) return undefined;
  const imported = scope.file.imports.get(name);
  if (imported?.declaration.kind === 'block') return { declaration: imported.declaration, file: imported.file };
  const own = scope.file.blocks.get(name);
  return own && { declaration: own, file: scope.file };
}

function meaning(operation: Operation, bound: Bound, call: Call, scope: Scope, waits: boolean): Value {
  const made = (path: string): OperationCall => ({
    kind: operation.kind,
    name: operation.name,
    path,
    span: call.span,
    callers: scope.callers,
    inputs: referencesOf(bound.inputs),
    mentions: bound.inputs.map(({ span }) => span),
    settings: bound.settings,
    origins: bound.origins,
  });
  const waiting = bound.missingInputs[0];
  if (waiting !== undefined) return reportMissingInput(waiting, operation, call, scope);
  const path = scope.uniquePath(operation.name);
  if (waits) return { kind: 'transform', transform: { kind: 'call', call: made(path) } };
  switch (operation.kind) {
    case 'layer':
      return scope.add({ call: made(path), result: 'tensor' });
    case 'augmentation':
      return scope.add({ call: made(path), result: operation.result });
    case 'shape':
      return { kind: 'shapes', shapes: { kind: 'call', call: made(path) } };
    case 'loss':
    case 'adversarial':
      return {
        kind: 'objective',
        terms: [{ call: made(path), weight: 1, weightOrigin: { from: 'default' }, schedules: [], subset: 'all' }],
      };
    case 'schedule': {
      const quantity = quantityOf(operation, bound, call, scope);
      return quantity ? { kind: 'call', call: made(path), quantity } : unknownValue;
    }
    default:
      return { kind: 'call', call: made(path) };
  }
}

function reportMissingInput({ name, type, doc }: Input, operation: Operation, { callee }: Call, scope: Scope): Value {
  const isStep = operation.kind === 'layer' || operation.kind === 'augmentation';
  const hint = isStep ? `write \`… -> ${operation.name}(…)\`` : undefined;
  const parameters = { name, owner: operation.name, expected: `${describeKinds(type)}, ${doc}` };
  scope.reporter.report('missing-argument', callee.span, parameters, { hint });
  return unknownValue;
}

const places: { readonly [K in OperationKind]: readonly Place[] } = {
  layer: ['network', 'loss', 'evaluate'],
  augmentation: ['augment'],
  shape: ['augment'],
  loss: ['loss'],
  adversarial: ['loss'],
  optimizer: ['train'],
  schedule: ['train', 'loss', 'augment'],
  start: ['train'],
  keep: ['train'],
  source: ['data'],
  score: ['evaluate'],
  threshold: ['evaluate'],
  cleaning: ['evaluate'],
  metric: ['evaluate', 'train'],
};

const placeNames: { readonly [K in Place]: string } = {
  setting: 'a parameter',
  data: '`data`',
  augment: '`augment`',
  network: 'a network',
  loss: '`loss`',
  train: '`train`',
  evaluate: '`evaluate`',
  experiment: '`experiment`',
};

function placesOf(operation: Operation): readonly Place[] {
  return operation.kind === 'layer' && operation.stateful === true ? ['network'] : places[operation.kind];
}

function placeHint(operation: Operation): string {
  return `it belongs into ${placesOf(operation)
    .map((place) => placeNames[place])
    .join(' or ')}`;
}

// Some names exist in two kinds (an anomaly shape and a metric, say): the place decides.
function preferredKind(expected: ReadType<unknown> | undefined, place: Place): readonly OperationKind[] {
  return [...allKinds.filter((kind) => kind === expected?.takes), ...kindsIn(place)];
}

export function kindsIn(place: Place): readonly OperationKind[] {
  return allKinds.filter((kind) => places[kind].includes(place));
}

function reportUnknownCall(call: Call, scope: Scope): Value {
  const { callee } = call;
  // All names for each of thousands would be their square.
  if (scope.reporter.isFull) return unknownValue;
  scope.reporter.report('unknown-operation', callee.span, { name: callee.text }, extrasFor(call, scope));
  return unknownValue;
}

function extrasFor(call: Call, scope: Scope): Extras {
  const { text, span } = call.callee;
  if (text === 'repeat') return { hint: 'the step that is repeated stands behind it: `repeat(4) conv(8)`' };
  if (scope.lookup(text) !== undefined) return { hint: `\`${text}\` is a value, not an operation` };
  const foreign = foreignOperation(text);
  if (foreign !== undefined && findOperation(foreign, kindsIn(scope.place)) !== undefined) {
    const otherwise = `\`${foreign}\` does this, with settings of its own`;
    return { hint: `did you mean \`${foreign}\`?`, fix: { span, text: foreign, otherwise } };
  }
  return rangeExtras(call, scope) ?? suggest(text, callable(scope), span);
}

// Only what may stand here.
function callable({ file, place, shared }: Scope): readonly string[] {
  const blocks = [...file.blocks.keys(), ...file.imports.keys()];
  const networks = place === 'network' || place === 'loss' ? shared.networkNames : [];
  return [...blocks, ...networks, ...operationNames(kindsIn(place)), ...(place === 'augment' ? distributionNames : [])];
}

// `range(2, 4)`, `uniform(2, 4)`
function rangeExtras({ callee, arguments: given, span }: Call, { place }: Scope): Extras | undefined {
  const [from, to, third] = given.map(({ value }) => textAt(value.span));
  const isRange = /^(?:range|uniform|randint|rand|random|between|interval)$/.test(callee.text);
  if (!isRange || from === undefined || to === undefined || third !== undefined || place === 'network')
    return undefined;
  const text = `${from}..${to}`;
  return { hint: `a range is written \`${text}\``, fix: { span, text } };
}

export function callOfName(name: Name, span: Span): Call {
  return { kind: 'call', callee: name, arguments: [], span };
}
