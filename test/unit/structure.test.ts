// The one-way street: which part of the program may import which, and that files form no circles.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** Part of src to the parts that it may import. Types of events and metrics are all that the screen knows. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  graph: ['diagnostics'],
  ops: ['diagnostics', 'graph'],
  dsl: ['diagnostics', 'ops'],
  compiler: ['diagnostics', 'graph', 'ops', 'dsl'],
  drawing: ['diagnostics', 'graph', 'ops', 'dsl', 'compiler'],
  metrics: ['diagnostics'],
  engine: ['diagnostics'],
  'drawn-set': ['diagnostics'],
  runtime: ['diagnostics', 'ops', 'dsl', 'compiler', 'metrics', 'engine', 'drawn-set'],
  ui: ['runtime/contract/events.ts', 'metrics/types.ts'],
  // What strangers may use, in rooms of one purpose; the command line and the language server stand on nothing else.
  api: ['diagnostics', 'graph', 'ops', 'dsl', 'compiler', 'drawing', 'metrics', 'engine', 'runtime'],
  lsp: ['api'],
  cli: ['api', 'ui', 'lsp'],
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(ts|tsx|js)$/.test(name) && !name.endsWith('.d.ts'),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

test.each(Object.keys(allowed))('src/%s imports only what it may', (part) => {
  const wrong = [...imports]
    .filter(([file]) => partOf(file) === part)
    .flatMap(([file, targets]) =>
      targets
        .filter(
          (target) =>
            partOf(target) !== part &&
            !(allowed[part] ?? []).some((able) => target === able || partOf(target) === able),
        )
        .map((target) => `${file} -> ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('every part has its rule', () => {
  expect([...new Set(files.map(partOf))].toSorted()).toEqual(Object.keys(allowed).toSorted());
});

// Gradients are written in primitives again, so primitives name each other: that circle is the subject's own.
test('files form no circles, but for the gradients of primitives', () => {
  const relevant = (file: string) => !file.startsWith('graph/');
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
    if (done.has(file) || trail.includes(file)) return;
    for (const target of (imports.get(file) ?? []).filter(relevant)) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files.filter(relevant)) visit(file, []);
  expect(circles).toEqual([]);
});

function partOf(file: string): string {
  return file.split('/')[0] ?? file;
}

// Types alone are no dependency at run time: they are left out of circles, but not of the street.
function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join('src', file), 'utf8');
  const specifiers = [...text.matchAll(/^(?:import|export)\s[^;]*?from '(\.[^']+)';/gm)].filter(
    ([statement]) => !/^(?:import|export) type /.test(statement ?? ''),
  );
  return specifiers
    .map((match) => path.posix.normalize(path.posix.join(path.posix.dirname(file), match[1] ?? '')))
    .filter((target) => !target.startsWith('..'));
}
