// The edge where text leaves for a terminal or a log. File names, settings and pipelines may be a stranger's: what is
// written here moves no cursor, sets no title and gives GitHub no command, whoever made the text.
import { clean } from '../../api/language.ts';

const escapeCode = '\u001b';

/** The colours and weights that we paint with, and their ends. */
const paints = new RegExp(`(${escapeCode}\\[(?:0|1|2|22|31|32|33|36|39)m)`);

/** Lines that GitHub takes for a command: `::warning::…`, and `##[warning]…` anywhere. */
const commands = /^([^\S\n]*):(?=:(?!:))|#(?=#\[)/gm;

/** Lines as they are, without anything that acts; `painted`: our own colours stay. */
export function harmless(text: string, painted: boolean): string {
  const parts = painted ? text.split(paints) : [text];
  const whole = parts.map((part, i) => (i % 2 === 1 ? part : cleanLines(part))).join('');
  return whole.replaceAll(commands, (match, blanks: string | undefined) =>
    blanks === undefined ? '\\u{23}' : `${match.slice(0, -1)}\\u{3a}`,
  );
}

function cleanLines(text: string): string {
  return text.replaceAll(/[^\n\t]+/g, clean);
}
