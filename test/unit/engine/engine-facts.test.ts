import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { engineEnvironment, loadBinding } from '../../../src/engine/binding.ts';
import { cacheFolder } from '../../../src/engine/cache-folder.js';
import { chooseRelease, engineOf } from '../../../src/engine/engine.ts';
import { compileRecipe } from '../../../src/engine/install/compile.ts';
import { RELEASES } from '../../../src/engine/install/releases.ts';
import { isLogNoise, withoutLogNoise } from '../../../src/engine/log-noise.ts';
import type { OneDnn } from '../../../src/engine/machine-choices.ts';
import { lockedOneDnn } from '../../../src/runtime/record/lock-machine.ts';
import { fakeWorld } from './fake-world.ts';

describe('cacheFolder', () => {
  it('is what ANOSEG_CACHE says, made absolute', () => {
    expect(cacheFolder({ ANOSEG_CACHE: '/data/cache', XDG_CACHE_HOME: '/x' })).toBe('/data/cache');
    expect(cacheFolder({ ANOSEG_CACHE: 'here' })).toBe(path.resolve('here'));
  });

  it('else lies in XDG_CACHE_HOME, if that is absolute', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/anoseg');
    expect(cacheFolder({ XDG_CACHE_HOME: 'x', HOME: '/home/a' })).toMatch(/^\/home\/a\/.*anoseg$/);
  });

  it("else in the user's own folder", () => {
    expect(cacheFolder({}).startsWith(homedir())).toBe(true);
  });
});

describe('the pinned releases', () => {
  it('have whole digests, positive sizes, and unique places', () => {
    for (const { wheels, libraries } of RELEASES) {
      const places = wheels.flatMap(({ members }) => members.map(({ to }) => to));
      expect(new Set(places).size).toBe(places.length);
      expect(places).toEqual(expect.arrayContaining([...libraries]));
      for (const wheel of wheels) {
        expect(wheel.sha256).toMatch(/^[0-9a-f]{64}$/);
        expect(wheel.unpackedBytes).toBeGreaterThan(0);
        expect(wheel.file.replaceAll('-', '_')).toContain(wheel.requirement.split('==')[0]?.replaceAll('-', '_'));
        expect(wheel.file).toContain(wheel.requirement.split('==')[1]);
      }
    }
  });

  it('put the CUDA libraries where the RUNPATH of TensorFlow and cuDNN looks', () => {
    const cuda = RELEASES.find(({ variant }) => variant === 'cuda');
    const places = cuda?.wheels.flatMap(({ members }) => members.map(({ to }) => to)) ?? [];
    for (const name of ['cufft', 'cudnn', 'cusolver', 'cublas', 'cusparse', 'cuda_cupti', 'cuda_runtime', 'nvrtc']) {
      expect(places.some((place) => place.startsWith(`nvidia/${name}/lib/lib`))).toBe(true);
    }
    expect(places).toContain('nvidia/cuda_nvcc/bin/ptxas');
  });

  it('are found for this machine, and named after what they are made of', () => {
    const { machine } = fakeWorld().around;
    const cpu = chooseRelease(machine, 'cpu');
    const cuda = chooseRelease({ ...machine, nvidiaDriver: () => '550.1' }, undefined);
    expect([cpu.variant, cuda.variant]).toEqual(['cpu', 'cuda']);
    const name = path.basename(engineOf('/cache', cpu).folder);
    expect(name).toMatch(/^tensorflow-2\.19\.1-cpu-linux-x64-[0-9a-f]{12}$/);
    const other = { ...cpu, wheels: cpu.wheels.map((wheel) => ({ ...wheel, sha256: '0' })) };
    expect(path.basename(engineOf('/cache', other).folder)).not.toBe(name);
    expect(compileRecipe(cpu).link).toEqual(['-shared', '-Wl,-rpath,$ORIGIN/tensorflow']);
  });
});

describe('engineEnvironment', () => {
  it('is quiet and lets GPU memory grow', () => {
    expect(engineEnvironment({}, {}, 'arm64')).toEqual({
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    });
  });

  it('sets threads, device and log level as told', () => {
    const options = { threads: 3, device: 'cpu', logLevel: 0 } as const;
    expect(engineEnvironment(options, { TF_CPP_MIN_LOG_LEVEL: '3' }, 'arm64')).toEqual({
      TF_CPP_MIN_LOG_LEVEL: '0',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
      TF_NUM_INTRAOP_THREADS: '3',
      TF_NUM_INTEROP_THREADS: '3',
      CUDA_VISIBLE_DEVICES: '-1',
    });
  });

  it('keeps what the user has set', () => {
    const present = { TF_CPP_MIN_LOG_LEVEL: '0', TF_FORCE_GPU_ALLOW_GROWTH: 'false', CUDA_VISIBLE_DEVICES: '1' };
    expect(engineEnvironment({ device: 'gpu' }, present, 'arm64')).toEqual({
      TF_CPP_MIN_LOG_LEVEL: '0',
      TF_FORCE_GPU_ALLOW_GROWTH: 'false',
    });
  });
});

describe('oneDNN', () => {
  const set = (arch: string, value?: string, oneDnn?: OneDnn) =>
    engineEnvironment({ oneDnn }, { TF_ENABLE_ONEDNN_OPTS: value }, arch).TF_ENABLE_ONEDNN_OPTS;

  it('is switched on for x86, whatever instructions the processor has, and left to TensorFlow elsewhere', () => {
    expect(set('x64')).toBe('1');
    expect(set('x64', 'maybe')).toBe('1');
    expect(set('arm64')).toBeUndefined();
  });

  it("is the user's choice where there is one", () => {
    expect(set('x64', '0')).toBe('0');
    expect(set('x64', 'False')).toBe('0');
    expect(set('arm64', 'true')).toBe('1');
  });

  it('is what the lock of a run says, before all', () => {
    expect(set('x64', '1', lockedOneDnn({ engine: { tensorflow: '', variant: '', onednn: false } }))).toBe('0');
    expect(set('x64', '0', lockedOneDnn({ engine: { tensorflow: '', variant: '', onednn: true } }))).toBe('1');
    // Where TensorFlow decided, it decides again, whatever the variable says now.
    for (const value of [undefined, '0', '1'])
      expect(set('arm64', value, lockedOneDnn({ engine: { tensorflow: '', variant: '' } }))).toBeUndefined();
  });

  it('is unset where TensorFlow shall decide', () => {
    const env = engineEnvironment({ oneDnn: 'as-built' }, { TF_ENABLE_ONEDNN_OPTS: '1' }, 'arm64');
    expect(Object.keys(env)).toContain('TF_ENABLE_ONEDNN_OPTS');
  });
});

describe('loadBinding', () => {
  const engine = { folder: '/none', variant: 'cpu', version: '9.9', bindingPath: '/none/tfjs_binding.node' } as const;

  it('refuses a GPU on the build for the CPU', () => {
    expect(() => loadBinding(engine, { device: 'gpu' })).toThrow(
      expect.objectContaining({ code: 'engine-without-gpu', hint: expect.stringContaining('--variant cuda') }),
    );
  });

  it('refuses a GPU that TensorFlow does not find, whoever asked for it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-binding-'));
    const bindingPath = path.join(folder, 'binding.cjs');
    writeFileSync(bindingPath, 'exports.isUsingGpuDevice = () => false;');
    const cuda = { folder, variant: 'cuda', version: '9.9', bindingPath } as const;
    for (const wish of [{ device: 'gpu' }, { lockedDevice: 'gpu' }] as const)
      expect(() => loadBinding(cuda, wish)).toThrow(expect.objectContaining({ code: 'gpu-unavailable' }));
    expect(loadBinding(cuda, { device: 'cpu', lockedDevice: 'gpu' })).toBeDefined();
    rmSync(folder, { recursive: true });
  });

  it('tells what the loader says in one line', () => {
    expect(() => loadBinding(engine)).toThrow(
      expect.objectContaining({ code: 'engine-load-failed', message: expect.not.stringContaining('\n') }),
    );
  });
});

// Copied from what both builds of 2.19.1 wrote at level 2 on a machine without a GPU.
const WRITTEN = `2026-01-01 10:42:06.277178: E external/local_xla/xla/stream_executor/cuda/cuda_fft.cc:467] Unable to register cuFFT factory: Attempting to register factory for plugin cuFFT when one has already been registered
WARNING: All log messages before absl::InitializeLog() is called are written to STDERR
E0000 00:00:1795516926.288793    6782 cuda_dnn.cc:8579] Unable to register cuDNN factory: Attempting to register factory for plugin cuDNN when one has already been registered
W0000 00:00:1795516926.303651    6782 computation_placer.cc:177] computation placer already registered. Please check linkage and avoid linking the same target more than once.
2026-01-01 10:42:06.306669: E external/local_xla/xla/stream_executor/cuda/cuda_platform.cc:51] failed call to cuInit: INTERNAL: CUDA error: Failed call to cuInit: UNKNOWN ERROR (303)
I0000 00:00:1795516926.327728    6782 mlir_graph_optimization_pass.cc:425] MLIR V1 optimization pass is not enabled`;

describe('log noise', () => {
  it('is what the libraries write before they can be silenced', () => {
    expect(WRITTEN.split('\n').filter((line) => !isLogNoise(line))).toEqual([]);
  });

  it('is no error that somebody can act on', () => {
    const errors = [
      '2026-01-01 10:00:00.000000: E tensorflow/core/framework/node_def_util.cc:676] NodeDef mentions attribute x',
      'E0000 00:00:1 cuda_dnn.cc:522] Loaded runtime CuDNN library: 8.9.4 but source was compiled with: 9.3.0.',
      "terminate called after throwing an instance of 'std::bad_alloc'",
    ];
    expect(withoutLogNoise([WRITTEN, ...errors].join('\n'))).toBe(errors.join('\n'));
  });
});
