// Short texts as outlines: machines without fonts draw them too. The outlines of the printable ASCII
// characters are made from DejaVu Sans when the project is built (scripts/glyphs.js).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Outlines by character, in units of one em; SVG path data. */
export interface Lettering {
  readonly glyphs: Readonly<Record<string, { readonly path: string; readonly advance: number }>>;
}

/** What the build left beside the bundled program. */
export function readLettering(): Lettering {
  return JSON.parse(readFileSync(fileURLToPath(new URL('./glyphs.json', import.meta.url)), 'utf8'));
}

/** The text as an SVG path, its left end on the baseline at (x, y); characters without outline are `?`. */
export function textPath({ glyphs }: Lettering, text: string, x: number, y: number, size: number): string {
  let at = x;
  const parts = [...text].map((character) => {
    const glyph = glyphs[character] ?? glyphs['?'];
    const place = at;
    at += (glyph?.advance ?? 0) * size;
    return glyph ? `<path d="${glyph.path}" transform="translate(${place.toFixed(2)} ${y}) scale(${size})"/>` : '';
  });
  return parts.join('');
}

/** In pixels at a size. */
function textWidth({ glyphs }: Lettering, text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + ((glyphs[character] ?? glyphs['?'])?.advance ?? 0) * size, 0);
}

/** The text, cut off with `...` where it is wider. */
export function fitText(lettering: Lettering, text: string, width: number, size: number): string {
  if (textWidth(lettering, text, size) <= width) return text;
  for (let length = text.length - 1; length > 0; length--) {
    const cut = `${text.slice(0, length)}...`;
    if (textWidth(lettering, cut, size) <= width) return cut;
  }
  return '';
}
