// What is published: the files, and one version everywhere. Run folders and their report are looked at in test/slow/run.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import packageLock from '../../package-lock.json' with { type: 'json' };
import { packageVersion } from '../../src/cli/shell/version.ts';

// Without the build, which npm would run before: what lies in dist/ is packed as a whole.
const packed: readonly string[] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' }),
)[0].files.map((file: { readonly path: string }) => file.path);

test('what users need is packed', () => {
  const needed = ['LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md', 'SECURITY.md', 'bin/anoseg.js', 'package.json'];
  const folders = ['pipelines', 'grammar', 'docs'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.posix.join(entry.parentPath, entry.name)),
  );
  expect(packed).toEqual(expect.arrayContaining([...needed, ...folders]));
  expect(packageJson.files).toContain('dist');
});

test('and nothing else: no tests, no sources, no data', () => {
  const known = /^(bin|dist|docs|grammar|pipelines)\/|^[A-Z]+(\.md)?$|^package\.json$/;
  expect(packed.filter((file) => !known.test(file))).toEqual([]);
  expect(packed.filter((file) => /\.test\.|fixtures|\.cjs\.v\d/.test(file))).toEqual([]);
});

test('what the README links to is packed, but for what is about a clone', () => {
  const links = [...readFileSync('README.md', 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
    ([, to]) => to ?? '',
  );
  expect(links.length).toBeGreaterThan(5);
  const aboutClones = ['CONTRIBUTING.md', 'ARCHITECTURE.md'];
  expect(links.filter((to) => !aboutClones.includes(to) && !packed.includes(to))).toEqual([]);
});

test('one version', () => {
  const newest = /^## \[(\d[^\]]*)\]/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.[1];
  const extension: { readonly version: string } = JSON.parse(readFileSync('editors/vscode/package.json', 'utf8'));
  expect([packageVersion, packageLock.version, packageLock.packages[''].version, newest, extension.version]).toEqual(
    Array(5).fill(packageJson.version),
  );
});
