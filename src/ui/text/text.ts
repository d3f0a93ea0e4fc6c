// Text as a terminal shows it: how wide it is, cut or folded to a width, without control characters.
// Text here carries no colours yet.
import { stripVTControlCharacters } from 'node:util';

/** One line: no escape sequences, control characters, or marks that turn the direction of writing. */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '');
}

// East Asian wide and fullwidth characters by their blocks, and emoji.
const wide =
  /[\u1100-\u115F\u2329\u232A\u2E80-\u303E\u3041-\u3247\u3250-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{17000}-\u{18DF2}\u{1B000}-\u{1B2FB}\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]/u;
const combining = /^[\p{Mn}\p{Me}]$/u;

function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Columns that cleaned text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** At most `width` columns; where something is left out, `ellipsis` ends it. */
export function cutEnd(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text;
  return `${fitting(text, width - textWidth(ellipsis))}${fitting(ellipsis, width)}`;
}

/** The same from the other side: of a path, the end tells more. */
export function cutStart(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text;
  return `${fitting(ellipsis, width)}${reverse(fitting(reverse(text), width - textWidth(ellipsis)))}`;
}

function fitting(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    kept += character;
  }
  return kept;
}

const reverse = (text: string): string => [...text].reverse().join('');

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text;
}

/** Lines of at most `width` columns, broken between words; a longer word is broken anywhere. */
export function fold(text: string, width: number): readonly string[] {
  const room = Math.max(2, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((piece) => piece !== '')) {
    if (line !== '' && textWidth(line) + 1 + textWidth(word) <= room) line += ` ${word}`;
    else {
      if (line !== '') lines.push(line);
      line = word;
    }
    while (textWidth(line) > room) {
      const head = fitting(line, room);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' ? lines : [...lines, line];
}
