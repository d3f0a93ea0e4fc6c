// A convolution and its gradient with known results: proves that the binding, the library and the device compute.
// Plain JavaScript, because a bare Node also runs it, as a process of its own (self-test-process.js).

/** Some of the ways in which a GPU convolves round on the way. */
const TOLERANCE = 0.05;

/**
 * @typedef {object} SelfTestResult
 * @property {boolean} ok Whether every result was right.
 * @property {'cpu' | 'gpu'} device Where the operations ran.
 * @property {string} version TensorFlow's version.
 * @property {number} milliseconds For the operations alone, the first use of the device included.
 * @property {string[]} failures One line for each wrong result.
 */

/**
 * Runs Conv2D and Conv2DBackpropFilter on small whole numbers. Deletes its tensors. Throws TensorFlow's error where
 * an operation does not run at all.
 *
 * @param {import('./binding.ts').TensorFlowBinding} binding
 * @returns {SelfTestResult}
 */
export function selfTest(binding) {
  const started = performance.now();
  const outcomes = [
    // The image is 1 to 16 in four rows; the kernel is 1 2 / 3 4, so each output is 10 x + 34.
    run(binding, 'Conv2D', (make) => [make.image(), make.kernel([1, 2, 3, 4])], {
      expected: [44, 54, 64, 84, 94, 104, 124, 134, 144],
    }),
    // With a gradient of ones, each weight's gradient is the sum of a 3 x 3 window of the image.
    run(binding, 'Conv2DBackpropFilter', (make) => [make.image(), make.kernelShape(), make.ones()], {
      expected: [54, 63, 90, 99],
    }),
  ];
  const failures = outcomes.filter((outcome) => outcome !== undefined);
  return {
    ok: failures.length === 0,
    device: binding.isUsingGpuDevice() ? 'gpu' : 'cpu',
    version: binding.TF_Version,
    milliseconds: performance.now() - started,
    failures,
  };
}

/**
 * @param {import('./binding.ts').TensorFlowBinding} binding
 * @param {string} operation
 * @param {(make: ReturnType<typeof tensorsOf>) => number[]} inputs
 * @param {{ expected: number[] }} known
 * @returns {string | undefined} what is wrong
 */
function run(binding, operation, inputs, { expected }) {
  const ids = inputs(tensorsOf(binding));
  try {
    const [output] = binding.executeOp(operation, attributesOf(binding), ids, 1);
    if (output === undefined) return `${operation} gave nothing`;
    ids.push(output.id);
    const found = Array.from(binding.tensorDataSync(output.id), Number);
    const same =
      found.length === expected.length &&
      found.every((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)) <= TOLERANCE);
    return same ? undefined : `${operation} gave ${found.join(' ')} instead of ${expected.join(' ')}`;
  } finally {
    for (const id of ids) binding.deleteTensor(id);
  }
}

/** @param {import('./binding.ts').TensorFlowBinding} binding */
function tensorsOf(binding) {
  const { TF_FLOAT, TF_INT32 } = binding;
  const counting = Float32Array.from({ length: 16 }, (_, i) => i + 1);
  return {
    image: () => binding.createTensor([1, 4, 4, 1], TF_FLOAT, counting),
    /** @param {number[]} weights */
    kernel: (weights) => binding.createTensor([2, 2, 1, 1], TF_FLOAT, Float32Array.from(weights)),
    kernelShape: () => binding.createTensor([4], TF_INT32, Int32Array.of(2, 2, 1, 1)),
    ones: () => binding.createTensor([1, 3, 3, 1], TF_FLOAT, new Float32Array(9).fill(1)),
  };
}

/** @param {import('./binding.ts').TensorFlowBinding} binding */
function attributesOf(binding) {
  return [
    { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
    { name: 'strides', type: binding.TF_ATTR_INT, value: [1, 1, 1, 1] },
    { name: 'dilations', type: binding.TF_ATTR_INT, value: [1, 1, 1, 1] },
    { name: 'padding', type: binding.TF_ATTR_STRING, value: 'VALID' },
  ];
}
