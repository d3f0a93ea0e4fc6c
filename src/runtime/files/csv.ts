// Tables as comma-separated values (RFC 4180), for spreadsheets and scripts. A name may be a stranger's: in a
// spreadsheet it is no formula, and in a terminal it moves no cursor.

export type Cell = string | number | null | undefined;

/** One line for the head and each row; nothing stands for null and undefined. */
export function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((cells) => `${cells.map(textOf).join(',')}\n`).join('');
}

/** What a spreadsheet would compute instead of showing. */
const formula = /^'*[=+\-@\t\r]/;
/** What acts in a terminal, or begins a line that a reader of logs takes for its own; tabs stay, within quotes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are its subject
const control = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;

// A number is written as it is; a text that begins like a formula after an apostrophe, as spreadsheets have it.
function textOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const plain = (cell ?? '').replaceAll(control, spelt);
  const text = formula.test(plain) ? `'${plain}` : plain;
  return /[",\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function spelt(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`;
}

// The same way back. A number's minus is no formula of ours: it has no apostrophe.
function meaning(text: string): string {
  const plain = formula.test(text) ? text.replace(/^'/, '') : text;
  return plain.replaceAll(/\\u\{([01]?[0-9a-f]|7f|[89][0-9a-f])\}/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Rows of such a text, the head first. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A quoted cell, whatever stands behind its quotes, or one without; then what ends it. There is always one, so that no
  // character is looked at again.
  for (const [, quoted, plain = '', end = ''] of text.matchAll(
    /(?:"([^"]*(?:""[^"]*)*)(?:"|$)[^,\n\r]*|([^,\n\r]*))(,|\r\n?|\n|$)/gy,
  )) {
    if (row.length === 0 && plain === '' && quoted === undefined && end === '') break;
    row.push(meaning(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}
