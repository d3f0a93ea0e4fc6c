// Values of YAML mean what the same words of the language mean: a sequence is a chain or a list by its place, a mapping
// with one key a call or an argument by its name; and both ways of writing turn into each other.
import { describe, expect, test } from 'vitest';
import { Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { contentOf } from '../../../src/dsl/load/content.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { checkText } from '../../pipelines.ts';
import { places, values } from './yaml-twins.ts';

const syntax = createSyntax();

describe('in YAML and in the language the same', () => {
  test.each(values)('%s: %s', (place, yaml, text) => {
    const twin = places[place]?.({ yaml, text });
    if (twin === undefined) throw new Error(place);
    const [own, other] = [contentIn('a.anoseg', twin.text), contentIn('a.yaml', twin.yaml)];
    expect(other).toBe(own);
    // And back: what is written for the one is read as the other.
    expect(contentIn('a.yaml', converted('a.anoseg', twin.text, 'yaml'))).toBe(own);
    expect(contentIn('a.anoseg', converted('a.yaml', twin.yaml, 'anoseg'))).toBe(own);
  });
});

function contentIn(name: string, text: string): string {
  const reporter = new Reporter();
  const { file } = syntax.parse(new SourceFile(name, text), reporter);
  expect(reporter.diagnostics.map(({ summary }) => summary)).toEqual([]);
  return contentOf(file);
}

function converted(name: string, text: string, to: 'yaml' | 'anoseg'): string {
  return convert(new SourceFile(name, text), to, syntax).text ?? 'refused';
}

test('a doc with lines that look like keys comes back as it was', () => {
  const text = 'anoseg 1\n\n/// What it is made of:\n/// loss:\n/// values: [a]\nparam a = 1\n';
  expect(converted('a.yaml', converted('a.anoseg', text, 'yaml'), 'anoseg')).toBe(text);
});

const mistakes: readonly (readonly [place: string, yaml: string, told: string, hint?: string])[] = [
  ['network', '[seen, conv: [8, kernal: 3]]', '`conv` has no parameter `kernal`', 'did you mean `kernel`?'],
  ['network', '[seen, conv: [8, padding: 1]]', '`conv` has no parameter `padding`'],
  ['augment', '[image, any_of: [flipp: horizontal]]', 'there is no operation or block `flipp`', 'did you mean `flip`?'],
  ['network', '{relu: }', 'expected arguments, found nothing', 'a call without arguments is its name alone: `relu`'],
  ['network', '{concat: [[], seen]}', 'expected a value and its steps, found an empty sequence'],
  [
    'augment',
    '[image, maybe: [50%, blur]]',
    'expected a mapping with `chance` and `do`, found a sequence',
    'write `maybe: {chance: 50%, do: …}`',
  ],
  ['train', '{adam: {rate: ~}}', 'expected a value, found `~`'],
];

describe('what is no value is told once', () => {
  const all = mistakes.map(([place, yaml, told, hint]) => ({ place, yaml, told, hint }));
  test.each(all)('$place: $yaml', ({ place, yaml, told, hint }) => {
    const source = places[place]?.({ yaml, text: '' }).yaml ?? '';
    const start = source.indexOf(yaml);
    const found = checkText(source, {}, 'a.yaml').diagnostics.filter(
      ({ span }) => span.start >= start && span.end <= start + yaml.length && span.start < span.end,
    );
    expect(found.map(({ summary }) => summary)).toEqual([told]);
    if (hint !== undefined) expect(found[0]?.hint).toBe(hint);
  });
});
