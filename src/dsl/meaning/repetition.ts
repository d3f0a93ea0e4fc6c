// `repeat(n) step`: the step n times, as if it were written out, so that each has its own weights and draws.

import type { ParameterType } from '../../ops/core/parameter.ts';
import { count, refuse } from '../../ops/core/parameter.ts';
import type { Expression, Repetition } from '../syntax/ast.ts';
import { readValue } from './bind.ts';
import { isWithinLimits } from './blocks.ts';
import type { Scope } from './scope.ts';

const whole = count({ min: 0, doc: 'how often the step is done' });

const times: ParameterType<number> = {
  ...whole,
  read(value, context) {
    const isDrawn = value.kind === 'range' || value.kind === 'random';
    return isDrawn
      ? refuse('it is the same for all samples; a step that is done or not is `maybe(50%) step`')
      : whole.read(value, context);
  },
};

/** What the step is made of, one behind the other. */
export function stepsOf({ step }: Repetition): readonly Expression[] {
  return step.kind === 'pipe' ? [step.input, ...step.steps] : [step];
}

/** Hands on what each repetition gives to the next one. `once`: all steps one time; it gives undefined after an error. */
export function repeated<T>(
  repetition: Repetition,
  start: T,
  once: (before: T, scope: Scope) => T | undefined,
  scope: Scope,
): T | undefined {
  const { step, times: written } = repetition;
  const read = readValue(times, written, 'repeat', scope);
  // How often is unknown, or never: the step is looked at all the same.
  if (read === undefined) return once(start, scope);
  if (read.value === 0) once(start, scope.switchedOff(step.span));
  let value: T | undefined = start;
  for (let i = 0; i < read.value && value !== undefined; i++)
    value = isWithinLimits(written.span, scope) ? once(value, scope) : undefined;
  return value;
}
