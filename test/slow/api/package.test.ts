// The packed package as a stranger's project meets it: the examples of docs/api.md are sound for the strictest compiler,
// and print what stands behind them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDeclarations } from '../../../scripts/declarations.js';

const project = mkdtempSync(path.join(tmpdir(), 'anoseg-consumer-'));
const examples = [...readFileSync('docs/api.md', 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, code = '']) => code,
);

beforeAll(() => {
  writeDeclarations();
  const [tarball = ''] = [execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', project])]
    .map(String)
    .map((output) => output.trim().split('\n').at(-1) ?? '');
  const home = path.join(project, 'node_modules', 'anoseg');
  mkdirSync(path.join(project, 'node_modules', '@types'), { recursive: true });
  mkdirSync(home);
  execFileSync('tar', ['xzf', path.join(project, tarball), '--strip-components=1', '-C', home]);
  // Examples read files with Node's own modules; of ours nothing else is there.
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(path.resolve('node_modules', name), path.join(project, 'node_modules', name));
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
  examples.forEach((code, i) => {
    writeFileSync(path.join(project, `example-${i}.ts`), code);
    const { code: script } = transformSync(code, { loader: 'ts', format: 'esm', target: 'node20' });
    writeFileSync(path.join(project, `example-${i}.js`), script);
  });
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(['nodenext', 'preserve'])('the examples are sound for a strict compiler, with modules as %s', (module) => {
  const compilerOptions = {
    target: 'es2022',
    module,
    strict: true,
    noEmit: true,
    types: ['node'],
    skipLibCheck: false,
  };
  const exact = { noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true };
  const config = { compilerOptions: { ...compilerOptions, ...exact }, include: ['*.ts'] };
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify(config));
  const tsc = path.resolve('node_modules', '.bin', 'tsc');
  expect(outputOf(tsc, ['-p', project])).toBe('');
});

test.each(examples.map((code, i) => [i, code] as const))('example %i prints what it says', (i, code) => {
  const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, said = '']) => said);
  expect(expected.length).toBeGreaterThan(0);
  const printed = outputOf(process.execPath, [`example-${i}.js`]).split('\n');
  expect(printed.filter((line) => line !== '')).toEqual(expected);
});

test('types lead to no package that a consumer has not', () => {
  const folder = path.join(project, 'node_modules', 'anoseg', 'dist', 'types');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8'));
  expect(
    texts.flatMap((text) => [...text.matchAll(/(?:from |import\()['"]([^.'"][^'"]*)['"]/g)].map(([, name]) => name)),
  ).toEqual([]);
});

function outputOf(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error && 'stderr' in error
      ? `${error.stdout}${error.stderr}`
      : String(error);
  }
}
