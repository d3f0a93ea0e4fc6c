// Random steps in `augment` whose options cannot wait for their image, since they are blocks or make anomalies: each is
// put behind the image at once, and what comes of it is one of several values.
import { maybeAnomaly, maybeImage } from '../../ops/augmentations/maybe.ts';
import { oneAnomaly } from '../../ops/augmentations/one-anomaly.ts';
import { oneOf } from '../../ops/augmentations/one-of.ts';
import type { Distribution, OperationCall, Origin, TensorValue } from '../../ops/core/call.ts';
import type { Operation } from '../../ops/core/operation.ts';
import { describeValue, unknownValue, type Value } from '../../ops/core/value.ts';
import { findOperation } from '../../ops/table.ts';
import type { Expression } from '../syntax/ast.ts';
import { findBlock } from './calls.ts';
import { unlessLeftOut } from './conditions.ts';
import { internalCall } from './internal-calls.ts';
import type { Scope } from './scope.ts';

/** True where a step has a part that needs its image as soon as it is read. */
export function needsImage(step: Expression, scope: Scope): boolean {
  switch (step.kind) {
    case 'chance':
    case 'repetition':
      return needsImage(step.step, scope);
    case 'choice':
      return step.options.some((option) => needsImage(option, scope));
    case 'pipe':
      return [step.input, ...step.steps].some((part) => needsImage(part, scope));
    case 'conditional': {
      const chosen = unlessLeftOut(step, scope, () => undefined);
      return chosen !== undefined && needsImage(chosen, scope);
    }
    case 'call':
      return isMadeAtOnce(step.callee.text, scope);
    case 'reference': {
      const [name, ...rest] = step.path;
      return name !== undefined && rest.length === 0 && !scope.lookup(name.text) && isMadeAtOnce(name.text, scope);
    }
    default:
      return false;
  }
}

function isMadeAtOnce(name: string, scope: Scope): boolean {
  if (findBlock(name, scope) !== undefined) return true;
  const operation = findOperation(name, ['augmentation']);
  return operation?.kind === 'augmentation' && (operation.inputs.length !== 1 || operation.result !== 'image');
}

/** One of several values, of which at least one is an anomaly; undefined where they are not all images or anomalies. */
export function choiceOfAnomalies(values: readonly Value[], written: Expression, scope: Scope): Value | undefined {
  const pictures = picturesOf(values);
  if (pictures.length < values.length || !pictures.some(isAnomaly)) return undefined;
  return scope.add({ call: drawnCall(oneAnomaly, 'choice', pictures, written, scope), result: 'anomaly' });
}

/** One of several options behind the same image. */
export function chosenOption(values: readonly Value[], written: Expression, scope: Scope): Value {
  const made = choiceOfAnomalies(values, written, scope);
  if (made !== undefined) return made;
  const pictures = picturesOf(values);
  if (pictures.length < values.length) return reportStrange(values, written, scope);
  return scope.add({ call: internalCall(oneOf, pictures, {}, written, scope), result: 'image' });
}

/** What a step with a chance gives: `taken`, or `before` as it was. */
export function optionWithChance(
  taken: Value,
  before: Value,
  chance: { readonly value: number | Distribution; readonly origin: Origin },
  written: Expression,
  scope: Scope,
): Value {
  const pictures = picturesOf([taken, before]);
  if (pictures.length < 2) return reportStrange([taken, before], written, scope);
  const operation = pictures.some(isAnomaly) ? maybeAnomaly : maybeImage;
  const call: OperationCall = {
    ...drawnCall(operation, 'maybe', pictures, written, scope),
    settings: { chance: operation.parameters.chance.setting(chance.value) },
    origins: { chance: chance.origin },
  };
  return scope.add({ call, result: operation.result });
}

function picturesOf(values: readonly Value[]): readonly TensorValue[] {
  return values.flatMap((value) =>
    value.kind === 'tensor' && (value.type === 'image' || value.type === 'anomaly') ? [value] : [],
  );
}

function isAnomaly({ type }: TensorValue): boolean {
  return type === 'anomaly';
}

function reportStrange(values: readonly Value[], { span }: Expression, scope: Scope): Value {
  const strange = values.find((value) => value.kind !== 'unknown' && picturesOf([value]).length === 0);
  if (strange !== undefined) {
    const hint = `a random step gives an image, or an image with its mask; this gives ${describeValue(strange)}`;
    scope.reporter.report('no-step', span, {}, { hint });
  }
  return unknownValue;
}

// Its path keeps the word that stands in the file, whichever operation it becomes.
function drawnCall(
  { kind, name }: Operation,
  word: string,
  operands: readonly TensorValue[],
  { span }: Expression,
  scope: Scope,
): OperationCall {
  const inputs = operands.map(({ reference }) => reference);
  const mentions = operands.map((operand) => operand.span);
  const path = scope.uniquePath(word);
  return { kind, name, path, span, callers: scope.callers, inputs, mentions, settings: {}, origins: {} };
}
