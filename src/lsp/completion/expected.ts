// What is expected at the cursor: from the brackets around it, the settings that are still open and the
// type of the value.

import { CompletionItemKind } from 'vscode-languageserver';
import { type Block, isDistribution, kindsIn, type ReadType } from '../../api/editor.ts';
import { allKinds, findOperation, neededInputs, type Operation, textAt } from '../../api/language.ts';
import { original, settingAt } from '../names/expressions.ts';
import type { Frame } from './context.ts';
import type { InView } from './in-view.ts';
import { type Candidate, settingCandidates } from './words.ts';

export interface Expected {
  /** Of the value; undefined for tensors, and where anything may stand. */
  readonly type: ReadType<unknown> | undefined;
  /** Names of arguments that may begin here. */
  readonly settings: readonly Candidate[];
  /** The place is one of a tensor that an operation works on. */
  readonly takesInput: boolean;
  /** Inside of a call. */
  readonly isBound: boolean;
}

/** `first`: what is expected outside of all brackets. */
export function expectedAt(frames: readonly Frame[], first: Expected['type'], inView: InView): Expected {
  let expected: Expected = { type: first, settings: [], takesInput: first === undefined, isBound: false };
  for (const frame of frames) {
    expected =
      frame.callee === undefined
        ? { ...expected, settings: [] }
        : insideCall(frame.callee, frame, expected.type, inView);
  }
  return expected;
}

/** What a name in front of brackets calls: a block, a network or an operation, as `outer` expects it; undefined for neither. */
export function calledBy(callee: string, frame: Frame, outer: Expected['type'], { view, own }: InView) {
  const item = own.items.get(callee);
  const block = item && original(item);
  if (block?.kind === 'block' || block?.kind === 'network') return { block: block.node, isPiped: frame.isPiped };
  if (isDistribution(callee) && !frame.isPiped) return undefined;
  const kinds = [...allKinds.filter((kind) => kind === outer?.takes), ...kindsIn(view.place)];
  const operation = findOperation(callee, kinds);
  if (operation === undefined) return undefined;
  const waits = outer?.takes === 'transform' && operation.kind === 'augmentation' && operation.inputs.length === 1;
  return { operation, isPiped: frame.isPiped || waits };
}

function insideCall(callee: string, frame: Frame, outer: Expected['type'], inView: InView): Expected {
  const called = calledBy(callee, frame, outer, inView);
  if (called?.block) return insideBlock(called.block, frame);
  if (called?.operation) return insideOperation(called.operation, frame, called.isPiped);
  const isNumber = isDistribution(callee) && !frame.isPiped;
  return { type: undefined, settings: [], takesInput: !isNumber, isBound: true };
}

function insideOperation(operation: Operation, frame: Frame, isPiped: boolean): Expected {
  const { inputs, parameters } = operation;
  const { argument, position, isStart, given } = frame;
  const open =
    inputs.at(-1)?.variadic === true ? Number.POSITIVE_INFINITY : neededInputs(inputs).length - (isPiped ? 1 : 0);
  const key = argument ?? settingAt(operation, position, isPiped);
  return {
    type: key !== undefined && Object.hasOwn(parameters, key) ? parameters[key] : undefined,
    settings: isStart ? settingCandidates(parameters, given, ': ') : [],
    takesInput: argument === undefined && position < open,
    isBound: true,
  };
}

// What a block's parameter takes is known only where it is used: anything may stand there.
function insideBlock({ parameters }: Pick<Block, 'parameters'>, { given, isStart, isPiped }: Frame): Expected {
  const names = parameters.slice(isPiped ? 1 : 0).filter(({ name }) => !given.includes(name.text));
  const settings = names.map(({ name, default: standard }) => ({
    label: name.text,
    kind: CompletionItemKind.Property,
    detail: standard === undefined ? 'required' : `default ${textAt(standard.span)}`,
    text: `${name.text}: `,
  }));
  return { type: undefined, settings: isStart ? settings : [], takesInput: true, isBound: true };
}
