// The losses: name, last value, and how each went since training began.
import { Box } from 'ink';
import { valuesOf } from '../state/history.ts';
import type { LossState } from '../state/run-state.ts';
import { formatLoss } from '../text/format.ts';
import { sparkline } from '../text/sparkline.ts';
import { cutEnd, padEnd, padStart, textWidth } from '../text/text.ts';
import type { Theme } from '../theme.ts';
import { Line } from './line.tsx';

export interface LossesProps {
  readonly losses: readonly LossState[];
  /** Rows to fill, the head included; losses that do not fit are left out, the last line says how many. */
  readonly rows: number;
  readonly width: number;
  readonly theme: Theme;
}

const valueWidth = 9;
const widestTrend = 60;
const narrowestTrend = 6;

export function Losses({ losses, rows, width, theme }: LossesProps) {
  const { ellipsis, levels } = theme.glyphs;
  const longest = Math.max(4, ...losses.map(({ name }) => textWidth(name)));
  const nameWidth = Math.min(longest, Math.max(8, width - valueWidth - 4 - narrowestTrend));
  const trendWidth = Math.min(widestTrend, width - nameWidth - valueWidth - 4);
  const withTrend = trendWidth >= narrowestTrend;
  const shown = losses.length + 1 <= rows ? losses : losses.slice(0, Math.max(0, rows - 2));
  const hidden = losses.length - shown.length;
  return (
    <Box flexDirection="column">
      <Line
        spans={[
          [`${padEnd('loss', nameWidth)}  ${padStart('value', valueWidth)}${withTrend ? '  trend' : ''}`, 'faint'],
        ]}
        width={width}
        theme={theme}
      />
      {shown.map(({ name, value, history }, i) => (
        <Line
          key={i}
          spans={[
            [padEnd(cutEnd(name, nameWidth, ellipsis), nameWidth)],
            [`  ${padStart(value === undefined ? '' : formatLoss(value), valueWidth)}`, 'strong'],
            [`  ${withTrend ? sparkline(valuesOf(history), trendWidth, levels) : ''}`, 'soft'],
          ]}
          width={width}
          theme={theme}
        />
      ))}
      {hidden > 0 && <Line spans={[[`${hidden} more`, 'faint']]} width={width} theme={theme} />}
    </Box>
  );
}
