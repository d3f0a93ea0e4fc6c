// Other programs, run to their ends.
import { expect, test } from 'vitest';
import { runChild } from '../../../src/engine/child.ts';

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

test('a program that is not there leaves nothing that is waited for', async () => {
  const before = timers();
  expect(await runChild('anoseg-no-such-program', [], { env: process.env, timeout: 600_000 })).toBeUndefined();
  expect(timers()).toBeLessThanOrEqual(before);
});

test('a program that takes too long is ended', async () => {
  const command = ['-e', 'setTimeout(() => 0, 600_000)'];
  const ended = await runChild(process.execPath, command, { env: process.env, timeout: 100 });
  expect(ended).toMatchObject({ code: null, signal: 'SIGTERM' });
});
