// What formatting and converting keep, for any file of the language.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { contentOf } from '../../../src/dsl/load/content.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import type { PipelineFile } from '../../../src/dsl/syntax/ast.ts';
import type { Parsed } from '../../../src/dsl/syntax/parsed.ts';
import { isDocText } from '../../../src/dsl/syntax/tokens.ts';
import { commentedWritings, experimentFiles, plainWritings, wordFiles, write } from './arbitrary-files.ts';

const syntax = createSyntax();
/** A mistake is told as it was found: making it smaller would take minutes. */
fc.configureGlobal({ baseSize: 'xsmall' });
/** Seven passes over each of many long files: a busy machine takes a minute and more. */
const patience = 300_000;
const runs = { numRuns: 70, seed: 1, endOnFailure: true };

function parse(text: string, name = 'a.anoseg'): Parsed {
  const reporter = new Reporter();
  const parsed = syntax.parse(new SourceFile(name, text), reporter);
  expect(reporter.diagnostics.map(describeDiagnostic), text).toEqual([]);
  return parsed;
}

function describeDiagnostic({ code, summary, span }: Diagnostic): string {
  const { line, column } = span.source.position(span.start);
  return `${line}:${column} ${code}: ${summary}`;
}

function formatted(text: string, name = 'a.anoseg'): string {
  return format(new SourceFile(name, text), syntax).text ?? 'refused';
}

function converted(text: string, to: 'anoseg' | 'yaml'): string {
  const source = new SourceFile(to === 'yaml' ? 'a.anoseg' : 'a.yaml', text);
  return convert(source, to, syntax).text ?? 'refused';
}

const comments = ({ comments: all }: Parsed) => all.map(({ text }) => text.trimEnd());
/** What a file says, its docs included: they are lost to the digest alone. */
const docsOf = ({ doc, items }: PipelineFile) => [doc, ...items.flatMap((item) => ('doc' in item ? [item.doc] : []))];

/** Comments whose words are nowhere in a text; docs are keys there, and wrapped. */
function missing({ comments: all }: Parsed, text: string): readonly string[] {
  return all
    .filter((comment) => !isDocText(comment.text))
    .map((comment) => comment.text.replace(/^\/\/\s*/, '').trim())
    .filter((words) => !text.includes(words));
}

describe('for any file', () => {
  test('formatting keeps what it says and every comment, and the second time changes nothing', () => {
    fc.assert(
      fc.property(wordFiles, commentedWritings, (file, writing) => {
        const text = write(file, writing);
        const before = parse(text);
        const once = formatted(text);
        const after = parse(once);
        expect(contentOf(after.file)).toBe(contentOf(before.file));
        expect(docsOf(after.file)).toEqual(docsOf(before.file));
        expect(comments(after)).toEqual(comments(before));
        expect(formatted(once)).toBe(once);
      }),
      runs,
    );
  });

  test('white space and comments do not change the digest', () => {
    fc.assert(
      fc.property(wordFiles, commentedWritings, plainWritings, (file, one, other) => {
        expect(contentOf(parse(write(file, one)).file)).toBe(contentOf(parse(write(file, other)).file));
      }),
      runs,
    );
  });

  test.each([
    { what: 'pipeline', files: wordFiles },
    { what: 'experiment', files: experimentFiles },
  ])('as YAML and back it is the same $what, and its YAML is in canonical form', { timeout: patience }, ({ files }) => {
    fc.assert(
      fc.property(files, commentedWritings, (file, writing) => {
        const text = write(file, writing);
        const before = parse(text);
        const yaml = converted(text, 'yaml');
        const there = parse(yaml, 'a.yaml');
        expect(contentOf(there.file)).toBe(contentOf(before.file));
        expect(formatted(yaml, 'a.yaml')).toBe(yaml);
        expect(missing(before, yaml)).toEqual([]);
        const back = converted(yaml, 'anoseg');
        expect(contentOf(parse(back).file)).toBe(contentOf(before.file));
        expect(formatted(back)).toBe(back);
        expect(missing(before, back)).toEqual([]);
      }),
      runs,
    );
  });
});
