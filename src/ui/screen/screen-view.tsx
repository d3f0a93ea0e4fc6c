// The view for a terminal. Events only change the picture; a clock draws it, at most ten times a second, and
// only where something changed. Nothing else runs here.
import { renderToString } from 'ink';
import {
  foldEvent,
  initialState,
  type RunState,
  recallSteps,
  requestStop,
  settle,
  stageOrder,
} from '../state/run-state.ts';
import { failureText } from '../text/failure-text.ts';
import { failurePaint, type Theme } from '../theme.ts';
import { flush, type OutputStream, type RunView, widthOf } from '../view.ts';
import type { Size } from './arrange.ts';
import type { InputStream } from './keyboard.ts';
import { Screen } from './screen.tsx';
import { Screenful } from './screenful.ts';
import { spinnerBeat } from './stages.tsx';

/** Milliseconds between frames, at least. */
const frameInterval = 100;

export interface ScreenViewOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Where keys come from; undefined leaves them to the terminal. */
  readonly stdin: InputStream | undefined;
  /** Whether the terminal is ours to use. */
  readonly isForeground: () => boolean;
  readonly theme: Theme;
  readonly errorTheme: Theme;
  readonly wayOn?: string | undefined;
  readonly now: () => number;
}

export function openScreenView(options: ScreenViewOptions): RunView {
  const { stdout, stdin, theme, isForeground, now } = options;
  let state: RunState = { ...initialState, wayOn: options.wayOn };
  let isChanged = true;
  let drawn = Number.NEGATIVE_INFINITY;
  let closed: Promise<void> | undefined;
  const change = () => {
    isChanged = true;
  };
  const screenful = new Screenful({ stream: stdout, input: stdin, isForeground, changed: change });
  const tick = () => {
    const time = now();
    if (!(isChanged || hasMoved(state, drawn, time)) || !screenful.canDraw(time)) return;
    screenful.draw(frameLines(state, screenful.size, time, theme), time);
    isChanged = false;
    drawn = time;
  };
  // It keeps no process alive.
  const timer = setInterval(tick, frameInterval).unref();
  return {
    show: (event) => {
      state = foldEvent(state, event, now());
      change();
    },
    recall: (steps) => {
      state = recallSteps(state, steps);
      change();
    },
    stopping: () => {
      state = requestStop(state);
      // The terminal has echoed ^C.
      screenful.forget();
      change();
    },
    close: () => {
      if (closed === undefined) {
        clearInterval(timer);
        screenful.close();
        closed = printEnd(settle(state, now()), screenful.size, options);
      }
      return closed;
    },
  };
}

/** Whether the spinner of a stage looks otherwise than it did. */
function hasMoved({ current }: RunState, before: number, now: number): boolean {
  return current !== undefined && Math.floor(now / spinnerBeat) !== Math.floor(before / spinnerBeat);
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
  const hasFailed = ending?.kind === 'failed';
  const shown = hasFailed ? { ...state, ending: undefined } : state;
  // Before any stage there is nothing to show but what failed.
  const hasFrame = !hasFailed || stageOrder.some((name) => state.stages[name].status !== 'waiting');
  if (hasFrame)
    stdout.write(`${frameLines(shown, { columns, rows: Number.POSITIVE_INFINITY }, now(), theme).join('\n')}\n`);
  if (hasFailed)
    stderr.write(`${hasFrame ? '\n' : ''}${failureText(ending, failurePaint(errorTheme), widthOf(stderr))}`);
  await Promise.all([flush(stdout), flush(stderr)]);
}
