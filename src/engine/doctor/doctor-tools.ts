// The doctor's rows about what an installation needs: pip, a compiler, headers, space in the cache folder.
import path from 'node:path';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { CACHE_HINT, cacheFault } from '../cache-fault.ts';
import { defaultVariant } from '../engine.ts';
import { compilerHint, findCompiler, findNodeHeaders } from '../install/compile.ts';
import { findPip } from '../install/download.ts';
import type { Release } from '../install/releases.ts';
import { gigabytes, neededBytes } from '../install/space.ts';
import type { Surroundings } from '../install/surroundings.ts';
import type { Machine } from '../machine.ts';
import type { DoctorRow } from './doctor-row.ts';

/** One row for each thing that an installation needs; `releases` are those that fit the machine. */
export async function toolRows(
  cache: string,
  around: Surroundings,
  releases: readonly Release[],
): Promise<readonly DoctorRow[]> {
  const { machine, nodeHeaders } = around;
  return [
    await rowOf('pip', async () => {
      const { version, command } = await findPip(machine);
      return `${version}, by ${command}`;
    }),
    await compilerRow(machine),
    await rowOf('headers', async () => findNodeHeaders(nodeHeaders)),
    cacheRow(cache, machine, releases),
  ];
}

async function rowOf(name: string, find: () => Promise<string>): Promise<DoctorRow> {
  try {
    return { name, state: 'ok', detail: await find() };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { name, state: 'missing', detail: error.message, hint: error.hint };
  }
}

async function compilerRow(machine: Machine): Promise<DoctorRow> {
  const name = 'compiler';
  const compiler = await findCompiler(machine);
  if (compiler !== undefined) return { name, state: 'ok', detail: compiler.version };
  return { name, state: 'missing', detail: 'none for C++', hint: compilerHint(machine) };
}

function cacheRow(cache: string, machine: Machine, releases: readonly Release[]): DoctorRow {
  const name = 'cache';
  const fault = cacheFault(cache, ['engine', path.join('engine', '.installing'), 'decoded']);
  if (fault !== undefined) {
    return { name, state: 'missing', detail: `${cache}: ${fault}`, hint: CACHE_HINT };
  }
  const free = machine.freeBytes(cache);
  const detail = `${cache}, ${gigabytes(free)} free`;
  const release = releases.find(({ variant }) => variant === defaultVariant(machine));
  const needed = release === undefined ? 0 : neededBytes(release, release.wheels);
  if (free >= needed) return { name, state: 'ok', detail };
  const hint = 'Free some space, or set ANOSEG_CACHE to a folder on another disk.';
  return { name, state: 'missing', detail: `${detail}, an installation takes ${gigabytes(needed)}`, hint };
}
