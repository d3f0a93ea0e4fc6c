// Work on a GPU is refused where it surely fails, before anything is fetched or read, with what stands in the way.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineEnvironment } from '../../../src/engine/binding.ts';
import { type DeviceWish, gpuObstacle, refuseMissingGpu, wishedDevice } from '../../../src/engine/gpu.ts';
import type { Machine } from '../../../src/engine/machine.ts';
import { type FakeWorld, fakeWorld, install } from './fake-world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world.remove());

const driver = { nvidiaDriver: () => '550.54.14' };

function machine(difference: Partial<Machine> = {}): Machine {
  return { ...world.around.machine, ...difference };
}

function refuse(wish: DeviceWish, difference: Partial<Machine> = {}): () => void {
  return () => refuseMissingGpu(world.cache, wish, machine(difference), world.around.releases);
}

describe('gpuObstacle', () => {
  it.each<readonly [string, Partial<Machine>, string]>([
    ['no driver', {}, 'no NVIDIA driver is loaded on this machine'],
    ['an old driver', { nvidiaDriver: () => '470.82.01' }, 'its NVIDIA driver is 470.82.01, and CUDA 12 needs 525'],
    ['a system without a build', { ...driver, platform: 'darwin', arch: 'arm64' }, 'GPUs on darwin-arm64'],
    ['a variable', { ...driver, env: { CUDA_VISIBLE_DEVICES: '' } }, 'CUDA_VISIBLE_DEVICES hides every GPU'],
    ['the same variable', { ...driver, env: { CUDA_VISIBLE_DEVICES: '-1' } }, 'CUDA_VISIBLE_DEVICES hides every GPU'],
  ])('is %s', (_, difference, reason) => {
    expect(gpuObstacle(machine(difference))).toContain(reason);
  });

  it('is none where all is seen that it takes', () => {
    expect(gpuObstacle(machine(driver))).toBeUndefined();
    expect(gpuObstacle(machine({ ...driver, env: { CUDA_VISIBLE_DEVICES: '1' } }))).toBeUndefined();
  });
});

describe('refuseMissingGpu', () => {
  it('says what is missing and how to go on without', async () => {
    const told = { code: 'gpu-unavailable', message: expect.stringContaining('no NVIDIA driver') };
    expect(refuse({ device: 'gpu' })).toThrow(expect.objectContaining(told));
    await install(world, { variant: 'cpu' });
    const hint = expect.stringContaining('`--device cpu`');
    expect(refuse({ device: 'gpu' })).toThrow(expect.objectContaining({ ...told, hint }));
  });

  it('says where the wish comes from that nobody has typed', () => {
    const message = expect.stringMatching(/^the run computed on a GPU \(lock\.json\)/);
    const hint = expect.stringContaining('`evaluate` and `predict` take `--device cpu`');
    expect(refuse({ lockedDevice: 'gpu' })).toThrow(expect.objectContaining({ message, hint }));
  });

  it('names the build to install where there is a driver', async () => {
    await install(world, { variant: 'cpu' });
    const hint = expect.stringContaining('anoseg engine install --variant cuda');
    expect(refuse({ device: 'gpu' }, driver)).toThrow(expect.objectContaining({ code: 'engine-without-gpu', hint }));
  });

  it('lets TensorFlow look where it can, and what wants no GPU pass', async () => {
    expect(refuse({})).not.toThrow();
    expect(refuse({ device: 'cpu', lockedDevice: 'gpu' })).not.toThrow();
    // It will be fetched.
    expect(refuse({ device: 'gpu' }, driver)).not.toThrow();
    await install(world, { variant: 'cuda' });
    expect(refuse({ device: 'gpu' })).not.toThrow();
  });
});

it('what the user says wins over the lock', () => {
  expect(wishedDevice({ device: 'cpu', lockedDevice: 'gpu' })).toBe('cpu');
  expect(wishedDevice({ lockedDevice: 'gpu' })).toBe('gpu');
  expect(engineEnvironment({ lockedDevice: 'cpu' }, {}, 'arm64').CUDA_VISIBLE_DEVICES).toBe('-1');
  expect(engineEnvironment({ device: 'gpu', lockedDevice: 'cpu' }, {}, 'arm64').CUDA_VISIBLE_DEVICES).toBeUndefined();
});
