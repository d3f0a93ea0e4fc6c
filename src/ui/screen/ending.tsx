// How a run ended: the table of its figures, how to go on after a stop, or what failed and what helps.
import { Box } from 'ink';
import type { Ending, RunState } from '../state/run-state.ts';
import { stopText } from '../state/stop-text.ts';
import { shellWord } from '../text/format.ts';
import { doubtLines, keptLines, type ResultLine, resultLines, thresholdLines } from '../text/results.ts';
import { fold } from '../text/text.ts';
import type { Theme, Tone } from '../theme.ts';
import { Line, type Span } from './line.tsx';

export interface EndingProps {
  readonly state: RunState;
  readonly width: number;
  readonly theme: Theme;
}

export function EndingPart({ state, width, theme }: EndingProps) {
  return (
    <Box flexDirection="column">
      {endingLines(state, width, theme).map((spans, i) => (
        <Line key={i} spans={spans} width={width} theme={theme} />
      ))}
    </Box>
  );
}

/** Its lines: `arrange` counts them. None while the run goes on. */
export function endingLines(state: RunState, width: number, theme: Theme): readonly (readonly Span[])[] {
  const { ending } = state;
  return ending === undefined ? [] : linesOf(ending, state, width, theme);
}

function linesOf(ending: Ending, state: RunState, width: number, { glyphs }: Theme): readonly (readonly Span[])[] {
  switch (ending.kind) {
    case 'done': {
      const report = `report ${shellWord(`${state.run}/report.html`)}`;
      return [
        ...resultLines(ending.metrics, state.report, width, glyphs).map(tableSpans),
        [],
        ...doubtLines(ending.metrics).flatMap((line) => folded(line, width, 'alert')),
        ...[...keptLines(ending.metrics), ...thresholdLines(ending.metrics), report].flatMap((line) =>
          folded(line, width, 'plain'),
        ),
      ];
    }
    case 'stopped':
    case 'killed': {
      const { said, lead, command } = stopText(ending, state);
      return [
        ...folded(`${glyphs.stopped} ${said}`, width, 'alert'),
        ...folded(lead, width, 'faint'),
        ...folded(command, width - 2, 'strong').map((spans) => [['  '] as const, ...spans]),
      ];
    }
    case 'failed':
      return [
        ...folded(`${glyphs.failed} ${ending.message}`, width, 'bad'),
        ...(ending.hint === '' ? [] : folded(`help: ${ending.hint}`, width, 'plain')),
      ];
  }
}

const tableTone: Readonly<Record<ResultLine['kind'], Tone>> = {
  head: 'faint',
  overall: 'strong',
  defect: 'plain',
  gap: 'plain',
};

const tableSpans = ({ kind, text }: ResultLine): readonly Span[] => [[text, tableTone[kind]]];

function folded(text: string, width: number, tone: Tone): readonly (readonly Span[])[] {
  return fold(text, width).map((line) => [[line, tone]]);
}
