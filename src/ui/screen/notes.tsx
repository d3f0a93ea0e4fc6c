// What stands at the bottom: warnings, the last save, and what Ctrl-C does.
import { Box } from 'ink';
import { keepTexts } from '../state/keep-text.ts';
import type { RunState } from '../state/run-state.ts';
import { formatClock, formatCount } from '../text/format.ts';
import { textWidth } from '../text/text.ts';
import type { Theme } from '../theme.ts';
import { Line } from './line.tsx';

export interface NotesProps {
  readonly state: RunState;
  readonly width: number;
  readonly theme: Theme;
}

/** The last warnings, and how many there were before. */
export function Warnings({ state, rows, width, theme }: NotesProps & { readonly rows: number }) {
  const { warnings, warningCount } = state;
  const shown = warningCount <= rows ? warnings : warnings.slice(-Math.max(1, rows - 1));
  const hidden = warningCount - shown.length;
  return (
    <Box flexDirection="column">
      {shown.slice(-rows).map((message, i) => (
        <Line key={i} spans={[['warning: ', 'alert'], [message]]} width={width} theme={theme} />
      ))}
      {hidden > 0 && rows > 1 && <Line spans={[[`and ${hidden} earlier`, 'faint']]} width={width} theme={theme} />}
    </Box>
  );
}

export function Saved({ state: { checkpoint, current }, now, width, theme }: NotesProps & { readonly now: number }) {
  if (checkpoint === undefined) return null;
  const ago = current === undefined ? '' : `, ${formatClock(now - checkpoint.time)} ago`;
  return (
    <Line spans={[[`saved at step ${formatCount(checkpoint.step)}${ago}`, 'faint']]} width={width} theme={theme} />
  );
}

export function Kept({ state: { keep }, width, theme }: NotesProps) {
  if (keep === undefined) return null;
  const choices = keepTexts(keep);
  const text = choices.find((choice) => textWidth(choice) <= width) ?? choices.at(-1) ?? '';
  return <Line spans={[[text, 'plain']]} width={width} theme={theme} />;
}

export function Footer({ state, width, theme }: NotesProps) {
  const choices = state.stopping ? stoppingTexts(state, theme.glyphs.ellipsis) : stopTexts(state);
  const text = choices.find((choice) => textWidth(choice) <= width) ?? choices.at(-1) ?? '';
  return <Line spans={[[text, state.stopping ? 'alert' : 'faint']]} width={width} theme={theme} />;
}

// The longest first. There are steps to finish in one stage only.
function stopTexts({ current }: RunState): readonly string[] {
  return current === 'train'
    ? [
        'q or Ctrl-C finishes the step, saves and stops, Ctrl-Z pauses',
        'q or Ctrl-C finishes the step, saves and stops',
        'q or Ctrl-C saves and stops',
      ]
    : ['q or Ctrl-C stops, Ctrl-Z pauses', 'q or Ctrl-C stops'];
}

function stoppingTexts({ current }: RunState, ellipsis: string): readonly string[] {
  const doing = current === 'train' ? `finishing the step and saving ${ellipsis}` : `stopping ${ellipsis}`;
  return [`${doing} Ctrl-C again ends at once`, doing, `stopping ${ellipsis}`];
}
