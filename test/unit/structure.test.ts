// The one-way street: which room of the program may import which, types included, and that files form no circles.
import path from 'node:path';
import { expect, test } from 'vitest';
import { circlesOf, importedNames, importsBelow } from '../imports.ts';

const graph = ['diagnostics', 'graph/ir', 'graph/primitives', 'graph/rules'];
const forOperations = [...graph, 'ops/core'];

/**
 * Room of src to the rooms that it may import beside itself, with all that is in them. A file belongs to the longest name
 * that it lies below. Types of events and metrics are all that the screen knows.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],

  'graph/ir': ['diagnostics'],
  'graph/rules': graph,
  'graph/primitives': graph,
  'graph/analysis': graph,
  'graph/legality': graph,
  // The declarations of operations, beside the kernels that there are for them.
  'graph/placement': [...graph, 'graph/legality/operations.json'],
  'graph/protobuf': ['diagnostics', 'graph/ir', 'graph/legality'],

  'ops/core': ['diagnostics', 'graph/ir', 'graph/rules'],
  'ops/parts': forOperations,
  'ops/pixels': forOperations,
  'ops/patches': [...forOperations, 'ops/pixels'],
  'ops/layers': [...forOperations, 'ops/parts'],
  'ops/losses': [...forOperations, 'ops/parts'],
  'ops/adversarial': [...forOperations, 'ops/parts'],
  'ops/optimizers': [...forOperations, 'ops/parts'],
  'ops/schedules': [...forOperations, 'ops/parts'],
  'ops/scores': forOperations,
  'ops/augmentations': [...forOperations, 'ops/pixels', 'ops/patches'],
  'ops/shapes': [...forOperations, 'ops/pixels', 'ops/patches'],
  'ops/sources': ['ops/core'],
  'ops/masks': ['ops/core'],
  'ops/cleanings': ['ops/core', 'ops/masks'],
  'ops/keep': ['ops/core'],
  'ops/starts': ['ops/core'],
  'ops/thresholds': ['ops/core'],
  'ops/metrics': ['ops/core'],
  ops: ['diagnostics'],

  // The tree of a file knows what no operation means; only numbers are counted as operations count them.
  'dsl/syntax': ['diagnostics', 'ops/core/value.ts', 'dsl/yaml/node.ts'],
  'dsl/yaml': ['diagnostics', 'dsl/syntax'],
  'dsl/yaml/read': ['diagnostics', 'dsl/syntax', 'dsl/yaml'],
  'dsl/rewrite/format': ['diagnostics', 'dsl/syntax'],
  'dsl/yaml/write': ['diagnostics', 'dsl/syntax', 'dsl/yaml', 'dsl/rewrite/format'],
  'dsl/load': ['diagnostics', 'dsl/syntax', 'dsl/yaml/read', 'ops/table.ts'],
  'dsl/rewrite': ['diagnostics', 'dsl/syntax', 'dsl/yaml', 'dsl/load'],
  'dsl/model': ['diagnostics', 'ops'],
  'dsl/meaning': ['diagnostics', 'ops', 'dsl/syntax', 'dsl/load', 'dsl/model'],
  'dsl/elaborate': ['diagnostics', 'ops', 'dsl/syntax', 'dsl/load', 'dsl/model', 'dsl/meaning'],

  'compiler/fold': graph,
  'compiler/emit': [...graph, 'ops', 'dsl/model'],
  'compiler/plan': [...graph, 'graph/analysis', 'ops', 'dsl/model', 'compiler/emit'],
  compiler: [...graph, 'graph/protobuf', 'ops', 'dsl/model'],
  // From texts to a plan: the one place above both the language and the compiler.
  'compiler/check.ts': ['diagnostics', 'dsl', 'compiler'],
  drawing: ['diagnostics', 'graph', 'ops', 'dsl/model', 'compiler'],

  metrics: ['diagnostics'],
  statistics: [],
  // Whether another process of the machine still runs, a claim asks in the same way.
  engine: ['diagnostics', 'runtime/files/process-identity.ts'],
  weights: ['diagnostics', 'engine'],
  'drawn-set': ['diagnostics'],

  'runtime/files': ['diagnostics'],
  'runtime/pipeline-files': ['diagnostics', 'dsl/load', 'dsl/syntax'],
  // The forms of the files that runs leave.
  'runtime/stored': ['diagnostics', 'engine/machine-choices.ts'],
  'runtime/claim': ['diagnostics', 'runtime/files', 'runtime/stored'],
  'runtime/folders': ['diagnostics', 'runtime/files'],
  'runtime/images': ['diagnostics', 'dsl/model', 'metrics', 'runtime/files'],
  'runtime/masks': ['diagnostics', 'runtime/files', 'runtime/images'],
  'runtime/sources': [
    ...['diagnostics', 'ops/core', 'ops/sources', 'dsl/model', 'drawn-set'],
    ...['runtime/files', 'runtime/folders', 'runtime/images', 'runtime/masks'],
  ],
  'runtime/contract': ['dsl/load', 'dsl/model', 'engine', 'metrics/types.ts', 'runtime/images'],
  // Of training and what is found with it, a record knows nothing: it is their ground.
  'runtime/record': [
    ...['diagnostics', 'dsl', 'compiler', 'engine'],
    ...['runtime/files', 'runtime/claim', 'runtime/images', 'runtime/sources', 'runtime/contract', 'runtime/stored'],
  ],
  'runtime/share': ['diagnostics', 'runtime/files', 'runtime/record', 'runtime/stored'],
  'runtime/compare': [
    'diagnostics',
    'ops/core',
    'dsl/model',
    'compiler',
    'runtime/contract',
    'runtime/files',
    'runtime/record',
    'runtime/share',
    'runtime/stored',
  ],
  // Experiments are told apart by what their pipelines mean; how a run is done they do not know.
  'runtime/experiment': [
    ...['diagnostics', 'dsl/load', 'runtime/claim', 'runtime/compare', 'runtime/contract', 'runtime/files'],
    ...['runtime/record', 'runtime/stored', 'statistics'],
  ],
  // Schedulers are Snakemake's; what a run is they do not know.
  'runtime/snakemake': ['diagnostics', 'compiler/plan/plan-memory.ts', 'engine', 'runtime/files', 'runtime/record'],
  'runtime/session': ['diagnostics', 'compiler', 'engine', 'runtime/files', 'runtime/images', 'runtime/record'],
  'runtime/feed': [
    ...['diagnostics', 'dsl/model', 'compiler', 'drawn-set', 'runtime/files', 'runtime/images', 'runtime/masks'],
    ...['runtime/record', 'runtime/session', 'runtime/sources', 'runtime/stored'],
  ],
  'runtime/report': [
    'diagnostics/terminal-text.ts',
    'ops/core',
    'dsl/model',
    'metrics',
    'runtime/contract',
    'runtime/record',
    'runtime/evaluation',
  ],
  'runtime/variants': [
    ...['dsl/model', 'metrics', 'statistics'],
    ...['runtime/compare', 'runtime/contract', 'runtime/experiment', 'runtime/files', 'runtime/record'],
    'runtime/report',
  ],
  'runtime/variants/page': [
    ...['metrics', 'runtime/files', 'runtime/folders', 'runtime/record', 'runtime/report', 'runtime/stored'],
    'runtime/variants',
  ],
  runtime: ['diagnostics', 'ops', 'dsl', 'compiler', 'metrics', 'statistics', 'engine', 'weights'],

  ui: ['runtime/contract/events.ts', 'metrics/types.ts'],
  // What strangers may use, in rooms of one purpose; the command line and the language server stand on nothing else.
  api: ['diagnostics', 'graph', 'ops', 'dsl', 'compiler', 'drawing', 'metrics', 'engine', 'weights', 'runtime'],
  lsp: ['api'],
  cli: ['api', 'ui', 'lsp'],
};

const imports = importsBelow('src');
const rooms = Object.keys(allowed);

test('every import in the sources is seen, of values and of types', () => {
  const text = `
    import a, { type B } from './a.ts';
    import type { C } from './c.ts';
    import './d.ts';
    export { e } from './e.ts';
    export * from './f.ts';
    const g = await import('./g.ts');
    function h(i: import('./i.ts').I, j: typeof import('./j.ts')) { return import(i) }
    // import './no.ts';
    const no = "import './no.ts'";`;
  expect(importedNames('x.ts', text)).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'i', 'j'].map((name) => `./${name}.ts`));
});

test.each(rooms)('src/%s imports only what it may', (room) => {
  const may = [room, ...(allowed[room] ?? [])];
  const wrong = [...imports]
    .filter(([file]) => roomOf(file) === room)
    .flatMap(([file, targets]) =>
      targets.filter((target) => !may.some((name) => isIn(target, name))).map((target) => `${file} -> ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('every file is in a room with a rule, and every rule is of a room', () => {
  const used = [...imports.keys()].map(roomOf);
  expect([...new Set(used)].toSorted()).toEqual(rooms.toSorted());
});

test('rooms form no circles, but for the gradients of primitives and what is written about a run', () => {
  const between = new Map(rooms.map((room) => [room, new Set<string>()]));
  for (const [file, targets] of imports) for (const target of targets) between.get(roomOf(file))?.add(roomOf(target));
  const circles = circlesOf(new Map([...between].map(([room, others]) => [room, [...others]])));
  expect(circles).toEqual([
    ['dsl/syntax', 'dsl/yaml'],
    ['graph/primitives', 'graph/rules'],
    ['runtime', 'runtime/report'],
  ]);
});

// Gradients are written in primitives again, so primitives name each other: that circle is the subject's own.
test('files form no circles, of types neither, but for primitives and their gradients', () => {
  const own = ['graph/primitives/', 'graph/rules/unbroadcast.ts'];
  const circles = circlesOf(imports);
  const others = circles.filter((circle) => !circle.every((file) => own.some((place) => file.startsWith(place))));
  expect(others).toEqual([]);
  expect(circles.map((circle) => circle.map((file) => path.posix.basename(file, '.ts')).join(' '))).toEqual([
    'average-pool-grad average-pool',
    'broadcast-to select sum unbroadcast',
    'conv2d-backprop-filter conv2d-backprop-input conv2d',
    'cos sin',
    'depthwise-conv2d-backprop-filter depthwise-conv2d-backprop-input depthwise-conv2d',
    'fused-batch-norm-grad fused-batch-norm',
    'max-pool-grad-grad max-pool-grad',
    'mirror-pad-grad mirror-pad',
    'pad slice',
    'resize-bilinear-grad resize-bilinear',
    'resize-nearest-grad resize-nearest',
    'stack unstack',
  ]);
});

function roomOf(file: string): string {
  const found = rooms.filter((room) => isIn(file, room)).toSorted((a, b) => b.length - a.length);
  return found[0] ?? file;
}

function isIn(file: string, room: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}
