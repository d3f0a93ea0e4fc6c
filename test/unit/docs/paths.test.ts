// The pages for people name files and folders of this repository, and each other: all of them exist.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const pages = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
  'editors/vscode/README.md',
];

/** A new file that CONTRIBUTING shows as an example. */
const examples = ['src/ops/layers/hard-tanh.ts'];

test.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  const named = [
    ...text.matchAll(
      /(?<![\w./-])(?:src|test\/(?:unit|engine|slow|fixtures|fuzz)|scripts|bench|bin|engine|editors|grammar|pipelines|docs)\/[\w./-]*\w/g,
    ),
  ]
    .map(([file]) => file)
    .filter((file) => !examples.includes(file));
  const missing = named.filter((file) => !existsSync(file));
  expect(missing).toEqual([]);
  const links = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, to]) =>
    path.join(path.dirname(page), to ?? ''),
  );
  expect(links.filter((file) => !existsSync(file))).toEqual([]);
});

test.each(pages)('%s: links within pages lead to headings', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!\w+:)([^)#\s]*)#([^)\s]+)\)/g)];
  const lost = links
    .map(([, to, anchor]) => ({ file: to ? path.join(path.dirname(page), to) : page, anchor: anchor ?? '' }))
    .filter(({ file, anchor }) => !anchorsOf(readFileSync(file, 'utf8')).has(anchor));
  expect(lost).toEqual([]);
});

test('CONTRIBUTING lists the folders that are there', () => {
  const list = /^## Where things are\n.*?```\n(.*?)```/ms.exec(readFileSync('CONTRIBUTING.md', 'utf8'))?.[1] ?? '';
  const listed = [...list.matchAll(/^(\S+?)\/?(?= )/gm)].map(([, folder]) => folder ?? '');
  expect(listed.filter((folder) => !existsSync(folder))).toEqual([]);
  const parts = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(listed).toEqual(expect.arrayContaining(parts.map(({ name }) => `src/${name}`)));
});

// As GitHub makes them.
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return new Set([
    ...headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
    ...named,
  ]);
}
