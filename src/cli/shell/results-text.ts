// Figures of an evaluation as a table on standard output.
import type { RunMetrics } from '../../api/runs.ts';
import { supportsUnicode } from '../../ui/run-view.ts';
import { doubtLines, keptLines, resultLines, thresholdLines } from '../../ui/text/results.ts';
import { fold } from '../../ui/text/text.ts';
import { createTheme } from '../../ui/theme.ts';
import { widthOf } from '../../ui/view.ts';
import type { Terminal } from './terminal.ts';

/** `report`: the names of the figures, in this order. */
export function printResults(metrics: RunMetrics, report: readonly string[], terminal: Terminal): void {
  const { stdout, env, colour } = terminal;
  const { paint, glyphs } = createTheme({ colour: colour && stdout.isTTY === true, unicode: supportsUnicode(env) });
  const width = widthOf(stdout);
  const folded = (line: string) => (width === Number.POSITIVE_INFINITY ? [line] : fold(line, width));
  const tones = { head: 'faint', overall: 'strong', defect: 'plain', gap: 'plain' } as const;
  const table = resultLines(metrics, report, width, glyphs).map(({ kind, text }) => paint(text, tones[kind]));
  const doubts = doubtLines(metrics).flatMap(folded);
  const sources = [...keptLines(metrics), ...thresholdLines(metrics)];
  const notes = [...doubts.map((line) => paint(line, 'alert')), ...sources.flatMap(folded)];
  stdout.write(`${[...table, '', ...notes].join('\n')}\n`);
}
