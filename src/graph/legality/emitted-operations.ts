// Every TensorFlow operation that a finished model of ours can hold: the primitives, and what gives graphs their
// structure. The updates of optimisers are in training's graphs alone, which never come from a file.
import { primitives } from '../primitives/index.ts';

/** Operations that are no primitives: state, files, constants, what is fed, branches and loops. */
const structural = [
  'AssignVariableOp',
  'Const',
  'Fill',
  'MapDefun',
  'NoOp',
  'Placeholder',
  'ReadVariableOp',
  'RestoreV2',
  'SaveV2',
  'StatelessCase',
  'StatelessIf',
  'StatelessWhile',
  'VarHandleOp',
] as const;

/** Names of TensorFlow operations. */
export function emittedOperations(): ReadonlySet<string> {
  return new Set([...structural, ...Object.values(primitives).map(({ definition }) => definition.op)]);
}
