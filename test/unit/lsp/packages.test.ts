// An editor knows installed packages: what can be imported, where it is declared, and that it is not renamed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listPipelines } from '../../../src/cli/pipelines/list-pipelines.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { completionsAt } from '../../../src/lsp/completion/completion.ts';
import { hoverAt } from '../../../src/lsp/hover.ts';
import { definitionAt } from '../../../src/lsp/navigation.ts';
import { positionAt } from '../../../src/lsp/places.ts';
import { RenameRefused, renamedWord } from '../../../src/lsp/rename.ts';
import { Workspace } from '../../../src/lsp/workspace.ts';
import { block, laidOut, manifest, reader } from '../packages/laid-out.ts';

const packages = {
  'node_modules/@lab/blocks/package.json': manifest('@lab/blocks'),
  'node_modules/@lab/blocks/unet.anoseg': block('body'),
  'node_modules/tagged/package.json': manifest('tagged', '1.0.0', { keywords: ['anoseg'] }),
  'node_modules/tagged/deep/a.yaml': 'anoseg: 1\nblock:\n  a:\n    parameters: [x]\n    return: x -> conv(4)\n',
  'node_modules/code/package.json': manifest('code'),
  'node_modules/code/deep/hidden.anoseg': block('a'),
};

/** `¦` is the cursor. */
function opened(name: string, marked: string) {
  const folder = laidOut({ ...packages, [name]: '' });
  const file = path.join(folder, name);
  const workspace = new Workspace(createSyntax(), { ...reader, listPipelines });
  const uri = pathToFileURL(file).href;
  workspace.set(uri, marked.replace('¦', ''));
  const analysis = workspace.analysis(uri) ?? expect.fail('no pipeline');
  return { workspace, analysis, at: positionAt(analysis.source, marked.indexOf('¦')) };
}

describe.each([
  ['p.anoseg', 'anoseg 1\nuse "PATH" { NAME }\n'],
  ['p.yaml', 'anoseg: 1\nuse:\n  - from: PATH\n    import: [NAME]\n'],
])('in %s', (name, text) => {
  const open = (from: string, imported: string) => opened(name, text.replace('PATH', from).replace('NAME', imported));
  const labels = ({ workspace, analysis, at }: ReturnType<typeof opened>) =>
    completionsAt(workspace, analysis, at, { snippets: false }).map(({ label }) => label);

  test('completion offers files of packages with pipelines, of any other once it is named, and what a file declares', () => {
    const offered = labels(open('npm:¦', 'body')).filter((label) => label.startsWith('npm:'));
    expect(offered.toSorted()).toEqual(['npm:@lab/blocks/unet', 'npm:tagged/deep/a.yaml']);
    expect(labels(open('npm:code/¦', 'body'))).toContain('npm:code/deep/hidden');
    expect(labels(open('npm:@lab/blocks/unet', '¦'))).toEqual(['body']);
  });

  test('a name leads to its declaration, a path to its file, and both tell the package', () => {
    const onName = open('npm:@lab/blocks/unet', 'bo¦dy');
    const definition = definitionAt(onName.workspace, onName.analysis, onName.at) ?? expect.fail('no definition');
    const file = fileURLToPath(definition.uri);
    expect(file).toMatch(/node_modules\/@lab\/blocks\/unet\.anoseg$/);
    const { start } = definition.range;
    expect(readFileSync(file, 'utf8').split('\n')[start.line]?.slice(start.character)).toMatch(/^body\(x\)/);
    expect(JSON.stringify(hoverAt(onName.analysis, onName.at))).toContain('From `npm:@lab/blocks@1.2.0/unet.anoseg`');
    const onPath = open('npm:@lab/bl¦ocks/unet', 'body');
    expect(definitionAt(onPath.workspace, onPath.analysis, onPath.at)?.uri).toBe(
      pathToFileURL(path.join(path.dirname(onPath.analysis.source.path ?? ''), 'node_modules/@lab/blocks/unet.anoseg'))
        .href,
    );
    expect(JSON.stringify(hoverAt(onPath.analysis, onPath.at))).toContain('`@lab/blocks` 1.2.0');
  });

  test('nothing of a package is renamed', () => {
    const { analysis, at } = open('npm:@lab/blocks/unet', 'bo¦dy');
    expect(() => renamedWord(analysis, at)).toThrow(
      new RenameRefused('an installed package cannot be changed: import it under another name with `as`'),
    );
  });
});

test('a file of a package that is opened itself is checked as it is imported', () => {
  const folder = laidOut({
    ...packages,
    'node_modules/tagged/nets/b.anoseg': block('b', 4, 'use "../deep/a.yaml" { a }').replace(
      'x -> conv',
      'x -> a -> conv',
    ),
  });
  const workspace = new Workspace(createSyntax(), { ...reader, listPipelines });
  const { href } = pathToFileURL(path.join(folder, 'node_modules/tagged/nets/b.anoseg'));
  expect(workspace.analysis(href)?.checked.diagnostics).toEqual([]);
});
