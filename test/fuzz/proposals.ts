// Every proposal of a check, taken: it must mend its own finding, and nothing may be wrong that was not before.
import path from 'node:path';
import { type Checked, check } from '../../src/compiler/check.ts';
import type { Diagnostic, Fix } from '../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../src/diagnostics/source-file.ts';
import { namedDraws } from '../../src/drawn-set/named-draws.ts';
import type { Syntax } from '../../src/dsl/syntax/parsed.ts';
import { type FuzzCase, readerOf, root } from './case.ts';
import type { Seed } from './seeds.ts';
import { slip } from './slips.ts';

export interface Tried {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
  readonly findings: number;
  readonly proposals: number;
  /** Warnings that errors had hidden. */
  readonly uncovered: number;
  readonly failures: readonly string[];
}

/** One slip in one of `seeds`, in some cases two. */
export function tryProposals(seeds: readonly [Seed, ...Seed[]], seed: number, number: number, syntax: Syntax): Tried {
  const draws = namedDraws(`proposals ${seed} ${number}`);
  const { name, text } = draws.pick(seeds);
  const first = slip(text, draws);
  const changed = draws.integer(5) === 0 ? slip(first.text, draws) : first;
  const file = name.endsWith('.anoseg') ? 'main.anoseg' : 'main.yaml';
  return {
    kind: first.kind,
    name,
    text: changed.text,
    ...examine({ label: name, name: file, text: changed.text }, syntax),
  };
}

function examine(subject: FuzzCase, syntax: Syntax): Pick<Tried, 'findings' | 'proposals' | 'uncovered' | 'failures'> {
  const before = checkCase(subject, syntax).diagnostics;
  const [failures, uncovered]: [string[], string[]] = [[], []];
  const proposed = before.flatMap((own) => (own.fix ? [{ own, fix: own.fix }] : []));
  for (const { own, fix } of proposed) {
    const text = fix.span.source.text.slice(0, fix.span.start) + fix.text + fix.span.source.text.slice(fix.span.end);
    const after = checkCase({ ...subject, text }, syntax).diagnostics;
    for (const added of addedBy(own, fix, before, after)) {
      const isHidden = added.severity !== 'error' && added.code !== own.code;
      const said = `${own.code} "${quoted(own)}" -> "${fix.text}": ${added.code} ${added.summary}`;
      (isHidden ? uncovered : failures).push(said);
    }
  }
  return { findings: before.length, proposals: proposed.length, uncovered: uncovered.length, failures };
}

function addedBy(own: Diagnostic, fix: Fix, before: readonly Diagnostic[], after: readonly Diagnostic[]) {
  const { start, end } = fix.span;
  const moved = (at: number) =>
    at >= end ? at + fix.text.length - (end - start) : Math.min(at, start + fix.text.length);
  const known = new Set(before.filter((d) => d !== own).map(({ code, span }) => `${code} ${moved(span.start)}`));
  return after.filter(({ code, span }) => !known.has(`${code} ${span.start}`));
}

function quoted({ span: { source, start, end } }: Diagnostic): string {
  return source.text.slice(start, Math.min(end, start + 40));
}

function checkCase(subject: FuzzCase, syntax: Syntax): Checked {
  const source = new SourceFile(subject.name, subject.text, path.join(root, subject.name));
  return check(source, { syntax, reader: readerOf(subject), overrides: new Map(), name: 'fuzz', memory: 64e9 });
}
