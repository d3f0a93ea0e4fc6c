// One line of coloured text. Ink keeps every text that it has ever measured, for ever; a view that counts
// for days must not hand it new ones. So it measures spaces, and the text takes their place afterwards.
import { Text, Transform } from 'ink';
import { cutEnd, textWidth } from '../text/text.ts';
import type { Theme, Tone } from '../theme.ts';

export type Span = readonly [text: string, tone?: Tone];

export interface LineProps {
  readonly spans: readonly Span[];
  /** Columns; what is longer is cut. */
  readonly width: number;
  readonly theme: Theme;
}

export function Line({ spans, width, theme }: LineProps) {
  const painted = paintSpans(spans, width, theme);
  return (
    <Transform transform={() => painted}>
      <Text>{' '.repeat(Math.max(1, width))}</Text>
    </Transform>
  );
}

function paintSpans(spans: readonly Span[], width: number, { paint, glyphs }: Theme): string {
  let room = width;
  let painted = '';
  for (const [text, tone = 'plain'] of spans) {
    const shown = cutEnd(text, room, glyphs.ellipsis);
    painted += paint(shown, tone);
    if (shown !== text) break;
    room -= textWidth(shown);
  }
  return painted;
}
