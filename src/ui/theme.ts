// The characters and colours of all views: with or without Unicode, with or without colour.
import picocolors from 'picocolors';
import type { FailurePaint } from './text/failure-text.ts';

export interface Glyphs {
  readonly done: string;
  readonly waiting: string;
  readonly failed: string;
  readonly stopped: string;
  readonly spinner: readonly string[];
  readonly barDone: string;
  /** Half a character's width of it. */
  readonly barHalf: string;
  readonly barLeft: string;
  /** Of sparklines, lowest first. */
  readonly levels: readonly string[];
  readonly ellipsis: string;
  readonly separator: string;
  /** For a figure that is not defined. */
  readonly undefinedMark: string;
}

const unicodeGlyphs: Glyphs = {
  done: '✓',
  waiting: '·',
  failed: '✗',
  stopped: '■',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
  barDone: '━',
  barHalf: '╸',
  barLeft: '─',
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  ellipsis: '…',
  separator: ' · ',
  undefinedMark: '–',
};

const asciiGlyphs: Glyphs = {
  done: '+',
  waiting: '.',
  failed: 'x',
  stopped: '!',
  spinner: ['|', '/', '-', '\\'],
  barDone: '#',
  barHalf: '#',
  barLeft: '-',
  levels: ['_', '.', ',', '-', '~', '=', '*', '#'],
  ellipsis: '...',
  separator: ', ',
  undefinedMark: '-',
};

export type Tone = 'plain' | 'strong' | 'faint' | 'accent' | 'soft' | 'good' | 'alert' | 'bad';
export type Paint = (text: string, tone: Tone) => string;

export interface Theme {
  readonly paint: Paint;
  readonly glyphs: Glyphs;
}

export function createTheme({ colour, unicode }: { readonly colour: boolean; readonly unicode: boolean }): Theme {
  return { paint: createPaint(colour), glyphs: unicode ? unicodeGlyphs : asciiGlyphs };
}

function createPaint(colour: boolean): Paint {
  const { bold, dim, cyan, green, yellow, red } = picocolors.createColors(colour);
  const tones = {
    plain: (text: string) => text,
    strong: bold,
    faint: dim,
    accent: cyan,
    soft: (text: string) => dim(cyan(text)),
    good: green,
    alert: yellow,
    bad: red,
  };
  return (text, tone) => (text === '' ? '' : tones[tone](text));
}

/** As failures are painted. */
export function failurePaint({ paint }: Theme): FailurePaint {
  return { error: (text) => paint(text, 'bad'), bold: (text) => paint(text, 'strong') };
}

/** False on the Linux console and where the locale names another character set than UTF-8. */
export function supportsUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  // The first that is set decides, as in POSIX; none set says nothing about the terminal.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return env.TERM !== 'linux' && (locale === '' || /utf-?8/i.test(locale));
}
