// Text of a file as a terminal may show it, and how wide it is there.

const tab = '    ';

/** Control characters, which move the cursor or change colours, and those that turn the direction of text. */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\uFEFF]/gu;

/** Of a message: what could do harm is spelt out. */
export function clean(text: string): string {
  return text.replaceAll(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Of a text in a page, where lines and tabs mean nothing. */
export function cleanInPage(text: string): string {
  return text.replaceAll(/[^\n\t\r]+/g, clean);
}

/** Of a line of a file, where tabs are usual. */
export function shown(text: string): string {
  return clean(text.replaceAll('\t', tab));
}

/** Columns of the terminal that a part of a line takes as it is shown. */
export function width(text: string): number {
  let columns = 0;
  for (const character of shown(text)) columns += characterWidth(character.codePointAt(0) ?? 0);
  return columns;
}

// Wide characters take two columns of a terminal, combining ones none.
function characterWidth(code: number): number {
  if ((code >= 0x300 && code <= 0x36f) || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}
