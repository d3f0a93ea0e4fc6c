// The view for a terminal. Events only change the picture; a clock draws it, at most ten times a second, and
// only where something changed. Nothing else runs here.
import { renderToString } from 'ink';
import { failureText } from '../failure-text.ts';
import { foldEvent, initialState, type RunState, requestStop, settle } from '../run-state.ts';
import type { Theme } from '../theme.ts';
import { flush, type OutputStream, type RunView } from '../view.ts';
import type { Size } from './arrange.ts';
import { Screen } from './screen.tsx';
import { openScreenful } from './screenful.ts';
import { spinnerBeat } from './stages.tsx';

/** Milliseconds between frames, at least. */
const frameInterval = 100;
/** So often all lines are written again, in case that something else wrote to the terminal. */
const healInterval = 5000;

export interface ScreenViewOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly theme: Theme;
  readonly errorTheme: Theme;
  readonly now: () => number;
}

export function openScreenView(options: ScreenViewOptions): RunView {
  const { stdout, theme, now } = options;
  let state = initialState;
  let isChanged = true;
  let drawn = Number.NEGATIVE_INFINITY;
  let healed = now();
  let closed: Promise<void> | undefined;
  const change = () => {
    isChanged = true;
  };
  const screenful = openScreenful(stdout, change);
  const tick = () => {
    const time = now();
    const isSpinning =
      state.current !== undefined && Math.floor(time / spinnerBeat) !== Math.floor(drawn / spinnerBeat);
    if (!(isChanged || isSpinning) || screenful.isBehind()) return;
    if (time - healed >= healInterval) {
      screenful.forget();
      healed = time;
    }
    screenful.draw(frameLines(state, screenful.size(), time, theme));
    isChanged = false;
    drawn = time;
  };
  const timer = setInterval(tick, frameInterval);
  // The view keeps no process alive.
  timer.unref();
  const finish = async () => {
    clearInterval(timer);
    screenful.close();
    await printEnd(settle(state, now()), screenful.size(), options);
  };
  return {
    show: (event) => {
      state = foldEvent(state, event, now());
      change();
    },
    stopping: () => {
      state = requestStop(state);
      // The terminal has echoed ^C.
      screenful.forget();
      change();
    },
    close: () => {
      closed ??= finish();
      return closed;
    },
  };
}

function frameLines(state: RunState, size: Size, now: number, theme: Theme): readonly string[] {
  const frame = renderToString(<Screen state={state} size={size} now={now} theme={theme} />, { columns: size.columns });
  // Where the terminal is lower than the least of all frames, the end is cut.
  return frame.split('\n').slice(0, Math.max(1, size.rows - 2));
}

// The last frame stays on the terminal. A failure is told on standard error; the frame shows where it happened.
async function printEnd(
  state: RunState,
  { columns }: Size,
  { stdout, stderr, theme, errorTheme, now }: ScreenViewOptions,
): Promise<void> {
  const { ending } = state;
  const shown = ending?.kind === 'failed' ? { ...state, ending: undefined } : state;
  stdout.write(`${frameLines(shown, { columns, rows: Number.POSITIVE_INFINITY }, now(), theme).join('\n')}\n`);
  if (ending?.kind === 'failed') stderr.write(`\n${failureText(ending, errorTheme)}`);
  await Promise.all([flush(stdout), flush(stderr)]);
}
