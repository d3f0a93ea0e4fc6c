// What runs, and where: the pipeline's name with its digest, and the run folder.
import { Box } from 'ink';
import { shortDigest } from '../format.ts';
import type { RunState } from '../run-state.ts';
import { cutStart, textWidth } from '../text.ts';
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
  const { name, run, digest } = state;
  const title: Span = [name === '' ? 'anoseg' : name, 'strong'];
  const short = shortDigest(digest);
  const room = width - textWidth(title[0]) - 2;
  const withDigest = room >= short.length ? ([title, ['  '], [short, 'faint']] satisfies Span[]) : [title];
  return (
    <Box flexDirection="column">
      <Line spans={withDigest} width={width} theme={theme} />
      {rows === 2 && (
        <Line spans={[[cutStart(run, width, theme.glyphs.ellipsis), 'faint']]} width={width} theme={theme} />
      )}
    </Box>
  );
}
