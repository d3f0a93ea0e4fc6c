// TensorFlow writes some lines to standard error before any setting of its own can silence them. Whoever starts the
// engine's process passes its standard error through this.

// Each is harmless, and none is governed by TF_CPP_MIN_LOG_LEVEL: they are written through a logger that is not set up
// yet, or while the library is being loaded.
const NOISE = [
  /^WARNING: All log messages before absl::InitializeLog\(\) is called are written to STDERR$/,
  /\bmlir_graph_optimization_pass\.cc:\d+\] MLIR V1 optimization pass is not enabled$/,
  /\] Unable to register cu\w+ factory: .* has already been registered$/,
  /\bcomputation_placer\.cc:\d+\] computation placer already registered\./,
  // The CUDA build on a machine without a GPU, which `doctor` tells in plain words.
  /\bcuda_platform\.cc:\d+\] failed call to cuInit: .*(UNKNOWN ERROR \(303\)|CUDA_ERROR_NO_DEVICE)/,
];

/** Whether a line of the engine's standard error (without its line end) tells nothing to anybody. */
export function isLogNoise(line: string): boolean {
  return NOISE.some((pattern) => pattern.test(line));
}

/** The lines of a piece of standard error that are worth showing. */
export function withoutLogNoise(text: string): string {
  return text
    .split('\n')
    .filter((line) => !isLogNoise(line))
    .join('\n');
}
