// What to write where the name of an operation stands for a value.
import type { Extras } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import { findOperation } from '../../ops/table.ts';
import { kindsIn } from './calls.ts';
import type { Place } from './scope.ts';

export function bareOperation(name: string, span: Span, place: Place): Extras {
  if (isValueWhenCalled(name, place)) return { hint: `write \`${name}()\``, fix: { span, text: `${name}()` } };
  const hint = `an operation stands behind \`->\`; one of two steps is \`-> (${name} when condition else other)\``;
  return { hint };
}

/** A layer that works on nothing and has a default for each setting, such as `coordinates`. */
function isValueWhenCalled(name: string, place: Place): boolean {
  const operation = findOperation(name, kindsIn(place));
  if (operation?.kind !== 'layer' || (operation.stateful === true && place !== 'network')) return false;
  return operation.inputs.length === 0 && Object.values(operation.parameters).every(({ required }) => !required);
}
