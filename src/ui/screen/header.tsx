// What runs, and where: the pipeline's name with its digest, and the run folder.
import { Box } from 'ink';
import type { RunState } from '../state/run-state.ts';
import { formatCount, shortDigest } from '../text/format.ts';
import { cutEnd, cutStart, textWidth } from '../text/text.ts';
import type { Theme } from '../theme.ts';
import { Line, type Span } from './line.tsx';

export interface HeaderProps {
  readonly state: RunState;
  readonly width: number;
  readonly theme: Theme;
  /** 1 leaves out the run folder. */
  readonly rows: 1 | 2;
}

export function Header({ state, width, theme, rows }: HeaderProps) {
  const { name, run, digest, from } = state;
  const resumed = from > 0 ? `  went on at step ${formatCount(from)}` : '';
  // That a run was resumed must be seen, whatever it is called.
  const title = cutEnd(name === '' ? 'anoseg' : name, width - textWidth(resumed), theme.glyphs.ellipsis);
  const short = shortDigest(digest);
  const hasRoom = width - textWidth(title) - textWidth(resumed) - 2 >= short.length;
  const spans: readonly Span[] = [
    [title, 'strong'],
    ...(hasRoom ? [[`  ${short}`, 'faint'] as const] : []),
    [resumed, 'accent'],
  ];
  return (
    <Box flexDirection="column">
      <Line spans={spans} width={width} theme={theme} />
      {rows === 2 && (
        <Line spans={[[cutStart(run, width, theme.glyphs.ellipsis), 'faint']]} width={width} theme={theme} />
      )}
    </Box>
  );
}
