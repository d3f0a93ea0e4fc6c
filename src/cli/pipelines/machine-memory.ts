import { totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';

/** Bytes that this process may use: of the machine, or what a container leaves of them. */
export function machineMemory(): number {
  const limit = constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}
