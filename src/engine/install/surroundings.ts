// All that an installation takes from around it, in one value that tests replace piece by piece.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Machine, thisMachine } from '../machine.ts';
import { type Proof, proveBinding } from '../prove.ts';
import { BINDING_SOURCES, ownNodeHeaders } from './compile.ts';
import { RELEASES, type Release } from './releases.ts';

export interface Surroundings {
  readonly machine: Machine;
  readonly releases: readonly Release[];
  /** The folder with the binding's C++ sources, and their digest (`digestSources`). */
  readonly sources: { readonly folder: string; readonly sha256: string };
  /** Folders that may hold `node_api.h`, best first. */
  readonly nodeHeaders: readonly string[];
  readonly prove: (bindingPath: string, machine: Machine, signal?: AbortSignal) => Promise<Proof>;
}

/** This machine, the pinned releases, and the sources that the build put beside the bundle. */
export function surroundingsHere(machine: Machine = thisMachine()): Surroundings {
  const folder = fileURLToPath(new URL('./binding', import.meta.url));
  return {
    machine,
    releases: RELEASES,
    sources: { folder, sha256: BINDING_SOURCES.sha256 },
    nodeHeaders: [path.join(folder, 'node-api'), ownNodeHeaders(machine)],
    prove: (bindingPath, where, signal) => proveBinding(bindingPath, where, {}, signal),
  };
}
