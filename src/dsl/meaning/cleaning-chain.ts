// `closing(3px) -> fill_holes()`: what is done to a predicted mask has no mask before it, and is a list of steps.
import { operation } from '../../ops/core/parameter.ts';
import { unknownValue, type Value } from '../../ops/core/value.ts';
import { findOperation } from '../../ops/table.ts';
import type { Pipe } from '../syntax/ast.ts';
import { unlessLeftOut } from './conditions.ts';
import type { Scope } from './scope.ts';

/** Undefined for every other chain. */
export function cleaningChain(pipe: Pipe, scope: Scope): Value | undefined {
  const { input } = pipe;
  const first =
    input.kind === 'call' ? input.callee.text : input.kind === 'reference' ? input.path[0]?.text : undefined;
  if (scope.place !== 'evaluate' || findOperation(first ?? '', ['cleaning'])?.kind !== 'cleaning') return undefined;
  const items = [input, ...pipe.steps].flatMap((written): readonly Value[] => {
    const step = unlessLeftOut(written, scope, (off, inOff) => inOff.evaluate(off, awaiting));
    return step === undefined ? [] : [scope.evaluate(step, awaiting)];
  });
  return items.some(({ kind }) => kind === 'unknown') ? unknownValue : { kind: 'list', items };
}

const awaiting = operation('cleaning', { label: 'a step such as `closing(3px)`', doc: '' });
