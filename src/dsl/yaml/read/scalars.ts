// The text of a YAML scalar as an excerpt: what the language reads, and where each character stands.
// Line breaks stay as they are, since the language does not mind them.
import type { SourceFile } from '../../../diagnostics/source-file.ts';
import type { Excerpt } from '../../syntax/excerpt.ts';

export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'block';

/** `start` and `end`: the scalar with its quotes, or with the `|` or `>` of a block. */
export function excerptOf(source: SourceFile, style: ScalarStyle, start: number, end: number): Excerpt {
  const { text } = source;
  switch (style) {
    case 'plain':
      return piece(source, start, end);
    case 'block': {
      const lineEnd = text.indexOf('\n', start) + 1;
      return piece(source, lineEnd === 0 || lineEnd > end ? end : lineEnd, end);
    }
    case 'single-quoted': {
      const inner = text.slice(start + 1, end - 1);
      return inner.includes("'") ? decoded(source, start + 1, unquoted(inner)) : piece(source, start + 1, end - 1);
    }
    case 'double-quoted': {
      const inner = text.slice(start + 1, end - 1);
      return inner.includes('\\') ? decoded(source, start + 1, unescaped(inner)) : piece(source, start + 1, end - 1);
    }
  }
}

function piece(source: SourceFile, start: number, end: number): Excerpt {
  return { source, text: source.text.slice(start, end), place: (offset) => start + offset };
}

/** Characters, each with where it begins in the inner text; the last place is the end. */
interface Decoded {
  readonly text: string;
  readonly places: readonly number[];
}

function decoded(source: SourceFile, start: number, { text, places }: Decoded): Excerpt {
  const last = places.at(-1) ?? 0;
  return { source, text, place: (offset) => start + (places[offset] ?? last) };
}

function unquoted(inner: string): Decoded {
  return decode(inner, /''/y, () => "'");
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function unescaped(inner: string): Decoded {
  return decode(inner, /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|.)/sy, (found) => {
    const code = found.slice(1);
    if (/^[xuU]./.test(code)) return characterOf(Number.parseInt(code.slice(1), 16));
    return /^\r?\n/.test(code) ? '' : (simpleEscapes[code] ?? code);
  });
}

// A code that is no character is refused by the YAML library.
function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

function decode(inner: string, escapes: RegExp, meaning: (found: string) => string): Decoded {
  let text = '';
  const places: number[] = [];
  for (let at = 0; at < inner.length; ) {
    escapes.lastIndex = at;
    const found = escapes.exec(inner)?.[0];
    const characters = found === undefined ? inner.charAt(at) : meaning(found);
    for (let i = 0; i < characters.length; i++) places.push(at);
    text += characters;
    at += found?.length ?? 1;
  }
  places.push(inner.length);
  return { text, places };
}
