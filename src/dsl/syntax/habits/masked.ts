// A text without its comments and the insides of its strings, as long as before: what looks like a sign in it is one.
// Strings and comments of other languages are found on the way.
import { quoted } from '../quoted.ts';
import { nameOf } from '../strange-characters.ts';
import type { Edit, Habit } from './habit.ts';

export interface Masked {
  readonly text: string;
  readonly habits: readonly Habit[];
}

interface Found {
  readonly end: number;
  /** In the place of what is masked; blanks where absent. */
  readonly mask?: string;
  readonly habit?: Habit;
}

const closing: Readonly<Record<string, string>> = {
  "'": "'",
  '`': '`',
  '‘': '’',
  '“': '”',
  '”': '”',
  '„': '“',
  '«': '»',
};

export function maskedText(text: string): Masked {
  const habits: Habit[] = [];
  let masked = '';
  let from = 0;
  const starts = /["'`‘“”„«#]|\/[/*]/g;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const found = foundAt(text, match.index, match[0]);
    if (found === undefined) continue;
    const { end, mask, habit } = found;
    const start = habit ? Math.min(match.index, habit.start) : match.index;
    masked += text.slice(from, start) + (mask ?? blanksFor(text.slice(start, end))).padEnd(end - start);
    if (habit) habits.push(habit);
    from = end;
    starts.lastIndex = end;
  }
  return { text: masked + text.slice(from), habits };
}

function foundAt(text: string, at: number, sign: string): Found | undefined {
  if (sign === '//') return wholeDivision(text, at) ?? { end: lineEnd(text, at) };
  if (sign === '/*') return blockComment(text, at);
  if (sign === '#') return hashComment(text, at);
  const triple = sign.repeat(3);
  if ((sign === '"' || sign === "'") && text.startsWith(triple, at)) return docString(text, at, triple);
  if (sign === '"') return plainString(text, at);
  return foreignString(text, at, sign);
}

// `conv(size // 4)`: a comment inside brackets that close behind it on the same line.
function wholeDivision(text: string, at: number): Found | undefined {
  const line = text.slice(Math.max(0, text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)), at);
  const open = (line.match(/[([]/g)?.length ?? 0) - (line.match(/[)\]]/g)?.length ?? 0);
  if (open <= 0 || !/[\w)][ \t]*$/.test(line)) return undefined;
  if (!/^\/\/[ \t]*[\w.]+[ \t]*[,)\]]/.test(text.slice(at, at + 200))) return undefined;
  const hint = '`//` begins a comment: a division is written `/`';
  const fix = { start: at, end: at + 2, text: '/' };
  return {
    end: at + 2,
    mask: '/',
    habit: { start: at, end: at + 2, message: 'the bracket is closed behind a comment', hint, fix },
  };
}

function blockComment(text: string, at: number): Found {
  const close = text.indexOf('*/', at + 2);
  const end = close < 0 ? text.length : close + 2;
  const written = text.slice(at + 2, close < 0 ? end : close).split(/\r\n|\r|\n/);
  const lines = written.map((line, i) => (i === 0 ? line : line.replace(/^\s*\*? ?/, '')).trim());
  const said = lines.filter((line) => line !== '').map((line) => `// ${line}`);
  const endsLine = /^[ \t]*(?:[\r\n]|$)/.test(text.slice(end, end + 200));
  const fix = endsLine ? { start: at, end, text: said.join('\n') } : undefined;
  return {
    end,
    habit: comment({ start: at, end: at + 2 }, { start: at, end, text: blanksFor(text.slice(at, end)) }, fix),
  };
}

function hashComment(text: string, at: number): Found | undefined {
  if (/^#\s*include\b/.test(text.slice(at, at + 20))) return undefined;
  const end = lineEnd(text, at);
  const signs = /^#+!?/.exec(text.slice(at, at + 20))?.[0].length ?? 1;
  const fix = { start: at, end: at + signs, text: '//' };
  return { end, habit: comment({ start: at, end: at + signs }, { start: at, end, text: '' }, fix, '#') };
}

function docString(text: string, at: number, sign: string): Found | undefined {
  const close = text.indexOf(sign, at + 3);
  if (close < 0) return undefined;
  const end = close + 3;
  return {
    end,
    habit: comment({ start: at, end: at + 3 }, { start: at, end, text: blanksFor(text.slice(at, end)) }, undefined),
  };
}

function comment(told: Pick<Edit, 'start' | 'end'>, read: Edit, fix: Edit | undefined, character?: string): Habit {
  const hint = 'a comment begins with `//`';
  const more = { ...(fix ? { fix } : {}), ...(character === undefined ? {} : { character }) };
  return { ...told, message: 'this is no comment of the language', hint, read, ...more };
}

function plainString(text: string, at: number): Found {
  const image = /^"(?:[^"\\\r\n]|\\.)*"?/.exec(text.slice(at, lineEnd(text, at)))?.[0] ?? '"';
  const end = at + image.length;
  const mask = `"${'_'.repeat(Math.max(0, image.length - 2))}${image.length > 1 ? '"' : ''}`;
  const prefix = prefixBefore(text, at);
  if (prefix === '') return { end, mask };
  const start = at - prefix.length;
  const isFormat = /f/i.test(prefix) && /\{.*\}/.test(image);
  const hint = isFormat ? 'a string holds no values: what it says stands in it' : `write ${shortened(image)}`;
  const fix = { start, end, text: image };
  const message = `a string has no \`${prefix}\` in front of it`;
  const habit = { start, end, message, hint, ...(isFormat ? { read: fix } : { fix }) };
  return { end, mask: `${'_'.repeat(prefix.length)}${mask}`, habit };
}

function foreignString(text: string, at: number, sign: string): Found | undefined {
  const close = closing[sign] ?? sign;
  const line = text.slice(at + 1, lineEnd(text, at));
  const length = [...line].length > 2000 ? -1 : endOfString(line, close, sign);
  if (length < 0) return undefined;
  const end = at + 1 + length + 1;
  const prefix = prefixBefore(text, at);
  const start = at - prefix.length;
  // What is escaped there is mostly escaped alike here.
  const inner = line.slice(0, length).replaceAll(/\\(['`])/g, '$1');
  const instead = inner.includes('\\') ? `"${inner.replaceAll(/(?<!\\)"/g, '\\"')}"` : quoted(inner);
  const mask = `"${'_'.repeat(end - start - 2)}"`;
  const isPlain = sign < '\u007f';
  const hint = `${isPlain ? 'a string stands in double quotes' : nameOf(sign)}: write \`${shortened(instead)}\``;
  return { end, mask, habit: { start, end, message: '', hint, character: sign, fix: { start, end, text: instead } } };
}

function endOfString(line: string, close: string, sign: string): number {
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '\\' && sign < '\u007f') i++;
    else if (line[i] === close || (line[i] === '"' && sign > '\u007f')) return i;
  }
  return -1;
}

// `f"…"`: letters that stand directly in front of the quote and are no name of their own.
function prefixBefore(text: string, at: number): string {
  return /(?<![\w])[fFrRbBuU]{1,2}$/.exec(text.slice(Math.max(0, at - 3), at))?.[0] ?? '';
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}

function blanksFor(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ');
}
