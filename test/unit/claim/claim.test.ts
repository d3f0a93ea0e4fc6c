// One process at a time in a folder: real processes that are killed, stopped, held up, and that begin at once.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClaimTimes, claimFolder, refuseBusyFolder } from '../../../src/runtime/claim/claim.ts';
import { thisProcess } from '../../../src/runtime/files/process-identity.ts';

let [room, folder, file] = ['', '', ''];
const started: ChildProcess[] = [];
beforeAll(async () => {
  room = mkdtempSync(path.join(tmpdir(), 'anoseg-claims-'));
  writeFileSync(path.join(room, 'package.json'), '{"type":"module"}');
  const entryPoints = ['test/unit/claim/claiming-process.ts'];
  await build({ entryPoints, outdir: room, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
});
beforeEach(() => {
  folder = mkdtempSync(path.join(room, 'run-'));
  file = path.join(folder, 'claim.json');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

/** So long that no slow machine makes a living process look dead, unless a test says so. */
const patient: ClaimTimes = { beatMs: 50, silentMs: 600_000, watchMs: 600_000 };
const hasty: ClaimTimes = { beatMs: 50, silentMs: 300, watchMs: 300 };

interface Claimer {
  readonly child: ChildProcess;
  /** Waits until it has said so many lines, and gives the last of them. */
  said(count: number): Promise<string>;
}

function start(times = patient, blockMs = 0): Claimer {
  const script = path.join(room, 'claiming-process.js');
  const child = spawn(process.execPath, [script, folder, JSON.stringify(times), String(blockMs)]);
  started.push(child);
  return { child, said: linesOf(child) };
}

function linesOf(child: ChildProcess): (count: number) => Promise<string> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return async (count) => {
    while (output.split('\n').length <= count) await sleep(5);
    return output.split('\n')[count - 1] ?? '';
  };
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** What comes of a claim by this process, which gives it back at once. */
async function outcome(times = patient): Promise<string> {
  try {
    const claim = await claimFolder(folder, 'anoseg run other.anoseg', times);
    claim.confirm();
    claim.release();
    return 'held';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

const dead = (token: string) =>
  JSON.stringify({
    ...thisProcess(),
    pid: spawnSync('true').pid,
    token,
    leader: 1,
    since: '2026-01-01T00:00:00Z',
    command: 'x',
  });
const token = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000`;

/** As if another host had written the claim that is there; its process goes on to touch it. */
function moveToOtherHost(): void {
  const claim = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...claim, host: 'other', place: 'other' }));
}

describe('a claim', () => {
  it('tells the second one who has the folder: process, host, since when, with which command', async () => {
    const first = start();
    expect(await first.said(1)).toBe('held');
    const told = expect.objectContaining({
      code: 'run-busy',
      hint: expect.stringContaining(`kill ${first.child.pid}`),
    });
    await expect(claimFolder(folder, 'x', patient)).rejects.toEqual(told);
    const sentence = `process ${first.child.pid} on ${hostname()} since ${new Date().toISOString().slice(0, 10)}`;
    await expect(claimFolder(folder, 'x', patient)).rejects.toThrow(sentence);
    await expect(claimFolder(folder, 'x', patient)).rejects.toThrow('(anoseg run part.anoseg)');
    expect(() => refuseBusyFolder(folder)).toThrow(sentence);
    first.child.stdin?.end();
    expect(await first.said(3)).toBe('confirmed');
    await new Promise((resolve) => first.child.once('close', resolve));
    expect(readdirSync(folder)).toEqual([]);
    expect(() => refuseBusyFolder(folder)).not.toThrow();
  });

  it('ends with its process, however that ends', async () => {
    const first = start();
    await first.said(1);
    await killed(first.child);
    expect(readdirSync(folder)).toEqual(['claim.json']);
    expect(() => refuseBusyFolder(folder)).not.toThrow();
    expect(await outcome()).toBe('held');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is kept by a process that stands still', async () => {
    const first = start(hasty);
    await first.said(1);
    first.child.kill('SIGSTOP');
    await sleep(800);
    expect(await outcome(hasty)).toBe('run-busy');
  });

  it.runIf(process.platform === 'linux')('ends with a process whose end nobody has asked for', async () => {
    // The shell becomes a program that does not look after its children.
    const command = 'sleep 60 | "$0" "$@" & exec sleep 60';
    const parameters = [path.join(room, 'claiming-process.js'), folder, JSON.stringify(patient)];
    const parent = spawn('sh', ['-c', command, process.execPath, ...parameters], { detached: true });
    const said = linesOf(parent);
    try {
      expect(await said(1)).toBe('held');
      const { pid } = JSON.parse(readFileSync(file, 'utf8'));
      process.kill(pid, 'SIGKILL');
      while (!readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) await sleep(5);
      expect(await outcome()).toBe('held');
    } finally {
      process.kill(-(parent.pid ?? 0), 'SIGKILL');
    }
  });

  it('is had by exactly one of many who find that of a dead one', async () => {
    writeFileSync(file, dead(token(1)));
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => outcomeKept()));
    expect(outcomes.filter((said) => said === 'held')).toHaveLength(1);
    expect(outcomes.filter((said) => said === 'run-busy')).toHaveLength(39);
    expect(readdirSync(folder)).toEqual(['claim.json']);
  });

  it.each([0, 1, 2])('is had by exactly one of eight processes that begin at once, %i', async (round) => {
    if (round > 0) writeFileSync(file, dead(token(round)));
    const all = Array.from({ length: 8 }, () => start());
    const said = await Promise.all(all.map((one) => one.said(1)));
    expect(said.filter((line) => line === 'held')).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('run-busy'))).toHaveLength(7);
  });

  it('is taken where somebody died while taking it over', async () => {
    writeFileSync(file, dead(token(1)));
    writeFileSync(`${file}.${token(1)}.turn`, dead(token(2)));
    writeFileSync(`${file}.${token(3)}`, dead(token(3)));
    expect(await outcome()).toBe('held');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['', '{"host":"x"', '[]', 'null', '{}'])('that says %j is taken when nobody finishes it', async (torn) => {
    writeFileSync(file, torn);
    const time = new Date(Date.now() - 10_000);
    utimesSync(file, time, time);
    expect(await outcome()).toBe('held');
  });
});

describe('a claim of another host', () => {
  it('holds while its process lives, even where that is held up by its work', async () => {
    const first = start(hasty, 8_000);
    await first.said(1);
    moveToOtherHost();
    expect(await outcome({ ...hasty, silentMs: 0, watchMs: 4_000 })).toBe('run-busy');
    await first.said(2);
  });

  it('ends when its heart stands still under our eyes', async () => {
    const first = start(hasty);
    await first.said(1);
    moveToOtherHost();
    await killed(first.child);
    expect(await outcome()).toBe('run-busy');
    await sleep(400);
    expect(await outcome(hasty)).toBe('held');
  });

  it('that was taken for dead and wakes sees that the folder is no longer its own', async () => {
    const first = start(hasty);
    await first.said(2);
    moveToOtherHost();
    first.child.kill('SIGSTOP');
    await sleep(400);
    const claim = await claimFolder(folder, 'x', hasty);
    first.child.kill('SIGCONT');
    first.child.stdin?.end();
    expect(await first.said(3)).toMatch(/^claim-lost: /);
    expect(() => claim.confirm()).not.toThrow();
    claim.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});

async function outcomeKept(): Promise<string> {
  try {
    await claimFolder(folder, 'x', patient);
    return 'held';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
