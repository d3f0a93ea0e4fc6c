// Runs that are killed at random moments, resumed, and killed again, until they reach their end. Every kill is looked at:
// what was said, what was saved.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { digests } from '../../src/runtime/record/folder-digests.ts';
import { type Ended, engineOf, killGroup, type Running, startAnoseg } from './command.ts';

export type Victim = 'engine' | 'parent' | 'group';

export interface Kill {
  readonly victim: Victim;
  /** Of the process that was killed: the run's first one, or one that went on. */
  readonly isResume: boolean;
  /** A checkpoint was half written at the moment. */
  readonly whileSaving: boolean;
  /** The stage that began last; undefined before the first one. */
  readonly stage: string | undefined;
  readonly ended: Ended;
  /** The last step that was told, that was told to be saved, and of the newest checkpoint on disk. */
  readonly told: number;
  readonly toldSaved: number;
  readonly saved: number;
  /** Whether there is something to resume. */
  readonly hasLock: boolean;
}

export interface Plan {
  /** Numbers from 0 to 1. */
  readonly draw: () => number;
  /** Of an undisturbed run, in milliseconds. */
  readonly whole: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a run or goes on with it, and kills it; undefined where it came to its end before: `ended` tells. */
export async function killOnce(
  args: readonly string[],
  folder: string,
  { draw, whole, env }: Plan,
): Promise<{ readonly kill: Kill | undefined; readonly ended: Ended }> {
  const isResume = args.includes('--resume');
  const victim = (['engine', 'parent', 'group'] as const)[Math.floor(draw() * 3)] ?? 'group';
  const running = startAnoseg(args, env);
  const state = { isOver: false };
  void running.ended.then(() => {
    state.isOver = true;
  });
  if (draw() < 0.5) await nextSave(folder, Math.ceil(draw() * 12), state);
  else await sleep(draw() * whole);
  if (draw() < 0.5) await sleep(draw() * 8);
  const engine = engineOf(running);
  const whileSaving = checkpointNames(folder).some((name) => name.includes('.draft-'));
  strike(running, victim, engine);
  const ended = await running.ended;
  // The engine without its parent finishes its step, saves and ends.
  while (engine !== undefined && existsSync(`/proc/${engine}/exe`) && !isZombie(engine)) await sleep(10);
  if (ended.code === 0) return { kill: undefined, ended };
  return { kill: { victim, isResume, whileSaving, ended, ...recordOf(folder) }, ended };
}

function strike(running: Running, victim: Victim, engine: number | undefined): void {
  try {
    if (victim === 'group') killGroup(running, 'SIGKILL');
    else if (victim === 'parent' || engine === undefined) running.child.kill('SIGKILL');
    else process.kill(engine, 'SIGKILL');
  } catch {
    // It has come to its end by itself meanwhile.
  }
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

/** Waits for the n-th save from now on to be under way. */
async function nextSave(folder: string, n: number, state: { readonly isOver: boolean }): Promise<void> {
  for (let [seen, before] = [0, '']; seen < n && !state.isOver; ) {
    const draft = checkpointNames(folder).find((name) => name.includes('.draft-')) ?? '';
    if (draft !== '' && draft !== before) seen += 1;
    before = draft;
    if (seen < n) await sleep(0);
  }
}

function checkpointNames(folder: string): readonly string[] {
  try {
    return readdirSync(path.join(folder, 'checkpoints'));
  } catch {
    return [];
  }
}

type Told = { readonly event?: string; readonly step?: number; readonly stage?: string; readonly from?: number };

export function eventsOf(folder: string): readonly Told[] {
  const file = path.join(folder, 'events.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return lines.flatMap((line): Told[] => {
    try {
      return [JSON.parse(line)];
    } catch {
      return []; // The torn last line.
    }
  });
}

function recordOf(folder: string) {
  const events = eventsOf(folder);
  const last = (event: string) => events.findLast((one) => one.event === event);
  const names = checkpointNames(folder).filter((name) => /^step-\d+$/.test(name));
  return {
    stage: last('stage')?.stage,
    told: last('step')?.step ?? 0,
    toldSaved: last('checkpoint')?.step ?? 0,
    saved: Math.max(0, ...names.map((name) => Number(name.slice('step-'.length)))),
    hasLock: existsSync(path.join(folder, 'lock.json')),
  };
}

/** All that a run came to, without times and places: equal for equal runs, file by file. */
export function resultOf(folder: string): Readonly<Record<string, unknown>> {
  // results.json has the digest of metrics.json.
  const untimed = ['events.jsonl', 'lock.json', 'metrics.json', 'report.html', 'results.json'];
  const files = Object.entries(digests(folder)).filter(
    ([name]) => !untimed.includes(name) && !/state\.json$/.test(name),
  );
  const { train, ...figures } = JSON.parse(readFileSync(path.join(folder, 'metrics.json'), 'utf8'));
  const { seconds: _, median_step_ms: __, ...trained } = train;
  const losses = eventsOf(folder).filter(({ event }) => event === 'step' || event === 'validation');
  return {
    // Which states lie there depends on when they were saved; the last one is of the last step.
    files: Object.fromEntries(files.filter(([name]) => !isEarlierState(folder, name))),
    names: untimed.filter((name) => existsSync(path.join(folder, name))),
    figures,
    trained,
    losses: losses.map((event) => ({ ...event, time: undefined, step_ms: undefined, ms: undefined })),
  };
}

function isEarlierState(folder: string, name: string): boolean {
  const last = checkpointNames(folder).toSorted().at(-1);
  return /^checkpoints\/step-\d+\//.test(name) && !name.startsWith(`checkpoints/${last}/`);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
