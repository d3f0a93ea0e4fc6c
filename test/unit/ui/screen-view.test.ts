import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isForegroundStat } from '../../../src/ui/screen/foreground.ts';
import { openScreenView } from '../../../src/ui/screen/screen-view.tsx';
import { createTheme } from '../../../src/ui/theme.ts';
import type { RunView } from '../../../src/ui/view.ts';
import { FakeKeys } from './fake-keys.ts';
import { FakeTerminal } from './fake-terminal.ts';
import * as scripted from './scripted-run.ts';

let terminal: FakeTerminal;
let errors: FakeTerminal;
let view: RunView;
const theme = createTheme({ colour: true, unicode: true });
const now = () => performance.now();
const open = (columns = 80, rows = 24, stdin?: FakeKeys) => {
  terminal = new FakeTerminal(columns, rows);
  errors = new FakeTerminal(columns, rows);
  const isForeground = () => true;
  return openScreenView({ stdout: terminal, stderr: errors, stdin, theme, errorTheme: theme, isForeground, now });
};
const play = (events: readonly scripted.TimedEvent[]) => {
  for (const { event } of events) view.show(event);
  vi.advanceTimersByTime(200);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(async () => {
  await view.close();
  vi.useRealTimers();
});

test('while it runs it has a screen of its own, afterwards the end stays on the terminal', async () => {
  view = await open(80, 40);
  terminal.write('');
  play(scripted.done);
  expect(terminal.shows).toBe('alternate');
  expect(terminal.isCursorShown).toBe(false);
  await view.close();
  expect(terminal.shows).toBe('main');
  expect(terminal.isCursorShown).toBe(true);
  const text = terminal.lines().join('\n');
  expect(text).toMatch(/all images +83 +0\.9987/);
  expect(text).toContain('report runs/mvtec-bottle-4c5b1f9a-1/report.html');
  expect(text).not.toContain('Ctrl-C');
});

test('a failure goes to standard error, the frame shows where it happened', async () => {
  view = await open(120, 40);
  play(scripted.failed);
  expect(terminal.lines().join('\n')).toContain('✗ the disk is full');
  await view.close();
  expect(terminal.lines().join('\n')).toContain('✗ train');
  expect(terminal.lines().join('\n')).not.toContain('disk');
  expect(errors.lines()).toEqual([
    '',
    'error: the disk is full: the state at step 900 was not saved',
    '  help: make room, then go on with `anoseg run --resume`',
  ]);
});

test('a failure before any stage is the error alone, folded to the width', async () => {
  view = await open(40, 24);
  view.show({
    event: 'failed',
    code: 'data-missing',
    message: 'there is no folder data/bottle with the images of the pipeline',
    hint: 'name the folder that holds the data sets with `--data DIR`',
    exit: 3,
  });
  vi.advanceTimersByTime(200);
  await view.close();
  expect(terminal.lines()).toEqual([]);
  expect(errors.lines()).toEqual([
    'error: there is no folder data/bottle',
    '       with the images of the pipeline',
    '  help: name the folder that holds the',
    '        data sets with `--data DIR`',
  ]);
});

test('a second Ctrl-C says what is lost, and what is left', async () => {
  view = await open();
  play(scripted.training);
  view.stopping();
  view.show({ event: 'killed', run: scripted.run, step: 900, saved: 625, resumable: true });
  await view.close();
  const text = terminal.lines().join('\n');
  expect(text).toContain('ended at once: 275 steps since the save at step 625 are lost');
  expect(text).toContain('anoseg run --resume runs/mvtec-bottle-4c5b1f9a-1');
  expect(text).toContain('■ train');
});

test('a stop says how to go on', async () => {
  view = await open();
  play(scripted.training);
  view.stopping();
  vi.advanceTimersByTime(200);
  expect(terminal.lines().at(-1)).toContain('finishing the step and saving …');
  play(scripted.stopped);
  await view.close();
  expect(terminal.lines().join('\n')).toContain('anoseg run --resume runs/mvtec-bottle-4c5b1f9a-1');
});

test.each([40, 80])('at %d columns a resumed run says so, and shows the losses from before', async (columns) => {
  view = await open(columns, 24);
  const start = scripted.training.find(({ event }) => event.event === 'start')?.event;
  if (start?.event !== 'start') throw new Error('no start');
  view.show({ ...start, from: 900, name: '瓶子-异常分割-'.repeat(6) });
  view.recall?.(
    Array.from({ length: 9 }, (_, i) => ({ step: 100 * (i + 1), loss: { pixel: 9 - i, reconstruction: 1 } })),
  );
  view.show({ event: 'stage', stage: 'engine' });
  vi.advanceTimersByTime(200);
  const lines = terminal.lines().join('\n');
  expect(lines).toContain('went on at step 900');
  expect(lines).toMatch(/pixel +1\.0000 +█/);
  expect(lines).toMatch(/ {2}(█▇▆▅▅▄▃▂▁|█\S*▁)/);
});

test('a thousand events a second are at most ten frames', async () => {
  view = await open();
  play(scripted.training);
  const before = terminal.writes.length;
  for (let step = 901; step < 1901; step++) {
    view.show({ event: 'step', step, loss: { pixel: 1 / step }, step_ms: 1 });
    vi.advanceTimersByTime(1);
  }
  expect(terminal.writes.length - before).toBeLessThanOrEqual(10);
  expect(terminal.lines().join('\n')).toMatch(/step 1,[89]\d\d of 2,000/);
});

test('where nothing changes, nothing but the spinner and the clock is written', async () => {
  view = await open();
  play(scripted.training);
  const before = terminal.writes.length;
  vi.advanceTimersByTime(1000);
  const writes = terminal.writes.slice(before);
  expect(writes.length).toBeLessThanOrEqual(6);
  expect(Math.max(...writes.map(({ length }) => length))).toBeLessThan(300);
});

test('a resize leaves no trace of what was there before', async () => {
  view = await open();
  play(scripted.training);
  for (const [columns, rows] of [
    [40, 15],
    [120, 40],
    [37, 12],
    [80, 24],
  ] as const) {
    terminal.resize(columns, rows);
    vi.advanceTimersByTime(200);
    const lines = terminal.lines();
    expect(lines.join('\n')).not.toContain('rubbish');
    expect(lines.length).toBeLessThan(rows - 1);
    expect(lines.at(-1)).toContain('Ctrl-C');
  }
});

test('what others wrote on the screen is gone after a while', async () => {
  view = await open();
  play(scripted.training);
  const before = terminal.lines();
  terminal.write('\x1b[3;1Hrubbish from elsewhere\n\nand more\x1b[30;1Hfar below');
  vi.advanceTimersByTime(6000);
  expect(terminal.lines()).toHaveLength(before.length);
  expect(terminal.lines().join('\n')).not.toMatch(/rubbish|more|below/);
});

test('a terminal that does not keep up gets no frames until it has', async () => {
  view = await open();
  play(scripted.training);
  terminal.writableNeedDrain = true;
  const before = terminal.writes.length;
  for (let i = 0; i < 50; i++) play(scripted.training);
  expect(terminal.writes).toHaveLength(before);
  terminal.writableNeedDrain = false;
  vi.advanceTimersByTime(200);
  expect(terminal.writes.length).toBeGreaterThan(before);
});

test.each(['the signal', 'the key'])(
  'Ctrl-Z (%s) stops the whole group, engine included, and gives the terminal back until it goes on',
  async (how) => {
    const keys = new FakeKeys();
    // Stopped from the first call to its end.
    const whileStopped: unknown[] = [];
    const kill = vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
      if (signal === 'SIGCONT') process.emit('SIGCONT');
      if (signal !== 'SIGTSTP') return true;
      whileStopped.push(pid, terminal.shows, terminal.isCursorShown, keys.isRaw, process.listeners('SIGTSTP').length);
      return true;
    });
    view = await open(80, 24, keys);
    play(scripted.training);
    if (how === 'the key') keys.type('\x1a');
    else process.emit('SIGTSTP');
    expect(whileStopped).toEqual([0, 'main', true, false, 0]);
    expect(kill).toHaveBeenLastCalledWith(0, 'SIGCONT');
    vi.advanceTimersByTime(200);
    expect([terminal.shows, terminal.isCursorShown, keys.isRaw]).toEqual(['alternate', false, true]);
    expect(terminal.lines().at(-1)).toContain('Ctrl-C');
    kill.mockRestore();
  },
);

test('typed letters leave no trace; q and Ctrl-C stop, a second q does nothing more', async () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const keys = new FakeKeys();
  view = await open(80, 24, keys);
  play(scripted.training);
  expect(keys.isRaw).toBe(true);
  const before = terminal.lines();
  for (const typed of ['a', 'hello q', '\x1b[A', '\x1bq', '\r', 'é']) keys.type(typed);
  expect(terminal.lines()).toEqual(before);
  expect(kill).not.toHaveBeenCalled();
  keys.type('q');
  keys.type('q');
  expect(kill.mock.calls).toEqual([[process.pid, 'SIGINT']]);
  keys.type('\x03');
  expect(kill).toHaveBeenCalledTimes(2);
  await view.close();
  expect([keys.isRaw, keys.isReading]).toEqual([false, false]);
  kill.mockRestore();
});

test('an input that is no terminal is left alone', async () => {
  const keys = new FakeKeys(false);
  view = await open(80, 24, keys);
  play(scripted.training);
  expect([keys.isRaw, keys.isReading]).toEqual([false, false]);
});

test('the group that has the terminal is in its foreground, whatever the process is called', () => {
  expect(isForegroundStat('7 (node) S 1 70 60 34816 70 4194304')).toBe(true);
  expect(isForegroundStat('7 (a) b (c)) R 1 70 60 34816 61 4194304')).toBe(false);
  expect(isForegroundStat('7 (node) S 1 70 60 0 -1 4194304')).toBe(true);
});

test('closing twice, or without an end, is fine', async () => {
  view = await open();
  play(scripted.training);
  await view.close();
  const lines = terminal.lines();
  await view.close();
  expect(terminal.lines()).toEqual(lines);
  expect(lines.join('\n')).toContain('■ train');
  expect(process.listeners('SIGTSTP')).toEqual([]);
});
