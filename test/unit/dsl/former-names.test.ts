// Names of earlier releases work, and `fmt --upgrade` writes the new ones.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { convert, upgrade } from '../../../src/api/language.ts';
import { checkText } from '../../pipelines.ts';

const old = readFileSync('test/fixtures/diagnostics/deprecated.anoseg', 'utf8').replaceAll(/^\/\/!.*\n/gm, '');

test.each([
  ['old.anoseg', old],
  ['old.yaml', convert(old, 'yaml').text ?? ''],
])('what is upgraded means the same, without a warning: %s', (name, text) => {
  const before = checkText(text, {}, name);
  expect(before.diagnostics.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'deprecated'));
  const upgraded = upgrade(before.loaded.entry.parsed.file.source, before.diagnostics);
  const after = checkText(upgraded.text, {}, name);
  expect(after.diagnostics).toEqual([]);
  expect(meaning(after.model)).toEqual(meaning(before.model));
});

function meaning(model: unknown): unknown {
  return JSON.parse(
    JSON.stringify(model, (key, value: unknown) => (/span|callers|mentions|digest/i.test(key) ? undefined : value)),
  );
}
