// Whether TensorFlow can compute on a GPU here, as far as it can be told without loading it: which build is installed, and
// what stands in the way.
import { outside } from '../diagnostics/outside-error.ts';
import { findEngine, fits } from './engine.ts';
import { RELEASES, type Release } from './install/releases.ts';
import { type Machine, machineName, thisMachine } from './machine.ts';

/** The oldest driver that runs programs of CUDA 12, from NVIDIA's table of minor version compatibility. */
export const OLDEST_DRIVER = 525;

/** Where work shall be done: what the user says, and what the lock of a run says, which holds where the user says nothing. */
export interface DeviceWish {
  readonly device?: 'cpu' | 'gpu' | undefined;
  readonly lockedDevice?: 'cpu' | 'gpu' | undefined;
}

/** Undefined where TensorFlow decides. */
export function wishedDevice({ device, lockedDevice }: DeviceWish): 'cpu' | 'gpu' | undefined {
  return device ?? lockedDevice;
}

/** Why TensorFlow finds no GPU on this machine; undefined where nothing is seen to be in its way. */
export function gpuObstacle(machine: Machine): string | undefined {
  if (!RELEASES.some((release) => release.variant === 'cuda' && fits(release, machine)))
    return `there is no build of TensorFlow for GPUs on ${machineName(machine)}`;
  const version = machine.nvidiaDriver();
  if (version === undefined) return 'no NVIDIA driver is loaded on this machine';
  if (Number.parseInt(version, 10) < OLDEST_DRIVER)
    return `its NVIDIA driver is ${version}, and CUDA 12 needs ${OLDEST_DRIVER} or newer`;
  const visible = machine.env.CUDA_VISIBLE_DEVICES;
  return visible === '' || visible?.startsWith('-1') === true
    ? 'CUDA_VISIBLE_DEVICES hides every GPU from it'
    : undefined;
}

/**
 * Refuses work on a GPU where it surely fails, before anything is fetched, read or written. Where the CUDA build is
 * installed, TensorFlow itself must look: it may reach a GPU whose driver this process does not see.
 * @throws OutsideError `gpu-unavailable`, `engine-without-gpu`
 */
export function refuseMissingGpu(
  cache: string,
  wish: DeviceWish,
  machine: Machine = thisMachine(),
  releases: readonly Release[] = RELEASES,
): void {
  if (wishedDevice(wish) !== 'gpu' || findEngine(cache, 'cuda', machine, releases) !== undefined) return;
  const reason = gpuObstacle(machine);
  if (reason !== undefined) throw gpuUnavailable(reason, wish);
  // Without any engine the one for the GPU will be fetched.
  if (findEngine(cache, 'cpu', machine, releases) !== undefined) throw outside('engine-without-gpu', {});
}

export function gpuUnavailable(reason: string | undefined, { device }: DeviceWish): Error {
  return outside('gpu-unavailable', { reason: reason ?? 'it finds none that it can use', isLocked: device !== 'gpu' });
}
