// What this machine computes with, as a lock records it: all that the last digits of a result can depend on.
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { digitVariablesIn } from '../../engine/machine-choices.ts';
import type { OpenedEngine } from '../contract/service.ts';
import { decoderVersions } from '../images/decoder-versions.ts';
import type { LockFile } from './lock.ts';

export type MachineRecord = Required<Pick<LockFile, 'anoseg' | 'threads' | 'device' | 'libraries' | 'node' | 'cpu'>> &
  Pick<LockFile, 'engine'>;

export function describeMachine(
  { engine, binding, oneDnn }: OpenedEngine,
  { threads, anoseg }: Pick<LockFile, 'threads' | 'anoseg'>,
): MachineRecord {
  return {
    anoseg,
    threads,
    device: binding.isUsingGpuDevice() ? 'gpu' : 'cpu',
    engine: {
      tensorflow: binding.TF_Version,
      variant: engine.variant,
      ...(oneDnn === undefined ? {} : { onednn: oneDnn === 'on' }),
      variables: digitVariablesIn(process.env),
    },
    libraries: { ...decoderVersions(), ...cLibrary() },
    node: process.version,
    cpu: describeCpu(),
  };
}

/** TensorFlow draws random numbers with its sine and logarithm. Node knows that of GNU only. */
function cLibrary(): { readonly glibc?: string } {
  const report: unknown = process.report?.getReport();
  const header: unknown = typeof report === 'object' && report !== null ? Reflect.get(report, 'header') : undefined;
  const version =
    typeof header === 'object' && header !== null ? Reflect.get(header, 'glibcVersionRuntime') : undefined;
  return typeof version === 'string' ? { glibc: version } : {};
}

/** What numbers can depend on, of the instruction sets of this machine. */
function describeCpu(): LockFile['cpu'] {
  const relevant = ['avx', 'avx2', 'fma', 'avx512f', 'avx512_vnni', 'avx512_bf16', 'amx_tile', 'asimd', 'sve'];
  const info = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  const flags = new Set((/^(?:flags|Features)\s*:\s*(.*)$/m.exec(info)?.[1] ?? '').split(' '));
  return {
    model: cpus()[0]?.model ?? 'unknown',
    architecture: process.arch,
    features: relevant.filter((name) => flags.has(name)),
  };
}
