// What scripts/grammar.js writes is what lies in the repository, and the reference knows each operation in full.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles } from '../../../scripts/grammar.js';
import { operations } from '../../../src/ops/table.ts';

const generated: Readonly<Record<string, string>> = await generatedFiles();

test.each(Object.keys(generated))('%s is current: run `npm run grammar` if it is not', (name) => {
  expect(readFileSync(name, 'utf8')).toBe(generated[name]);
});

test('the page has each operation with its source, an example, and what it is checked against', () => {
  const parts = (generated['docs/operations.md'] ?? '').split('\n### ');
  for (const { kind, name, provenance, example, parameters } of operations) {
    const part = parts.find((text) => text.startsWith(`<a id="${kind}-${name}">`)) ?? '';
    expect(part, `${kind} ${name}`).toContain(`\`\`\`anoseg\n${example}\n\`\`\``);
    expect(part, `${kind} ${name}`).toContain(`Source: ${provenance}.`);
    for (const [parameter, { doc }] of Object.entries(parameters)) {
      expect(part).toContain(`| \`${parameter}\` |`);
      expect(part).toContain(doc.replaceAll('|', '\\|'));
    }
    // The tests of the others are named above them.
    const hasCase = !['source', 'threshold', 'cleaning', 'metric', 'keep', 'start'].includes(kind);
    if (hasCase) expect(part, `${kind} ${name}`).toMatch(/Checked against: \S/);
  }
});

test('each augmentation and shape has its picture, and all of them are small', () => {
  const wanted = operations
    .filter(({ kind }) => kind === 'augmentation' || kind === 'shape')
    .map(({ kind, name }) => `${kind}-${name}.webp`);
  const found = readdirSync('docs/pictures');
  expect(found.toSorted()).toEqual(wanted.toSorted());
  expect(found.reduce((sum, name) => sum + statSync(`docs/pictures/${name}`).size, 0)).toBeLessThan(1_500_000);
});
