// What the language server answers for small texts in memory, in both syntaxes.
import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../../src/lsp/completion/completion.ts';
import { findingsByFile, quickFixes } from '../../../src/lsp/findings.ts';
import { hoverAt } from '../../../src/lsp/hover.ts';
import { definitionAt, referencesAt } from '../../../src/lsp/navigation.ts';
import { RenameRefused, renameAt, renamedWord } from '../../../src/lsp/rename.ts';
import { semanticLegend, semanticTokensOf } from '../../../src/lsp/semantic-tokens.ts';
import { signatureAt } from '../../../src/lsp/signature-help.ts';
import { type Edited, edit, syntaxes } from './edited.ts';

describe.each(syntaxes)('in %s', (syntax) => {
  test('hover on an operation tells what it does, on a value its shape and comment', () => {
    const { analysis, position } = edit(syntax);
    expect(hoverText(analysis, position('relu'))).toContain('relu');
    const onValue = hoverText(analysis, position('body', 1));
    expect(onValue).toContain('What is left.');
    expect(onValue).toMatch(/64 x 64 x 8/);
    expect(hoverAt(analysis, { line: 1, character: 0 })).toBeNull();
  });

  test('definition and references of a value lead to its words, and to nothing else', () => {
    const { workspace, analysis, position, textOf } = edit(syntax);
    const definition = definitionAt(workspace, analysis, position('body', 1));
    expect(definition?.range.start).toEqual(position('body'));
    const references = referencesAt(workspace, analysis, position('width'), true);
    expect(references.map(({ range }) => textOf(range))).toEqual(['width', 'width']);
  });

  test('rename changes every mention; an operation and a taken name are refused', () => {
    const { workspace, analysis, position, textOf } = edit(syntax);
    expect(renamedWord(analysis, position('map', 1)).placeholder).toBe('map');
    const changes = renameAt(workspace, analysis, position('width'), 'breadth').changes?.[analysis.uri] ?? [];
    expect(changes.map(({ range, newText }) => [textOf(range), newText])).toEqual([
      ['width', 'breadth'],
      ['width', 'breadth'],
    ]);
    expect(() => renamedWord(analysis, position('conv'))).toThrow(RenameRefused);
    expect(() => renameAt(workspace, analysis, position('body'), 'map')).toThrow(RenameRefused);
  });

  test('completion in a network offers layers and values above, by what is written so far', () => {
    const { workspace, analysis, position } = edit(syntax, '-> sigmoid', '-> sig');
    const at = position('-> sig');
    const items = completionsAt(
      workspace,
      analysis,
      { ...at, character: at.character + '-> sig'.length },
      {
        snippets: false,
      },
    );
    const labels = items.map(({ label }) => label);
    expect(labels).toContain('sigmoid');
    expect(labels).not.toContain('adam');
  });

  test('a call says what it takes, and which argument is being written', () => {
    expect(signatureIn(edit(syntax, 'conv(width)', 'conv(width, ¦)'))).toEqual([
      'conv(x, channels, kernel: 3',
      'kernel: 3',
    ]);
    expect(signatureIn(edit(syntax, 'conv(width)', 'conv(¦)'))).toEqual(['conv(x, channels, kernel: 3', 'channels']);
    expect(signatureIn(edit(syntax, 'flip(image, horizontal)', 'flip(¦)'))).toEqual([
      'flip(image, direction)',
      'image',
    ]);
    expect(signatureIn(edit(syntax, 'bce(map, mask)', 'bce(map, ¦)'))?.[1]).toBe('target');
    expect(signatureIn(edit(syntax, 'bce(map, mask)', 'l1(generator(¦'))).toEqual(['generator(seen)', 'seen']);
    expect(signatureIn(edit(syntax, 'map, mask', 'map, mask)¦'))).toBeUndefined();
  });

  const inText = (from: string, to: string) => {
    const { workspace, analysis, position } = edit(syntax, from, to);
    const { line, character } = position('¦');
    const { text } = analysis.source;
    workspace.set(analysis.uri, text.replace('¦', ''), syntax);
    const now = workspace.analysis(analysis.uri) ?? analysis;
    return completionsAt(workspace, now, { line, character }, { snippets: false }).map(({ label }) => label);
  };

  test('completion of `keep` offers what can be kept, by which figure, and on what', () => {
    const train = syntax === 'yaml' ? '\ntrain:\n  keep: ' : '\n}\ntrain {\n  keep = ';
    const offered = (written: string) => inText('bce(map, mask)', `bce(map, mask)${train}${written}`);
    expect(offered('¦')).toEqual(expect.arrayContaining(['best', 'last']));
    expect(offered('best(¦)')).toEqual(expect.arrayContaining(['pixel_ap', 'aupro']));
    expect(offered('best(pixel_ap) ¦')).toEqual(['on']);
    expect(offered('best(pixel_ap) on ¦')).toEqual(['synthetic']);
  });

  test('completion behind `frozen.NETWORK =` offers the values of the network', () => {
    const train = syntax === 'yaml' ? '\ntrain:\n  frozen.generator: ' : '\n}\ntrain {\n  frozen.generator = ';
    const offered = inText('bce(map, mask)', `bce(map, mask)${train}¦`);
    expect(offered).toEqual(expect.arrayContaining(['all', 'none', 'phase', 'map']));
  });

  test('completion in a string offers what may stand there', () => {
    expect(inText('sample("weave")', 'sample("¦")')).toEqual(['gear', 'weave']);
    expect(inText('sample("weave")', 'sample("we¦")')).toEqual(['gear', 'weave']);
    expect(inText('sample("weave")', 'folder("¦")')).toEqual([]);
    expect(inText('sample("weave")', '[mvtec("cable"), sample("¦")]')).toEqual(['gear', 'weave']);
  });

  test('completion in `pretrained("…")` offers the weights that come by their name', () => {
    const train = syntax === 'yaml' ? '\ntrain:\n  start.generator: ' : '\n}\ntrain {\n  start.generator = ';
    const names = ['efficientnet_lite0', 'mobilenet_v2'];
    const offered = (start: string) => inText('bce(map, mask)', `bce(map, mask)${train}${start}`);
    expect(offered('pretrained("¦")')).toEqual(names);
    expect(offered('pretrained(weights: "eff¦")')).toEqual(names);
    expect(offered('pretrained("a.safetensors", digest: "¦")')).toEqual([]);
  });

  test('completion in a list of sources offers sources', () => {
    const offered = inText('sample("weave")', '[mvtec("cable"), ¦]');
    expect(offered).toEqual(expect.arrayContaining(['folder', 'mvtec', 'sample']));
    expect(offered).not.toContain('conv');
  });

  test('findings stand where the word is, with a fix that mends it', () => {
    const { workspace, analysis, textOf } = edit(syntax, 'relu', 'rellu');
    const found = [...findingsByFile(analysis, workspace.uriOf).values()].flat();
    const unknown = found.find(({ code }) => code === 'unknown-operation');
    expect(unknown && textOf(unknown.range)).toBe('rellu');
    if (unknown === undefined) return;
    const fixes = quickFixes(analysis, unknown.range, workspace.uriOf);
    const edits = fixes.flatMap(({ edit: fix }) => fix?.changes?.[analysis.uri] ?? []);
    expect(edits.map(({ newText }) => newText)).toContain('relu');
  });

  test('semantic tokens: operations are functions, networks classes, parameters of the file read-only', () => {
    const tokens = tokensOf(edit(syntax));
    expect(tokens).toContainEqual(['conv', 'function', ['defaultLibrary']]);
    expect(tokens).toContainEqual(['generator', 'class', ['declaration']]);
    expect(tokens).toContainEqual(['width', 'variable', ['readonly']]);
    expect(tokens).toContainEqual(['horizontal', 'enumMember', expect.anything()]);
  });
});

/** The beginning of the signature at the `¦`, and the argument that is written there. */
function signatureIn({ workspace, analysis, position }: Edited) {
  const at = position('¦');
  workspace.set(analysis.uri, analysis.source.text.replace('¦', ''), analysis.uri.split('.').at(-1));
  const help = signatureAt(workspace, workspace.analysis(analysis.uri) ?? analysis, at);
  const [signature] = help?.signatures ?? [];
  const place = signature?.parameters?.[help?.activeParameter ?? 0]?.label;
  if (signature === undefined || !Array.isArray(place)) return undefined;
  return [signature.label.slice(0, 27), signature.label.slice(...place)];
}

function hoverText(...[analysis, position]: Parameters<typeof hoverAt>): string {
  return JSON.stringify(hoverAt(analysis, position)?.contents ?? '');
}

/** Each word with its type and modifiers, out of the numbers of the protocol. */
function tokensOf({ analysis, textOf }: Edited): readonly (readonly [string, string, readonly string[]])[] {
  const { data } = semanticTokensOf(analysis);
  let [line, character] = [0, 0];
  return Array.from({ length: data.length / 5 }, (_, i) => {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(5 * i, 5 * i + 5);
    line += lines;
    character = lines > 0 ? characters : character + characters;
    const range = { start: { line, character }, end: { line, character: character + length } };
    const modifiers = semanticLegend.tokenModifiers.filter((_, bit) => (bits >> bit) & 1);
    return [textOf(range), semanticLegend.tokenTypes[type] ?? '', modifiers] as const;
  });
}
