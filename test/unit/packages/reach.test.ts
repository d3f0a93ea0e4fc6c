// No text behind `npm:` makes a file be read that is no pipeline file, or package.json, of that package.
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../../../src/compiler/check.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { block, laidOut, manifest, reader } from './laid-out.ts';

const syntax = createSyntax();

// What names, paths and systems treat as special, and what lies around the package.
const pieces = fc.oneof(
  fc.constantFrom(
    ...['@lab', 'blocks', 'plain', 'unet', 'unet.anoseg', 'secret', 'secret.anoseg', 'package.json', 'node_modules'],
    ...['.', '..', '...', '', '~', '/', '//', '\\', '\\\\', '%2e%2e', '%2F', '\u2024\u2024', '\uff0f', '\0', ':', 'C:'],
    ...[
      '@',
      '@lab/blocks',
      '@1.2.0',
      'file:',
      'npm:',
      'std:',
      'https://',
      '__proto__',
      'constructor',
      '*',
      ' ',
      '\u202e',
    ],
  ),
  fc.string({ maxLength: 4 }),
);
const written = fc
  .tuple(fc.array(pieces, { maxLength: 8 }), fc.constantFrom('/', '', '\\'))
  .map(([parts, between]) => `npm:${parts.join(between)}`);

/** The pipeline in memory; notes what is read beside it. */
function readBy(use: string, folder: string, everything: boolean): readonly string[] {
  const read: string[] = [];
  const text = `anoseg 1\nuse ${JSON.stringify(use)} { a }\n`;
  const anything = (file: string) => (file.endsWith('package.json') ? manifest('x') : block('a'));
  check(new SourceFile('p.anoseg', text, path.join(folder, 'work/p.anoseg')), {
    ...{ syntax, overrides: new Map(), name: 'reach' },
    reader: {
      ...reader,
      realPath: (file) =>
        everything ? (file.endsWith('anoseg.json') ? undefined : path.resolve(file)) : reader.realPath(file),
      entries: () => [],
      read: (file) => {
        read.push(path.relative(folder, path.resolve(file)));
        return everything ? anything(file) : reader.read(file);
      },
    },
  });
  return read;
}

const inside =
  /^(?:work\/)?node_modules\/(?:@[a-z0-9~-][^/]*\/)?[a-z0-9~-][^/]*\/(?:.*\.(?:anoseg|ya?ml)|package\.json)$/u;

test('where every file is there', () => {
  fc.assert(
    fc.property(written, (use) => {
      for (const file of readBy(use, '/anoseg-reach', true)) {
        expect(file).toMatch(inside);
        expect(file.replace(/^(?:work\/)?node_modules\//, '')).not.toMatch(/(?:^|\/)(?:\.\.|node_modules)(?:\/|$)/);
      }
    }),
    { numRuns: 3000 },
  );
});

test('on a disk, with links around', () => {
  const folder = laidOut({
    'work/secret.anoseg': block('a'),
    'secret.anoseg': block('a'),
    'package.json': manifest('around'),
    'node_modules/secret.anoseg': block('a'),
    'node_modules/@lab/blocks/package.json': manifest('@lab/blocks'),
    'node_modules/@lab/blocks/unet.anoseg': block('a'),
    'node_modules/@lab/blocks/secret.anoseg': '->../../../secret.anoseg',
    'node_modules/@lab/blocks/plain': '->../../../work',
    'node_modules/plain/package.json': manifest('plain'),
    'node_modules/plain/unet.anoseg': block('a'),
    'node_modules/plain/blocks': '->/',
  });
  const may = ['@lab/blocks', 'plain'].flatMap((name) =>
    ['package.json', 'unet.anoseg'].map((file) => `node_modules/${name}/${file}`),
  );
  let found = 0;
  fc.assert(
    fc.property(written, (use) => {
      const read = readBy(use, folder, false);
      found += read.length;
      for (const file of read) expect(may).toContain(file);
    }),
    { numRuns: 3000 },
  );
  expect(found).toBeGreaterThan(0);
});
