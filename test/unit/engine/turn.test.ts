import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../../../src/engine/install/turn.ts';

let folder = '';
let lock = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anoseg-lock-'));
  lock = path.join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Leaves a lock as another process would, last touched so many milliseconds ago. */
function leave(owner: object | string, age = 0): void {
  writeFileSync(lock, typeof owner === 'string' ? owner : JSON.stringify(owner));
  const time = new Date(Date.now() - age);
  utimesSync(lock, time, time);
}

/** Tries to hold the lock for a moment; 'waiting' where its owner is respected for as long as anybody would wait. */
async function outcome(): Promise<string> {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), 200);
  const options = { signal: patience.signal, onWait: () => undefined, pollMs: 10 };
  return await inTurn(lock, options, async () => 'held').catch(() => 'waiting');
}

describe('the lock of an installation', () => {
  it('lets one at a time in, and all in the end', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(5);
      inside -= 1;
    };
    const options = { onWait: () => undefined, pollMs: 1 };
    await Promise.all(Array.from({ length: 20 }, () => inTurn(lock, options, work)));
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given back where the work fails', async () => {
    const fail = inTurn(lock, { onWait: () => undefined }, () => Promise.reject(new Error('no')));
    await expect(fail).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  it('names the owner that it waits for, once', async () => {
    const told: string[] = [];
    const options = { onWait: (pid: number, host: string) => told.push(`${pid} ${host}`), pollMs: 5 };
    await Promise.all([inTurn(lock, options, () => sleep(60)), inTurn(lock, options, async () => undefined)]);
    expect(told).toEqual([`${process.pid} ${hostname()}`]);
  });

  it('is taken from a process that is gone', async () => {
    leave({ host: hostname(), pid: spawnSync('true').pid, started: '1' });
    expect(await outcome()).toBe('held');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('is taken from a process whose number another one has', async () => {
    leave({ host: hostname(), pid: process.pid, started: '1' });
    expect(await outcome()).toBe('held');
  });

  it('of another host lives as long as its heart beats', async () => {
    const owner = { host: `${hostname()}-other`, pid: 1, started: '1' };
    leave(owner, 30_000);
    expect(await outcome()).toBe('waiting');
    leave(owner, 400_000);
    expect(await outcome()).toBe('held');
  });

  it('of a container with the same name and numbers is not judged by the processes of this one', async () => {
    const owner = { host: hostname(), place: 'another', pid: spawnSync('true').pid, started: '1' };
    leave(owner, 30_000);
    expect(await outcome()).toBe('waiting');
    leave(owner, 400_000);
    expect(await outcome()).toBe('held');
  });

  it.each(['', '{"host":"x"', '[]', 'null', '{}'])('is respected for a moment where it says %j', async (torn) => {
    leave(torn);
    expect(await outcome()).toBe('waiting');
    leave(torn, 10_000);
    expect(await outcome()).toBe('held');
  });
});
