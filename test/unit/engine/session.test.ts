// What becomes of TensorFlow's errors.
import { expect, it } from 'vitest';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { asMemoryFailure } from '../../../src/runtime/session/session.ts';

it('tells short memory as what it is', () => {
  const told = asMemoryFailure(
    new Error(
      'Session fail to run with error: OOM when allocating tensor with shape[2,1661993008,192] and type float on ' +
        '/job:localhost/replica:0/task:0/device:CPU:0 by allocator mklcpu\n\t [[{{node generator/z/pad/Pad}}]]',
    ),
  );
  expect(told).toBeInstanceOf(OutsideError);
  expect(told).toMatchObject({
    code: 'out-of-memory',
    message: 'cannot go on: TensorFlow has not enough memory for a tensor of 2 x 1661993008 x 192',
    hint: expect.stringContaining('smaller'),
  });
});

it('leaves other errors alone', () => {
  const error = new Error('output dimensions must be positive');
  expect(asMemoryFailure(error)).toBe(error);
});
