// The view for logs and pipes: one plain line for each event worth telling, then the figures as a table.
// `quiet` leaves all out but results, failures, and warnings that something is lost. Failures and warnings go to standard error.
import type { RunEvent } from '../runtime/contract/events.ts';
import { describeEvent, type Told, toldNothing } from './state/describe-event.ts';
import { type Ending, foldEvent, initialState, type RunState } from './state/run-state.ts';
import { type Stop, stopText } from './state/stop-text.ts';
import { failureText } from './text/failure-text.ts';
import { shellWord } from './text/format.ts';
import { doubtLines, keptLines, resultLines, thresholdLines } from './text/results.ts';
import { failurePaint, type Theme } from './theme.ts';
import { flush, type OutputStream, type RunView, widthOf } from './view.ts';

export interface LinesViewOptions {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly theme: Theme;
  readonly errorTheme: Theme;
  readonly quiet: boolean;
  readonly wayOn?: string | undefined;
  readonly now: () => number;
}

export function openLinesView(options: LinesViewOptions): RunView {
  const { stdout, stderr, errorTheme, quiet, now } = options;
  let state: RunState = { ...initialState, wayOn: options.wayOn };
  let told: Told = toldNothing;
  return {
    show: (event) => {
      const time = now();
      const before = state;
      state = foldEvent(state, event, time);
      if (!quiet) {
        const description = describeEvent({ event, before, after: state, told, now: time });
        told = description.told;
        for (const line of description.lines) stdout.write(`${line}\n`);
      }
      if (event.event === 'warning' && (!quiet || event.lost === true))
        stderr.write(`${errorTheme.paint('warning', 'alert')}: ${state.warnings.at(-1) ?? ''}\n`);
      tellEnd(event, state, options);
    },
    stopping: () => {
      if (!quiet) stdout.write(state.current === 'train' ? 'stopping: finishing the step and saving\n' : 'stopping\n');
    },
    close: async () => {
      await Promise.all([flush(stdout), flush(stderr)]);
    },
  };
}

function tellEnd(
  event: RunEvent,
  state: RunState,
  { stdout, stderr, theme, errorTheme, quiet }: LinesViewOptions,
): void {
  if (event.event === 'done') stdout.write(`${quiet ? '' : '\n'}${resultText(state, theme, widthOf(stdout))}\n`);
  if (event.event === 'failed' && state.ending?.kind === 'failed')
    stderr.write(failureText(state.ending, failurePaint(errorTheme), widthOf(stderr)));
  // Not a result, and yet needed to go on.
  const { ending } = state;
  if (quiet && (event.event === 'stopped' || event.event === 'killed') && isStop(ending)) {
    const { said, lead, command } = stopText(ending, state);
    stderr.write(`${said}; ${lead}${command === '' ? '' : ` \`${command}\``}\n`);
  }
}

function isStop(ending: Ending | undefined): ending is Stop {
  return ending?.kind === 'stopped' || ending?.kind === 'killed';
}

function resultText({ ending, report, run }: RunState, { paint, glyphs }: Theme, width: number): string {
  if (ending?.kind !== 'done') return '';
  const table = resultLines(ending.metrics, report, width, glyphs);
  const tones = { head: 'faint', overall: 'strong', defect: 'plain', gap: 'plain' } as const;
  return [
    ...table.map(({ kind, text }) => paint(text, tones[kind])),
    '',
    ...doubtLines(ending.metrics).map((line) => paint(line, 'alert')),
    ...keptLines(ending.metrics),
    ...thresholdLines(ending.metrics),
    `report ${shellWord(`${run}/report.html`)}`,
  ].join('\n');
}
