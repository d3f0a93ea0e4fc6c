// What the language server answers in the file of an experiment, whose names and values are its pipeline's.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { listPipelines } from '../../../src/cli/pipelines/list-pipelines.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { completionsAt } from '../../../src/lsp/completion/completion.ts';
import { findingsByFile } from '../../../src/lsp/findings.ts';
import { formattingOf } from '../../../src/lsp/formatting.ts';
import { hoverAt } from '../../../src/lsp/hover.ts';
import { definitionAt, referencesAt } from '../../../src/lsp/navigation.ts';
import { outlineOf } from '../../../src/lsp/outline.ts';
import { positionAt } from '../../../src/lsp/places.ts';
import { Publisher } from '../../../src/lsp/publisher.ts';
import { renameAt } from '../../../src/lsp/rename.ts';
import { semanticTokensOf } from '../../../src/lsp/semantic-tokens.ts';
import { type Analysis, Workspace } from '../../../src/lsp/workspace.ts';
import { block, laidOut, pipeline, reader } from '../packages/laid-out.ts';

const gear = pipeline(
  `/// Channels of each layer.
param width = 4 in 1..64
param kind = "plain" in ["plain", "deep net"]
param wide = true
param category = "gear"
param power = 1 in [1, 2]
`,
  'conv(width when kind == "plain" and wide else 2 * width * power) -> relu',
).replace('sample("gear")', 'sample(category) when category == "gear" else mvtec(category)');

const forms = {
  anoseg: (line: string) => `anoseg 1\nexperiment {\n  pipeline = "gear.anoseg"\n  ${line}\n}\n`,
  yaml: (line: string) => `anoseg: 1\nexperiment:\n  pipeline: gear.anoseg\n  ${line}\n`,
} as const;
type Form = keyof typeof forms;

/** An experiment with this line beside its pipeline; `¦` is the cursor. */
function opened(form: Form, line: string, text = forms[form](line)) {
  const folder = laidOut({ 'gear.anoseg': gear, 'blocks.anoseg': block('body'), 'other.anoseg': forms.anoseg('') });
  const workspace = new Workspace(createSyntax(), { ...reader, listPipelines });
  const { href: uri } = pathToFileURL(path.join(folder, `grid.${form}`));
  // Before the line of the cursor was written.
  workspace.set(uri, text.replace(/^.*¦.*$/m, ''), form);
  workspace.analysis(uri);
  workspace.set(uri, text.replace('¦', ''), form);
  const analysis = workspace.analysis(uri) ?? expect.fail('no experiment');
  const { href: pipelineUri } = pathToFileURL(path.join(folder, 'gear.anoseg'));
  return { workspace, analysis, at: positionAt(analysis.source, text.indexOf('¦')), pipelineUri };
}

function labels({ workspace, analysis, at }: ReturnType<typeof opened>): readonly string[] {
  return completionsAt(workspace, analysis, at, { snippets: false }).map(({ label }) => label);
}

const everyParameter = ['width', 'kind', 'wide', 'category', 'power'];
interface Offer {
  readonly own: string;
  readonly yaml: string;
  readonly offered: readonly string[];
  readonly inYaml?: readonly string[];
}

const offers: readonly Offer[] = [
  { own: '¦', yaml: '¦', offered: ['looked_at', 'compare', 'each', 'repeat', 'set'] },
  { own: 'each.¦', yaml: 'each.¦', offered: everyParameter },
  { own: 'compare.wi¦', yaml: 'compare.wi¦', offered: everyParameter },
  {
    own: 'set.wide = true\n  repeat.¦',
    yaml: 'set.wide: true\n  repeat.¦',
    offered: everyParameter.filter((name) => name !== 'wide'),
  },
  { own: 'set.kind = ¦', yaml: 'set.kind: ¦', offered: ['"plain"', '"deep net"'], inYaml: ['plain', 'deep net'] },
  { own: 'set.kind = "¦"', yaml: 'set.kind: "¦"', offered: ['plain', 'deep net'] },
  {
    own: 'compare.kind = ¦',
    yaml: 'compare.kind: ¦',
    offered: ['["plain", "deep net"]'],
    inYaml: ['[plain, deep net]'],
  },
  {
    own: 'compare.kind = ["plain", ¦]',
    yaml: 'compare.kind: [plain, ¦]',
    offered: ['"plain"', '"deep net"'],
    inYaml: ['plain', 'deep net'],
  },
  { own: 'compare.wide = ¦', yaml: 'compare.wide: ¦', offered: ['[true, false]'] },
  { own: 'set.wide = ¦', yaml: 'set.wide: ¦', offered: ['true', 'false'] },
  { own: 'each.power = ¦', yaml: 'each.power: ¦', offered: ['[1, 2]'] },
  { own: 'each.category = ¦', yaml: 'each.category: ¦', offered: ['all'] },
  { own: 'each.width = ¦', yaml: 'each.width: ¦', offered: [] },
];

test.each(offers)('completion at $own', ({ own, yaml, offered, inYaml = offered }) => {
  expect(labels(opened('anoseg', own))).toEqual(offered);
  expect(labels(opened('yaml', yaml))).toEqual(inYaml);
});

test('completion below a part in YAML', () => {
  expect(labels(opened('yaml', 'each:\n    ¦'))).toEqual(everyParameter);
  expect(labels(opened('yaml', 'each: {¦}'))).toEqual(everyParameter);
  expect(labels(opened('yaml', 'each: {category: ¦}'))).toEqual(['all']);
  expect(labels(opened('yaml', 'compare:\n    kind: [¦]'))).toEqual(['plain', 'deep net']);
});

test('behind `pipeline` stand the pipelines, no libraries and no experiments', () => {
  for (const [form, text] of [
    ['anoseg', 'anoseg 1\nexperiment {\n  pipeline = "¦"\n}\n'],
    ['yaml', 'anoseg: 1\nexperiment:\n  pipeline: ¦\n'],
  ] as const) {
    const found = labels(opened(form, '', text));
    expect(found).toContain('std:quickstart');
    expect(found.filter((name) => !name.startsWith('std:'))).toEqual(['gear']);
    expect(found.filter((name) => /blocks|experiments\/claims$/.test(name))).toEqual([]);
  }
});

const texts = (of: ReturnType<typeof opened>) => JSON.stringify(hoverAt(of.analysis, of.at)?.contents ?? '');

describe.each([
  ['anoseg', (part: string, value: string) => part.replace(/\{(.*)\}$/, `.$1 = ${value}`)],
  ['yaml', (part: string, value: string) => `${part.replace('{', ': {').replace(/\}$/, `: ${value}}`)}`],
] as const)('in %s', (form, line) => {
  const open = (part: string, value = '[8, 16]') => opened(form, line(part, value));

  test('hover tells a parameter as its pipeline does, a part, `all`, and the pipeline', () => {
    const onName = texts(open('compare{wi¦dth}'));
    expect(onName).toContain('param width = 4 in 1..64');
    expect(onName).toContain('Channels of each layer.');
    expect(texts(open('com¦pare{width}'))).toContain('the values are variants');
    expect(texts(open('each{category}', 'a¦ll'))).toContain('every category that lies in the folder of data');
    const sign = form === 'yaml' ? 'pipeline: ge¦ar.anoseg' : 'pipeline = "ge¦ar.anoseg"';
    const onFile = opened(form, '', forms[form]('').replace(/pipeline.*/, sign));
    expect(texts(onFile)).toContain('- `width`: Channels of each layer.');
    expect(definitionAt(onFile.workspace, onFile.analysis, onFile.at)?.uri).toBe(onFile.pipelineUri);
  });

  test('a name leads to the `param` line of the pipeline, and from there back', () => {
    const { workspace, analysis, at, pipelineUri } = open('compare{wi¦dth}');
    const definition = definitionAt(workspace, analysis, at) ?? expect.fail('no definition');
    expect(definition.uri).toBe(pipelineUri);
    const lines = readFileSync(fileURLToPath(pipelineUri), 'utf8').split('\n');
    expect(lines[definition.range.start.line]).toBe('param width = 4 in 1..64');
    const there = workspace.analysis(pipelineUri) ?? expect.fail('no pipeline');
    // The experiment lies on the disk; in the editor it stays open.
    writeFileSync(fileURLToPath(analysis.uri), analysis.source.text);
    const places = referencesAt(workspace, there, definition.range.start, false);
    expect(places.filter(({ uri }) => uri === analysis.uri)).toHaveLength(1);
  });

  test('a rename changes pipeline and experiment together; a taken name is refused', () => {
    const { workspace, analysis, at, pipelineUri } = open('compare{wi¦dth}');
    const { changes = {} } = renameAt(workspace, analysis, at, 'channels');
    expect(changes[analysis.uri]).toHaveLength(1);
    expect(changes[pipelineUri]).toHaveLength(3);
    expect(() => renameAt(workspace, analysis, at, 'kind')).toThrow();
  });

  test('a value that the pipeline refuses is told there, and no more when the pipeline takes it', () => {
    const { workspace, analysis, pipelineUri } = open('compare{width}', '[8, 128]');
    const found = (of: Analysis | undefined = workspace.analysis(analysis.uri)) =>
      (of && findingsByFile(of, workspace.uriOf).get(analysis.uri)) ?? [];
    const errors = () => found().flatMap(({ code, severity }) => (severity === 1 ? [code] : []));
    const [first] = found().filter(({ code }) => code === 'out-of-range');
    expect(first?.range.end.character).toBe((first?.range.start.character ?? 0) + '128'.length);
    const wider = gear.replace('1..64', '1..256');
    // In another window, then closed without saving, then on the disk.
    workspace.set(pipelineUri, wider);
    expect(errors()).toEqual([]);
    workspace.remove(pipelineUri);
    expect(errors()).toEqual(['out-of-range']);
    writeFileSync(fileURLToPath(pipelineUri), wider);
    workspace.changed();
    expect(errors()).toEqual([]);
  });

  test('outline and colours', () => {
    const { analysis } = open('compare{width}');
    const [section] = outlineOf(analysis);
    expect(section?.children?.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
      expect.stringMatching(/^pipeline "?gear.anoseg"?$/),
      'compare.width [8, 16]',
    ]);
    expect(semanticTokensOf(analysis).data.length / 5).toBe(4);
  });
});

test('`all` of what is no category, a name that is not declared, and what is wrong in the pipeline', () => {
  const { workspace, analysis, pipelineUri } = opened('anoseg', 'each.width = all\n  compare.widht = [8, 16]');
  const codes = () => {
    const files = findingsByFile(workspace.analysis(analysis.uri) ?? analysis, workspace.uriOf);
    return [analysis.uri, pipelineUri].map((uri) => files.get(uri)?.map(({ code }) => code));
  };
  expect(codes()).toEqual([expect.arrayContaining(['bad-experiment', 'unknown-setting']), undefined]);
  workspace.set(pipelineUri, gear.replace('relu', 'rellu'));
  expect(codes()[1]).toEqual(['unknown-operation']);
});

test('an editor is told again when the pipeline changes', async () => {
  const { workspace, analysis, pipelineUri } = opened('yaml', 'compare.width: [8, 128]');
  const send = vi.fn();
  const publisher = new Publisher(workspace, send);
  const guard = <R>(step: () => R): R => step();
  const last = () => send.mock.calls.findLast(([uri]) => uri === analysis.uri)?.[1] ?? [];
  publisher.schedule(guard);
  await vi.waitFor(() => expect(JSON.stringify(last())).toContain('out-of-range'), { timeout: 30_000 });
  workspace.set(pipelineUri, gear.replace('1..64', '1..256'));
  publisher.schedule(guard);
  await vi.waitFor(() => expect(JSON.stringify(last())).not.toContain('out-of-range'), { timeout: 30_000 });
});

test('formatting writes what `fmt` does', () => {
  const { workspace, analysis } = opened('yaml', 'each: {width: [8, 16]}');
  expect(formattingOf(analysis, workspace.syntax).map(({ newText }) => newText)).toEqual([
    expect.stringContaining('  each.width: [8, 16]\n'),
  ]);
});
