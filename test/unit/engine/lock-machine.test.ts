// The part of lock.json about the machine: what a run wrote is taken, what nobody can compute with is not.
import { expect, it } from 'vitest';
import { MOST_THREADS } from '../../../src/runtime/contract/thread-count.ts';
import { requireMachine } from '../../../src/runtime/record/lock-machine.ts';

const written = { threads: 2, device: 'cpu', engine: { tensorflow: '2.19.1', variant: 'cpu', onednn: true } };
const earlier = { threads: 128, device: 'gpu', engine: { tensorflow: '2.19.1', variant: 'cuda' } };

it.each([written, earlier, { ...written, threads: MOST_THREADS }])('takes %j', (lock) => {
  expect(() => requireMachine(lock, 'lock.json')).not.toThrow();
});

it.each([
  [{ ...written, threads: 100_000 }, 'threads'],
  [{ ...written, threads: 0 }, 'threads'],
  [{ ...written, threads: 1.5 }, 'threads'],
  [{ ...written, threads: '2' }, 'threads'],
  [{ ...written, device: 'tpu' }, 'device'],
  [{ ...written, engine: undefined }, 'engine'],
  [{ ...written, engine: { ...written.engine, onednn: 'yes' } }, 'engine.onednn'],
  [null, 'threads'],
  ['lock', 'threads'],
])('refuses %j and names the place', (lock, key) => {
  expect(() => requireMachine(lock, 'lock.json')).toThrow(
    expect.objectContaining({ code: 'lock-damaged', message: expect.stringContaining(`\`${key}\``) }),
  );
});
