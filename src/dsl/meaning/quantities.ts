// What the values of a schedule are: numbers, shares, lengths, angles, and between which they stay.
import type { OperationCall, Unit } from '../../ops/core/call.ts';
import type { Schedule } from '../../ops/core/operation.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { type Quantity, unitNoun } from '../../ops/core/value.ts';
import type { Call } from '../syntax/ast.ts';
import type { Scope } from './scope.ts';

/** Undefined where its values are of several kinds, which is reported. */
export function quantityOf(
  operation: Schedule,
  { settings }: Pick<OperationCall, 'settings'>,
  { span }: Call,
  scope: Scope,
): Quantity | undefined {
  const units = Object.entries(operation.parameters).flatMap(([name, { isLevel }]) =>
    isLevel === true ? unitsOf(settings[name]) : [],
  );
  const [unit = 'none', other] = new Set(units);
  if (other !== undefined) {
    const found = `${unitNoun(unit)}s and ${unitNoun(other)}s`;
    scope.reporter.report('wrong-type', span, { name: operation.name, expected: 'a schedule of one unit', found });
    return undefined;
  }
  const [low, high] = operation.extent(settingsOf({ settings }));
  return { unit, low, high };
}

// A zero without a unit is one of every unit.
function unitsOf(setting: OperationCall['settings'][string] | undefined): readonly Unit[] {
  if (setting?.kind !== 'number' && setting?.kind !== 'range') return [];
  const isZero = typeof setting.value === 'number' ? setting.value === 0 : setting.value.every((end) => end === 0);
  return isZero && setting.unit === 'none' ? [] : [setting.unit];
}
