// The views of a run: a live screen, plain lines, JSON, or results only. The command line hands over the
// events of the engine process; ink and react are loaded for the screen alone.
import { openJsonView } from './json-view.ts';
import { openLinesView } from './lines-view.ts';
import type { InputStream } from './screen/keyboard.ts';
import { createTheme } from './theme.ts';
import type { OutputStream, RunView } from './view.ts';

export { supportsUnicode } from './theme.ts';
export type { OutputStream, RunView } from './view.ts';

export type ViewMode = 'screen' | 'lines' | 'json' | 'quiet';

export interface ModeOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether standard output is a terminal. */
  readonly isTTY: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A screen only where there is a terminal that can move its cursor, and somebody before it. */
export function chooseMode({ json, quiet, isTTY, env }: ModeOptions): ViewMode {
  if (json) return 'json';
  if (quiet) return 'quiet';
  const { CI: ci = '', TERM: term } = env;
  const isWatched = isTTY && term !== 'dumb' && ['', '0', 'false'].includes(ci);
  return isWatched ? 'screen' : 'lines';
}

export interface RunViewOptions {
  readonly mode: ViewMode;
  /** Results and progress. */
  readonly stdout: OutputStream;
  /** Failures; warnings in mode `lines`. */
  readonly stderr: OutputStream;
  /** Where keys come from, for mode `screen`; left out, the terminal keeps them. */
  readonly stdin?: InputStream | undefined;
  /** Whether colours are wanted; what is not a terminal gets none. */
  readonly colour: boolean;
  /** The command that goes on with all of which the run is a part. */
  readonly wayOn?: string | undefined;
  /** See `supportsUnicode`; true if left out. */
  readonly unicode?: boolean | undefined;
  /** Milliseconds, from any origin, never going back. */
  readonly now: () => number;
}

export async function openRunView({
  mode,
  stdout,
  stderr,
  stdin,
  colour,
  unicode = true,
  wayOn,
  now,
}: RunViewOptions): Promise<RunView> {
  const themeFor = (stream: OutputStream) => createTheme({ colour: colour && stream.isTTY === true, unicode });
  const shared = { stdout, stderr, theme: themeFor(stdout), errorTheme: themeFor(stderr), wayOn, now };
  switch (mode) {
    case 'json':
      return openJsonView(stdout);
    case 'lines':
    case 'quiet':
      return openLinesView({ ...shared, quiet: mode === 'quiet' });
    case 'screen': {
      const [{ openScreenView }, { isInForeground }] = await Promise.all([
        import('./screen/screen-view.tsx'),
        import('./screen/foreground.ts'),
      ]);
      return openScreenView({ ...shared, stdin, isForeground: isInForeground });
    }
  }
}
