// Characters that look like others or like nothing: blanks of web pages and other keyboards, marks that cannot be seen,
// full-width signs. People see no fault in the line, so these are named by code point, with what is meant.

/** Blanks and marks that cannot be told from a blank or from nothing. */
const unseen = /[\p{Zs}\p{Zl}\p{Zp}\p{Cf}\p{Cc}\u115f\u1160\u2800\u3164\uffa0]/u;
const atEnds = new RegExp(`^(?:(?![ \\t\\r\\n])${unseen.source})+|(?:(?![ \\t\\r\\n])${unseen.source})+$`, 'u');
const anywhere = new RegExp(`(?:(?![ \\t\\r\\n])${unseen.source})+`, 'u');

const names: Readonly<Record<string, string>> = {
  '\u00a0': 'a no-break space',
  '\u00ad': 'a soft hyphen',
  '\u2002': 'an en space',
  '\u2003': 'an em space',
  '\u2007': 'a figure space',
  '\u2009': 'a thin space',
  '\u200b': 'a zero-width space',
  '\u200c': 'a zero-width non-joiner',
  '\u200d': 'a zero-width joiner',
  '\u2028': 'a line separator',
  '\u202f': 'a narrow no-break space',
  '\u2060': 'a word joiner',
  '\u3000': 'an ideographic space',
  '\ufeff': 'a byte-order mark',
};

export interface StrangeText {
  /** `U+00A0, a no-break space`. */
  readonly name: string;
  /** What stands there in a plain text: a blank, nothing, or the plain sign. */
  readonly meant: string;
}

/** What a text begins with, where that is such a character; undefined for other texts. */
export function strangeText(text: string): StrangeText | undefined {
  const character = String.fromCodePoint(text.codePointAt(0) ?? 0x20);
  if (character <= '~') return undefined;
  const plain = character.normalize('NFKC');
  if (unseen.test(character)) return { name: nameOf(character), meant: /\p{Z}/u.test(character) ? ' ' : '' };
  return plain !== character && /^[!-~]$/.test(plain) ? { name: nameOf(character), meant: plain } : undefined;
}

/** Where a text begins or ends with what cannot be seen; `within`: anywhere in it. */
export function findUnseen(
  text: string,
  within: boolean,
): { readonly at: number; readonly length: number } | undefined {
  const found = (within ? anywhere : atEnds).exec(text);
  return found === null ? undefined : { at: found.index, length: found[0].length };
}

/** `U+201C`, with its name where few know it by sight. */
export function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const name = Object.hasOwn(names, character) ? names[character] : undefined;
  return `U+${code}${name === undefined ? '' : `, ${name}`}`;
}
