// The grammar as people read it (EBNF, railroad page) and as editors colour by it (TextMate).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';

const ebnf = readFileSync('grammar/anoseg.ebnf', 'utf8');
const page = readFileSync('grammar/index.html', 'utf8');
const require = createRequire(import.meta.url);

describe('EBNF and railroad page', () => {
  const rules = [...ebnf.matchAll(/^(\w+) +::= (.*)$/gm)].map(([, name = '', text = '']) => ({ name, text }));
  const names = new Set(rules.map(({ name }) => name));

  test('every name in a rule has a rule', () => {
    expect(names.size).toBeGreaterThan(30);
    for (const { name, text } of rules.filter((rule) => !rule.text.startsWith('/'))) {
      const used = text.replaceAll(/'[^']*'/g, '').match(/[A-Za-z]+/g) ?? [];
      for (const word of used) expect(names, `in ${name}`).toContain(word);
    }
  });

  test('every rule has a diagram, and every link a target', () => {
    const targets = new Set([...page.matchAll(/id="(\w+)"/g)].map(([, id]) => id));
    expect([...names].filter((name) => !targets.has(name))).toEqual([]);
    const links = [...page.matchAll(/href="#(\w+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !targets.has(id))).toEqual([]);
    expect(page.match(/<svg/g)).toHaveLength(page.match(/<figure>/g)?.length ?? 0);
  });

  test('the page needs no other file', () => {
    expect(page).not.toMatch(/<script|<link|src=|url\(|@import/);
  });
});

describe('TextMate grammar', () => {
  let grammar: IGrammar | null;
  beforeAll(async () => {
    // Both are CommonJS, whose names Node does not see.
    const oniguruma: typeof import('vscode-oniguruma') = require('vscode-oniguruma');
    const textmate: typeof import('vscode-textmate') = require('vscode-textmate');
    await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
    const registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: async () =>
        textmate.parseRawGrammar(readFileSync('grammar/anoseg.tmLanguage.json', 'utf8'), 'anoseg.tmLanguage.json'),
    });
    grammar = await registry.loadGrammar('source.anoseg');
  });

  /** Words with their scopes, `source.anoseg` and blanks left out. */
  function scopesOf(line: string): readonly (readonly [string, string])[] {
    const { tokens } = grammar?.tokenizeLine(line, null) ?? { tokens: [] };
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const text = line.slice(startIndex, endIndex);
      return text.trim() === '' ? [] : [[text, scopes.at(-1)?.replace(/\.anoseg$/, '') ?? ''] as const];
    });
  }

  test.each([
    [
      'anoseg 1',
      [
        ['anoseg', 'keyword.other.version'],
        ['1', 'constant.numeric'],
      ],
    ],
    ['/// Doc: 3', [['/// Doc: 3', 'comment.line.documentation']]],
    [
      'param steps = 20_000  // long',
      [
        ['param', 'keyword.declaration'],
        ['steps', 'variable.other.constant'],
        ['=', 'keyword.operator'],
        ['20_000', 'constant.numeric'],
        ['// long', 'comment.line.double-slash'],
      ],
    ],
    [
      'network generator(seen) {',
      [
        ['network', 'keyword.declaration'],
        ['generator', 'entity.name.function'],
        ['(', 'punctuation.brackets'],
        ['seen', 'variable.other'],
        [')', 'punctuation.brackets'],
        ['{', 'punctuation.brackets'],
      ],
    ],
    [
      '  e1 = seen -> conv(8, kernel: 4px) -> relu',
      [
        ['e1', 'variable.other.declaration'],
        ['=', 'keyword.operator'],
        ['seen', 'variable.other'],
        ['->', 'keyword.operator.arrow'],
        ['conv', 'entity.name.function.call'],
        ['(', 'punctuation.brackets'],
        ['8', 'constant.numeric'],
        [',', 'punctuation.separator'],
        ['kernel', 'variable.parameter'],
        [':', 'punctuation.separator'],
        ['4', 'constant.numeric'],
        ['px', 'keyword.other.unit'],
        [')', 'punctuation.brackets'],
        ['->', 'keyword.operator.arrow'],
        ['relu', 'entity.name.function.call'],
      ],
    ],
    [
      '  image = 32 x 32 in -1..1',
      [
        ['image', 'variable.other.declaration'],
        ['=', 'keyword.operator'],
        ['32', 'constant.numeric'],
        [' x ', 'keyword.operator.size'],
        ['32', 'constant.numeric'],
        ['in', 'keyword.operator.word'],
        ['-', 'keyword.operator'],
        ['1', 'constant.numeric'],
        ['..', 'keyword.operator'],
        ['1', 'constant.numeric'],
      ],
    ],
    [
      'use "a\\u{41}\\q" { b as c }',
      [
        ['use', 'keyword.declaration'],
        ['"', 'string.quoted.double'],
        ['a', 'string.quoted.double'],
        ['\\u{41}', 'constant.character.escape'],
        ['\\q', 'invalid.illegal.escape'],
        ['"', 'string.quoted.double'],
        ['{', 'punctuation.brackets'],
        ['b', 'variable.other'],
        ['as', 'keyword.declaration'],
        ['c', 'variable.other'],
        ['}', 'punctuation.brackets'],
      ],
    ],
    [
      'not maybe_not',
      [
        ['not', 'keyword.operator.word'],
        ['maybe_not', 'variable.other'],
      ],
    ],
  ])('%s', (line, expected) => {
    expect(scopesOf(line)).toEqual(expected);
  });

  test('no word of a shipped pipeline is left without a scope', () => {
    for (const name of ['mvtec-bottle', 'quickstart', 'anomalies/draem']) {
      const lines = readFileSync(`pipelines/${name}.anoseg`, 'utf8').split('\n');
      const bare = lines.flatMap((line) =>
        scopesOf(line).filter(([, scope]) => scope === 'source' || /illegal/.test(scope)),
      );
      expect(bare, name).toEqual([]);
    }
  });
});
