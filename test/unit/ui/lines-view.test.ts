import { describe, expect, test, vi } from 'vitest';
import {
  chooseMode,
  type OutputStream,
  openRunView,
  supportsUnicode,
  type ViewMode,
} from '../../../src/ui/run-view.ts';
import * as scripted from './scripted-run.ts';

// Whoever pipes the output pays nothing for the screen.
vi.mock('ink', () => {
  throw new Error('ink was loaded');
});

class FakeStream implements OutputStream {
  text = '';
  constructor(
    readonly isTTY: boolean,
    private readonly log: string[] = [],
  ) {}
  readonly columns = 80;
  on(): void {}
  off(): void {}
  write(text: string, written?: () => void): boolean {
    this.text += text;
    this.log.push(text);
    written?.();
    return true;
  }
}

/** What a run leaves on standard output, on standard error, and on a terminal that shows both. */
async function play(
  mode: ViewMode,
  events: readonly scripted.TimedEvent[],
  { isTTY = false, colour = false, stopAt = Number.POSITIVE_INFINITY } = {},
) {
  const log: string[] = [];
  const [stdout, stderr] = [new FakeStream(isTTY, log), new FakeStream(isTTY, log)];
  let now = 0;
  const view = await openRunView({ mode, stdout, stderr, colour, now: () => now });
  let isStopping = false;
  for (const { at, event } of events) {
    now = at;
    if (at >= stopAt && !isStopping) {
      isStopping = true;
      view.stopping();
    }
    view.show(event);
  }
  await view.close();
  return { stdout: stdout.text, stderr: stderr.text, both: log.join('') };
}

describe('lines', () => {
  test.each(['done', 'stopped', 'failed', 'kept'] as const)('a run that is %s', async (name) => {
    const { both } = await play(
      'lines',
      { done: scripted.done, stopped: scripted.stopped, failed: scripted.failed, kept: scripted.kept }[name],
      {
        stopAt: name === 'stopped' ? 92_000 : Number.POSITIVE_INFINITY,
      },
    );
    await expect(both).toMatchFileSnapshot(`frames/lines-${name}.txt`);
  });

  test('they hold no control character, and end like lines', async () => {
    const { both } = await play('lines', scripted.done, { colour: true });
    expect(both).toMatch(/^[\n\P{Cc}]*\n$/u);
  });

  test('results and progress are on standard output, warnings and failures on standard error', async () => {
    const done = await play('lines', scripted.done);
    expect(done.stderr).toBe('warning: the image train/good/017.png was resized from 900 x 901\n');
    const { stdout, stderr } = await play('lines', scripted.failed);
    expect(stdout).not.toContain('disk');
    expect(stderr).toContain('the disk is full');
  });

  test('a training of days makes a log of a page', async () => {
    const day = 86_400_000;
    const steps = Array.from({ length: 20_000 }, (_, i): scripted.TimedEvent[] => [
      { at: (2 * day * i) / 20_000, event: { event: 'step', step: i + 1, loss: { pixel: 1 }, step_ms: 8640 } },
      { at: (2 * day * i) / 20_000, event: { event: 'checkpoint', step: i + 1, path: 'p' } },
    ]);
    const start: scripted.TimedEvent = {
      at: 0,
      event: {
        event: 'start',
        run: 'r',
        name: 'n',
        digest: 'd',
        steps: 20_000,
        from: 0,
        losses: ['pixel'],
        report: [],
      },
    };
    const { stdout } = await play('lines', [start, ...steps.flat()]);
    expect(stdout.split('\n').length).toBeLessThan(50);
    expect(stdout).toContain('train: step 20,000 of 20,000 (100%)');
  });

  test('a short training tells itself every ten seconds at most', async () => {
    const { stdout } = await play('lines', scripted.done);
    expect(stdout.match(/train: step/g)?.length).toBeLessThanOrEqual(17);
  });

  test('a resumed run says from where', async () => {
    const { stdout } = await play('lines', [
      {
        at: 0,
        event: {
          event: 'start',
          run: 'r',
          name: 'n',
          digest: 'sha256:ab',
          steps: 2000,
          from: 900,
          losses: [],
          report: [],
        },
      },
    ]);
    expect(stdout).toBe('n (ab) in r: goes on at step 900 of 2,000\n');
  });

  test('what the engine fetches is told, with what and how far', async () => {
    const progress = (at: number, detail: string, done: number, total: number): scripted.TimedEvent => ({
      at,
      event: { event: 'progress', stage: 'engine', done, total, detail },
    });
    const { stdout } = await play('lines', [
      { at: 0, event: { event: 'stage', stage: 'engine' } },
      progress(10, 'download tensorflow', 0, 1000),
      ...Array.from({ length: 90 }, (_, i) => progress(300 * i, 'download tensorflow', 10 * i, 1000)),
      progress(40_000, 'compile', 0, 0),
    ]);
    expect(stdout.trim().split('\n')).toEqual([
      'engine begins',
      'engine: download tensorflow 0%',
      'engine: download tensorflow 34%',
      'engine: download tensorflow 68%',
      'engine: compile',
    ]);
  });

  test('colours are for terminals', async () => {
    expect((await play('lines', scripted.done, { colour: true, isTTY: true })).both).toContain('\x1b[1m');
    expect((await play('lines', scripted.done, { colour: false, isTTY: true })).both).not.toContain('\x1b');
  });
});

describe('json', () => {
  test('each event is one line, nothing else', async () => {
    const { stdout, stderr } = await play('json', scripted.done, { stopAt: 50_000 });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(scripted.done.map(({ event }) => event));
    expect(stderr).toBe('');
  });
});

describe('quiet', () => {
  test('the results alone', async () => {
    const { stdout, stderr } = await play('quiet', scripted.done);
    expect(stdout).toMatch(/^ +images +image_auroc/);
    expect(stdout).not.toContain('train');
    expect(stderr).toBe('');
  });

  test('the failure alone', async () => {
    expect(await play('quiet', scripted.failed)).toMatchObject({
      stdout: '',
      stderr:
        'error: the disk is full: the state at step 900 was not saved\n  help: make room, then go on with `anoseg run --resume`\n',
    });
  });

  test('a warning that something is lost, and no other', async () => {
    const message = 'the state of step 40 is cut off; the run goes on from step 20';
    const events = [
      { event: 'warning', message: 'an image was left out' } as const,
      { event: 'warning', message, lost: true } as const,
    ];
    const { stdout, stderr } = await play(
      'quiet',
      events.map((event, at) => ({ at, event })),
    );
    expect([stdout, stderr]).toEqual(['', `warning: ${message}\n`]);
  });

  test('a stop says how to go on', async () => {
    const { stdout, stderr } = await play('quiet', scripted.stopped);
    expect([stdout, stderr]).toEqual([
      '',
      'stopped at step 900 of 2,000, everything is saved; go on with `anoseg run --resume runs/mvtec-bottle-4c5b1f9a-1`\n',
    ]);
  });
});

test('the mode follows the options, then the terminal', () => {
  const mode = (options: Partial<Parameters<typeof chooseMode>[0]>) =>
    chooseMode({ json: false, quiet: false, isTTY: true, env: { TERM: 'xterm' }, ...options });
  expect(mode({})).toBe('screen');
  expect(mode({ json: true, quiet: true })).toBe('json');
  expect(mode({ quiet: true })).toBe('quiet');
  expect(mode({ isTTY: false })).toBe('lines');
  expect(mode({ env: { TERM: 'dumb' } })).toBe('lines');
  expect(mode({ env: { CI: 'true' } })).toBe('lines');
  expect(mode({ env: { CI: 'false' } })).toBe('screen');
});

test('Unicode follows the locale as POSIX reads it', () => {
  expect(supportsUnicode({})).toBe(true);
  expect(supportsUnicode({ LANG: 'de_CH.UTF-8' })).toBe(true);
  expect(supportsUnicode({ LANG: 'C' })).toBe(false);
  expect(supportsUnicode({ LANG: 'C.utf8', LC_ALL: 'POSIX' })).toBe(false);
  expect(supportsUnicode({ LANG: 'C', LC_ALL: 'en_GB.UTF-8' })).toBe(true);
  expect(supportsUnicode({ LANG: 'en_GB.UTF-8', TERM: 'linux' })).toBe(false);
});
