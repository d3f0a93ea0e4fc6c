// One frame of the screen: the parts that there is room for, one below the other.
import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { RunState } from '../state/run-state.ts';
import type { Theme } from '../theme.ts';
import { type Arrangement, arrange, gutter, margin, type Size, sideColumns, textColumns } from './arrange.ts';
import { EndingPart, endingLines } from './ending.tsx';
import { Header } from './header.tsx';
import { Losses } from './losses.tsx';
import { Footer, Kept, Saved, Warnings } from './notes.tsx';
import { Progress } from './progress.tsx';
import { StageList, StageStrip } from './stages.tsx';

export interface ScreenProps {
  readonly state: RunState;
  readonly size: Size;
  /** Milliseconds, of the same origin as the events'. */
  readonly now: number;
  readonly theme: Theme;
}

export function Screen({ state, size, now, theme }: ScreenProps) {
  const width = textColumns(size);
  const arrangement = arrange(state, size, endingLines(state, width, theme).length);
  const { headerRows, gaps, endingRows, warningRows, kept, saved, footer } = arrangement;
  const part = { state, width, theme };
  return (
    <Box flexDirection="column" paddingLeft={margin} width={width + margin} rowGap={gaps ? 1 : 0} flexShrink={0}>
      {headerRows !== 0 && <Header {...part} rows={headerRows} />}
      <Body state={state} size={size} now={now} theme={theme} arrangement={arrangement} />
      {warningRows > 0 && <Warnings {...part} rows={warningRows} />}
      {endingRows > 0 && <EndingPart {...part} />}
      {(kept || saved || footer) && (
        <Box flexDirection="column">
          {kept && <Kept {...part} />}
          {saved && <Saved {...part} now={now} />}
          {footer && <Footer {...part} />}
        </Box>
      )}
    </Box>
  );
}

function Body({
  state,
  size,
  now,
  theme,
  arrangement,
}: ScreenProps & { readonly arrangement: Arrangement }): ReactNode {
  const { stages, gaps, lossRows } = arrangement;
  const width = sideColumns(size, arrangement);
  const rowGap = gaps ? 1 : 0;
  const side = (
    <Box flexDirection="column" rowGap={rowGap} width={width} flexShrink={0}>
      <Progress state={state} now={now} width={width} theme={theme} />
      {lossRows > 0 && <Losses losses={state.losses} rows={lossRows} width={width} theme={theme} />}
    </Box>
  );
  if (stages === 'none') return side;
  if (stages === 'strip') {
    return (
      <Box flexDirection="column" rowGap={rowGap}>
        <StageStrip state={state} now={now} width={width} theme={theme} />
        {side}
      </Box>
    );
  }
  return (
    <Box flexDirection={stages === 'beside' ? 'row' : 'column'} columnGap={gutter} rowGap={rowGap}>
      <StageList state={state} now={now} theme={theme} />
      {side}
    </Box>
  );
}
