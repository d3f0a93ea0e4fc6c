// The extension for VS Code: what its package.json names is there, or is written by its build.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = 'editors/vscode';
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
const own = JSON.parse(readFileSync('package.json', 'utf8'));
const build = readFileSync(path.join(folder, 'build.mjs'), 'utf8');
const { languages, grammars } = manifest.contributes;

test('every path that it contributes exists, or comes out of the build', () => {
  const named: string[] = [
    manifest.main,
    ...languages.map(({ configuration }: { configuration: string }) => configuration),
    ...grammars.map((grammar: { path: string }) => grammar.path),
  ];
  for (const name of named) {
    const isBuilt = build.includes(`'${path.posix.normalize(name)}'`);
    expect(isBuilt || existsSync(path.join(folder, name)), name).toBe(true);
  }
});

test('its colours are those of the generated grammar', () => {
  const [, source = ''] = /copyFileSync\('([^']+)'/.exec(build) ?? [];
  const grammar = JSON.parse(readFileSync(path.join(folder, source), 'utf8'));
  expect(grammars.map(({ scopeName }: { scopeName: string }) => scopeName)).toEqual([grammar.scopeName]);
  expect(languages.flatMap(({ extensions }: { extensions: string[] }) => extensions)).toEqual(['.anoseg']);
});

test('it is of the version of AnoSeg, and built with the same tools', () => {
  expect(manifest.version).toBe(own.version);
  for (const tool of ['@types/node', 'esbuild', 'typescript'])
    expect(manifest.devDependencies[tool], tool).toBe(own.devDependencies[tool]);
});

test('the editor behaves in the language: brackets, comments, words', () => {
  const { comments, brackets, wordPattern } = JSON.parse(
    readFileSync(path.join(folder, 'language-configuration.json'), 'utf8'),
  );
  expect(comments).toEqual({ lineComment: '//' });
  expect(brackets).toContainEqual(['{', '}']);
  expect('leaky_relu(0.2)'.match(new RegExp(wordPattern, 'g'))).toEqual(['leaky_relu', '0.2']);
});
