// Outlines of the printable ASCII characters, for pictures with text on machines without fonts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// By `require`, since tests' import of this package takes another of its files.
const require = createRequire(import.meta.url);
const { parse } = require('opentype.js');

/** The content of glyphs.json: SVG path data and advance of each character, in units of one em. */
export function makeGlyphs() {
  const file = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  const font = parse(buffer.slice(byteOffset, byteOffset + byteLength));
  const glyphs = {};
  for (let code = 32; code < 127; code++) {
    const character = String.fromCharCode(code);
    const glyph = font.charToGlyph(character);
    glyphs[character] = {
      path: glyph.getPath(0, 0, 1).toPathData(4),
      advance: Math.round((glyph.advanceWidth / font.unitsPerEm) * 1e4) / 1e4,
    };
  }
  return { glyphs };
}
