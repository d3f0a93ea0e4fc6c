import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openRunView, type RunView } from '../../../src/ui/run-view.ts';
import { FakeTerminal } from './fake-terminal.ts';
import * as scripted from './scripted-run.ts';

let terminal: FakeTerminal;
let errors: FakeTerminal;
let view: RunView;
const open = (columns = 80, rows = 24) => {
  terminal = new FakeTerminal(columns, rows);
  errors = new FakeTerminal(columns, rows);
  return openRunView({ mode: 'screen', stdout: terminal, stderr: errors, colour: true, now: () => performance.now() });
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

test('Ctrl-Z gives the terminal back until the process goes on', async () => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  view = await open();
  play(scripted.training);
  process.emit('SIGTSTP');
  expect(kill).toHaveBeenCalledWith(process.pid, 'SIGSTOP');
  expect([terminal.shows, terminal.isCursorShown]).toEqual(['main', true]);
  const before = terminal.writes.length;
  play(scripted.training);
  expect(terminal.writes).toHaveLength(before);
  process.emit('SIGCONT');
  vi.advanceTimersByTime(200);
  expect([terminal.shows, terminal.isCursorShown]).toEqual(['alternate', false]);
  expect(terminal.lines().at(-1)).toContain('Ctrl-C');
  kill.mockRestore();
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
