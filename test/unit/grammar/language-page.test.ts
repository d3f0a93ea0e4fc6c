// docs/language.md: each example is valid, in canonical form, and its YAML is what `anoseg convert` makes of it.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Diagnostic, Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import type { Item } from '../../../src/dsl/syntax/ast.ts';
import { checkText } from '../../pipelines.ts';

const page = readFileSync('docs/language.md', 'utf8');
const syntax = createSyntax();
const fences = [...page.matchAll(/^```(anoseg|yaml)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));
const examples = fences.flatMap(({ language, text }, i) =>
  language === 'anoseg' ? [{ title: text.split('\n', 1)[0] ?? '', text, yaml: fences[i + 1]?.text ?? '' }] : [],
);
const head = 'anoseg 1\n\n';
const whole = (text: string) => (text.startsWith(head) ? text : head + text);
const first = examples[0]?.text ?? '';

/** What a part of a file is called: a later one of the page stands for an earlier one. */
function keyOf(item: Item): string {
  if (item.kind === 'section') return item.section;
  return item.kind === 'use' ? item.path.value : `${item.kind} ${item.name.text}`;
}

function partsOf(text: string): ReadonlyMap<string, string> {
  const { file } = syntax.parse(new SourceFile('a.anoseg', text), new Reporter());
  return new Map(file.items.map((item) => [keyOf(item), text.slice(item.span.start, item.span.end)]));
}

test('the page has an example for each part of a file, each with its twin in YAML', () => {
  expect(examples).toHaveLength(12);
  expect(fences.map(({ language }) => language)).toEqual(examples.flatMap(() => ['anoseg', 'yaml']));
});

test.each(examples)('$title: canonical, and the YAML is its twin', ({ text, yaml }) => {
  expect(format(new SourceFile('a.anoseg', whole(text)), syntax).text).toBe(whole(text));
  const twin = convert(new SourceFile('a.anoseg', whole(text)), 'yaml', syntax).text;
  expect(yaml).toBe(text.startsWith(head) ? twin : twin?.replace('anoseg: 1\n\n', ''));
});

test('other ways to write values in YAML are values of a network', () => {
  const bodies = [...page.matchAll(/^```yml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  expect(bodies).toHaveLength(1);
  for (const body of bodies) {
    const values = body.replaceAll(/^(?=.)/gm, '      ');
    const network = checkText(first).loaded.entry.parsed;
    const twin = convert(network.file.source, 'yaml', syntax).text ?? '';
    const text = twin.replace(/ {6}map: .*\n/, values);
    expect(text).toContain(values);
    expect(checkText(text, {}, 'a.yaml').diagnostics.map(({ summary }) => summary)).toEqual([
      expect.stringContaining('`e1`'),
    ]);
  }
});

test('all of it together is a valid pipeline, and so is the first one alone', () => {
  const wrong = (text: string) =>
    checkText(text)
      .diagnostics.filter(({ severity }: Diagnostic) => severity === 'error')
      .map(({ summary }) => summary);
  expect(checkText(first).diagnostics).toEqual([]);
  const parts = new Map(examples.flatMap(({ text }) => [...partsOf(whole(text))]));
  expect(wrong(`${head}${[...parts.values()].join('\n\n')}\n`)).toEqual([]);
});

test('links lead to files that exist', () => {
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(5);
  for (const link of links) expect(existsSync(`docs/${link}`), link).toBe(true);
});
