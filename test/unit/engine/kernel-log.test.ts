// Reading TensorFlow's log of its executor: lines as version 2.19 writes them.
import { expect, test } from 'vitest';
import { KernelLog } from '../../../src/engine/kernel-log.ts';

/** A line at so many microseconds after the minute; `end` of a kernel, else its beginning. */
function line(micros: number, id: number, node: string, op: string, { end = '', step = 5 } = {}): string {
  const time = `2026-11-29 08:46:18.${String(micros).padStart(6, '0')}`;
  const what = end === '' ? 'Process node' : `${end} kernel done`;
  return `${time}: I tensorflow/core/common_runtime/executor.cc:879] ${what}: ${id} step ${step} {{node ${node}}} = ${op}[T=DT_FLOAT, _device="/job:localhost/replica:0/task:0/device:CPU:0"](a, b) device: /job:localhost/replica:0/task:0/device:CPU:0`;
}

function kernel(start: number, micros: number, id: number, node: string, op: string, step = 5): readonly string[] {
  return [line(start, id, node, op, { step }), line(start + micros, id, node, op, { end: 'Synchronous', step })];
}

/** A run of a graph: what hands on values takes 10 microseconds, the rest as said. */
function run(step: number, conv: number): readonly string[] {
  return [
    ...kernel(0, 10, 0, '_SOURCE', 'NoOp', step),
    ...kernel(20, 10, 1, 'x', 'Const', step),
    ...kernel(40, conv, 2, 'generator/e1/conv/Conv2D', 'Conv2D', step),
  ];
}

function logOf(lines: readonly string[]): KernelLog {
  const log = new KernelLog();
  for (const text of lines) log.add(text);
  return log;
}

test('the median of a kernel counts, less what writing takes', () => {
  // In the third run another program had the processor.
  const log = logOf([...run(3, 1010), ...run(4, 1110), ...run(5, 90_000)]);
  const { op, ms } = log.timesOf(0, 3).get('generator/e1/conv/Conv2D') ?? { op: '', ms: 0 };
  expect(op).toBe('Conv2D');
  expect(ms).toBeCloseTo(1.1, 3);
  expect(log.timesOf(0, 3).get('x')?.ms).toBe(0);
});

test('runs are counted from the end, where one may be cut off', () => {
  const log = logOf([...run(3, 500_000), ...run(4, 1010), ...run(5, 1010), ...run(6, 1010).slice(0, -1)]);
  expect(log.timesOf(-3, -1).get('generator/e1/conv/Conv2D')?.ms).toBeCloseTo(1, 3);
});

test('a kernel that calls others counts by what they take, however often', () => {
  const inner = (start: number) => kernel(start, 110, 7, 'normal/augment/blur/Mul', 'Mul', -77);
  const log = logOf([
    ...kernel(0, 10, 0, '_SOURCE', 'NoOp'),
    line(20, 1, 'normal/MapDefun', 'MapDefun'),
    ...kernel(30, 10, 0, '_SOURCE', 'NoOp', -77),
    ...inner(50),
    ...inner(200),
    line(400, 1, 'normal/MapDefun', 'MapDefun', { end: 'Async' }),
  ]);
  const times = log.timesOf(0, 1);
  expect(times.get('normal/augment/blur/Mul')?.ms).toBeCloseTo(0.2, 3);
  expect(times.has('normal/MapDefun')).toBe(false);
});

test('what is no line of the executor is left out', () => {
  const log = logOf(['', 'I0000 00:00:1795941978.035147 1288 pass.cc:425] x', ...run(3, 1010), 'To enable: AVX2']);
  expect([...log.timesOf(0, 1).keys()]).toEqual(['_SOURCE', 'x', 'generator/e1/conv/Conv2D']);
});
