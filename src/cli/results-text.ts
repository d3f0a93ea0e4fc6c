// Figures of an evaluation as a table on standard output.
import type { RunMetrics } from '../runtime/events.ts';
import { resultLines, thresholdLines } from '../ui/results.ts';
import { supportsUnicode } from '../ui/run-view.ts';
import { createTheme } from '../ui/theme.ts';
import type { Terminal } from './terminal.ts';

/** `report`: the names of the figures, in this order. */
export function printResults(metrics: RunMetrics, report: readonly string[], terminal: Terminal): void {
  const { stdout, env, colour } = terminal;
  const { paint, glyphs } = createTheme({ colour: colour && stdout.isTTY === true, unicode: supportsUnicode(env) });
  const width = stdout.isTTY === true && stdout.columns ? stdout.columns : Number.POSITIVE_INFINITY;
  const tones = { head: 'faint', overall: 'strong', defect: 'plain', gap: 'plain' } as const;
  const table = resultLines(metrics, report, width, glyphs).map(({ kind, text }) => paint(text, tones[kind]));
  stdout.write(`${[...table, '', ...thresholdLines(metrics)].join('\n')}\n`);
}
