// Where a run stands, followed from its events by the process that outlives the engine: what is lost if the engine ends
// at once, and whether `--resume` can go on with what is left.
import { existsSync } from 'node:fs';
import { type RunEvent, runFolder } from '../../../api/runs.ts';
import { formatCount, shellWord } from '../../../ui/text/format.ts';
import type { Failure } from '../../shell/failure.ts';

/** Failures after which the same run can go on, once the world has changed. */
const passing: ReadonlySet<string> = new Set([
  'cache-unusable',
  'data-missing',
  'disk-failed',
  'disk-full',
  'engine-crashed',
  'file-busy',
  'file-missing',
  'file-too-large',
  'image-corrupt',
  'not-permitted',
  'not-writable',
  'out-of-memory',
  'out-of-resources',
  'output-lost',
  'output-unread',
  'system-refused',
  'terminal-closed',
  'too-many-files',
]);

export class RunStanding {
  #run = '';
  #step = 0;
  #saved = 0;

  take(event: RunEvent): void {
    if (event.event === 'start') [this.#run, this.#step, this.#saved] = [event.run, event.from, event.from];
    if (event.event === 'step') this.#step = event.step;
    if (event.event === 'progress' && event.stage === 'train') this.#step = event.done;
    if (event.event === 'checkpoint') this.#saved = event.step;
  }

  killed(): RunEvent {
    return {
      event: 'killed',
      run: this.#run,
      step: Math.max(this.#step, this.#saved),
      saved: this.#saved,
      resumable: this.#isResumable,
    };
  }

  failed({ code, message, hint, exit }: Failure): RunEvent {
    return {
      event: 'failed',
      code,
      message,
      hint: [hint, ...this.#wayOn(code)].filter((part) => part !== '').join('; '),
      exit,
    };
  }

  // A run begins with its lock: before it there is nothing to go on with.
  get #isResumable(): boolean {
    return this.#run !== '' && existsSync(runFolder(this.#run).lock);
  }

  #wayOn(code: string): readonly string[] {
    if (!passing.has(code) || !this.#isResumable) return [];
    const how = this.#saved === 0 ? 'begins again' : `goes on from step ${formatCount(this.#saved)}`;
    return [`\`anoseg run --resume ${shellWord(this.#run)}\` ${how}`];
  }
}
