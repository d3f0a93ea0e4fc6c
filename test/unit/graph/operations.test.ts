// The lists of TensorFlow operations agree: what primitives and sources name, what operations.json declares, and what a
// stranger's model may hold.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emittedOperations } from '../../../src/graph/legality/emitted-operations.ts';
import table from '../../../src/graph/legality/operations.json' with { type: 'json' };

const declared: ReadonlySet<string> = new Set(Object.keys(table));
const hint = 'run `node scripts/tensorflow-operations.js`, which reads it from the installed engine';

const sources = ['src/graph', 'src/ops', 'src/compiler'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8')),
);

test('every operation that the sources name is in operations.json', () => {
  const named = new Set(sources.flatMap((text) => [...text.matchAll(/\bop: '([A-Z]\w+)'/g)].map(([, op]) => op ?? '')));
  expect(named.size).toBeGreaterThan(50);
  expect(
    [...named].filter((op) => !declared.has(op)),
    hint,
  ).toEqual([]);
});

test('a finished model may hold what is declared, but for the updates of training', () => {
  const allowed = emittedOperations();
  expect(
    [...allowed].filter((op) => !declared.has(op)),
    hint,
  ).toEqual([]);
  const others = [...declared].filter((op) => !allowed.has(op) && !/^ResourceApply/.test(op));
  // Named where filters are looked at; products of matrices are emitted as BatchMatMulV2.
  expect(others).toEqual(['MatMul']);
});
