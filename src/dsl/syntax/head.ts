import type { Span } from '../../diagnostics/source-file.ts';
import type { PipelineFile } from './ast.ts';

/** Where what a file lacks as a whole is told: its version line, else its first line. */
export function headOf({ source, version }: PipelineFile): Span {
  const line = version === undefined ? 0 : source.lineIndex(version.span.start);
  const start = source.lineStarts[line] ?? 0;
  const text = source.text.startsWith('\uFEFF') && line === 0 ? 1 : 0;
  return { source, start: start + text, end: start + text + source.line(line + 1).length };
}
