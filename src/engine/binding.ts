// Loads the native binding of tfjs-node-gpu and types the part of it that is used. TensorFlow reads its settings from
// the environment while it is loaded, so they are set here, first.
import { createRequire } from 'node:module';
import { outside } from '../diagnostics/outside-error.ts';
import type { Engine } from './engine.ts';
import { type DeviceWish, gpuObstacle, gpuUnavailable, wishedDevice } from './gpu.ts';
import { kernelLogEnvironment } from './kernel-log.ts';
import { thisMachine } from './machine.ts';
import { chooseOneDnn, digitEnvironment, machineEnvironment, type OneDnn } from './machine-choices.ts';

/** What a tensor's values are read as: float32; int32; bool and uint8; strings as bytes. */
export type TensorValues = Float32Array | Int32Array | Uint8Array | readonly Uint8Array[];

/** A tensor that TensorFlow holds. Whoever got it deletes it by its id. */
export interface TensorHandle {
  readonly id: number;
  readonly shape: readonly number[];
  /** One of the binding's `TF_*` types. */
  readonly dtype: number;
}

/** An attribute of an operation; `type` is one of the binding's `TF_ATTR_*`. */
export interface OperationAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

/**
 * The native module. Its functions are synchronous and throw plain errors with TensorFlow's message. A tensor made from
 * an array may share the array's memory: leave the array alone afterwards.
 */
export interface TensorFlowBinding {
  /** Makes a tensor; strings are given as one `Uint8Array` each. Returns its id. */
  createTensor(shape: readonly number[], dtype: number, values: TensorValues): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): TensorValues;
  /** Runs one operation eagerly. */
  executeOp(
    operation: string,
    attributes: readonly OperationAttribute[],
    inputIds: readonly number[],
    outputCount: number,
  ): TensorHandle[];
  /** Loads a SavedModel folder; `tags` are separated by commas. The same path is loaded once in a process. */
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(id: number): void;
  /** Feeds and fetches tensors of the graph by name (`node:0`), names separated by commas. */
  runSavedModel(id: number, inputIds: readonly number[], inputNames: string, outputNames: string): TensorHandle[];
  /** Tensors that were made or fetched and not deleted yet. */
  getNumOfTensors(): number;
  getNumOfSavedModels(): number;
  /** Whether single operations run on a GPU. */
  isUsingGpuDevice(): boolean;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  readonly TF_BOOL: number;
  readonly TF_STRING: number;
  readonly TF_UINT8: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  readonly TF_Version: string;
}

/** Where nobody says on which device, TensorFlow decides: a GPU if there is one. */
export interface BindingOptions extends DeviceWish {
  /** Threads of the operations, and of the graph between them. Left to TensorFlow if not given. */
  readonly threads?: number | undefined;
  /**
   * The process will run nothing but finished models whose filters never change, so kernels may keep them in the
   * order that they like. The numbers are the same.
   */
  readonly fixedFilters?: boolean | undefined;
  /** What a run's lock says; it wins over the environment, since it changes the last digits. Default: `chooseOneDnn`. */
  readonly oneDnn?: OneDnn | undefined;
  /** Variables that change last digits, as a run's lock has them; undefined: those of the environment stay. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** A file for the log of all kernels that run, see `KernelLog`; undefined: none is written. */
  readonly kernelLog?: string | undefined;
  /** TensorFlow's least level: 0 everything, 1 warnings, 2 errors (default), 3 nothing. */
  readonly logLevel?: 0 | 1 | 2 | 3 | undefined;
}

/**
 * All that TensorFlow reads from the environment while it is loaded, as the options say;
 * what `present` sets already stays, unless an option says otherwise. Undefined: it must not be set.
 */
export function engineEnvironment(
  options: BindingOptions,
  present: NodeJS.ProcessEnv,
  arch: string = process.arch,
): Record<string, string | undefined> {
  const {
    threads,
    fixedFilters = false,
    kernelLog,
    logLevel,
    variables,
    oneDnn = chooseOneDnn(present, arch),
  } = options;
  const device = wishedDevice(options);
  return {
    // What it tells below errors is for its own developers.
    TF_CPP_MIN_LOG_LEVEL: String(logLevel ?? present.TF_CPP_MIN_LOG_LEVEL ?? 2),
    ...(variables && digitEnvironment(variables)),
    ...machineEnvironment({ threads, oneDnn, device, fixedFilters }, present),
    ...(kernelLog === undefined ? {} : kernelLogEnvironment(kernelLog)),
  };
}

/**
 * Loads an engine into this process; the first call's options hold for the process's whole life. Must run in the main
 * thread, which alone can change what TensorFlow sees of the environment. Throws `engine-without-gpu`,
 * `gpu-unavailable`, `engine-load-failed`.
 */
export function loadBinding(engine: Engine, options: BindingOptions = {}): TensorFlowBinding {
  const wantsGpu = wishedDevice(options) === 'gpu';
  if (wantsGpu && engine.variant !== 'cuda') throw outside('engine-without-gpu', {});
  for (const [name, value] of Object.entries(engineEnvironment(options, process.env))) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  const binding = requireBinding(engine);
  if (wantsGpu && !binding.isUsingGpuDevice()) throw gpuUnavailable(gpuObstacle(thisMachine()), options);
  return binding;
}

function requireBinding(engine: Engine): TensorFlowBinding {
  try {
    // The interface above is what the module of the pinned package exports.
    return createRequire(import.meta.url)(engine.bindingPath) as TensorFlowBinding;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw outside('engine-load-failed', { reason: reason ?? '' }, { cause });
  }
}
