import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TensorFlowBinding, TensorValues } from '../../../src/engine/binding.ts';
import { selfTest } from '../../../src/engine/self-test.js';

const RIGHT: Readonly<Record<string, readonly number[]>> = {
  Conv2D: [44, 54, 64, 84, 94, 104, 124, 134, 144],
  Conv2DBackpropFilter: [54, 63, 90, 99],
};

/** A binding whose operations give these results; `alive` are the tensors not deleted yet. */
function fakeBinding(results: Readonly<Record<string, readonly number[]>>) {
  const alive = new Map<number, TensorValues>();
  let next = 0;
  const keep = (values: TensorValues) => {
    alive.set(next, values);
    next += 1;
    return next - 1;
  };
  const binding = {
    TF_Version: '9.9',
    createTensor: (_shape: unknown, _dtype: unknown, values: TensorValues) => keep(values),
    deleteTensor: (id: number) => void alive.delete(id),
    tensorDataSync: (id: number) => alive.get(id) ?? [],
    isUsingGpuDevice: () => true,
    executeOp(operation: string) {
      const values = results[operation];
      if (values === undefined) throw new Error(`no kernel for ${operation}`);
      return [{ id: keep(Float32Array.from(values)), shape: [values.length], dtype: 1 }];
    },
  };
  // Only the members above are used.
  return { alive, binding: binding as unknown as TensorFlowBinding };
}

describe('selfTest', () => {
  it('is content with right results, however they were rounded, and leaves no tensor', () => {
    const rounded = RIGHT.Conv2D?.map((value) => value * 1.0001) ?? [];
    const { binding, alive } = fakeBinding({ ...RIGHT, Conv2D: rounded });
    expect(selfTest(binding)).toMatchObject({ ok: true, device: 'gpu', version: '9.9', failures: [] });
    expect(alive.size).toBe(0);
  });

  it('says which result is wrong', () => {
    const { binding } = fakeBinding({ ...RIGHT, Conv2DBackpropFilter: [54, 63, 90, 98] });
    const { ok, failures } = selfTest(binding);
    expect(ok).toBe(false);
    expect(failures).toEqual(['Conv2DBackpropFilter gave 54 63 90 98 instead of 54 63 90 99']);
  });

  it.each([[[Number.NaN, 63, 90, 99]], [[54, 63, 90]], [[]]])('takes %j for wrong', (values) => {
    expect(selfTest(fakeBinding({ ...RIGHT, Conv2DBackpropFilter: values }).binding).ok).toBe(false);
  });

  it('leaves no tensor where an operation fails', () => {
    const { binding, alive } = fakeBinding({});
    expect(() => selfTest(binding)).toThrow('no kernel for Conv2D');
    expect(alive.size).toBe(0);
  });

  it('as a process tells in JSON why the binding does not load', () => {
    const program = path.resolve('src/engine/self-test-process.js');
    const said = spawnSync(process.execPath, [program, '/none.node'], { encoding: 'utf8' });
    expect(said.status).toBe(1);
    expect(JSON.parse(said.stdout)).toEqual({ error: expect.stringContaining('/none.node') });
    expect(said.stderr).toBe('');
  });
});
