// Every code of the catalogue on a bad file: exactly these findings, at these places, in these words.
import { expect, test } from 'vitest';
import { type Code, catalogue } from '../../../src/diagnostics/catalogue.ts';
import { renderDiagnostic } from '../../../src/diagnostics/render-human.ts';
import { checkFixture, fixtureFolder, listFixtures, placeOf } from './fixture.ts';

const fixtures = listFixtures();

test.each(fixtures)('$name', async (fixture) => {
  const { diagnostics } = checkFixture(fixture);
  expect(diagnostics.map((diagnostic) => placeOf(diagnostic, fixture))).toEqual(fixture.expected);
  const text = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic)).join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`${fixtureFolder}/${fixture.name}.txt`);
});

/** Tested where the command line, a limit or the bytes of a file make them: see the tests named. */
const elsewhere: readonly Code[] = [
  'library-only', // test/slow/usage.test.ts
  'not-text', // test/slow/usage.test.ts
  'too-many', // many-findings.test.ts
];

test('every code has a fixture, but for those that need data', () => {
  const shown = new Set(fixtures.flatMap(({ expected }) => expected.map((line) => line.split(' ')[0])));
  const missing = Object.entries(catalogue).flatMap(([code, entry]) =>
    entry.needsData === true || shown.has(code) || elsewhere.some((other) => other === code) ? [] : [code],
  );
  expect(missing).toEqual([]);
});

test('fixtures are named after what they show', () => {
  const codes = Object.keys(catalogue).toSorted((a, b) => b.length - a.length);
  for (const { name, expected } of fixtures) {
    const code = codes.find((known) => name === known || name.startsWith(`${known}-`));
    const isShown = expected.some((line) => line.split(' ')[0] === code);
    if (!isShown) expect(`${name}: ${expected.join(', ')}`).toBe(`${name}: … ${code}`);
  }
});
