// One report a cause: on a line that could not be read in full, what seems to be missing or of the wrong
// type is mostly an echo of that. Names that do not exist are still worth telling.
import type { Code } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';

const mayEcho: ReadonlySet<Code> = new Set<Code>([
  'missing-argument',
  'too-many-arguments',
  'takes-no-input',
  'wrong-type',
  'wrong-number-of-names',
  'no-step',
  'no-arithmetic',
  'no-loss',
  'no-result',
]);

export function withoutEchoes(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const broken = new Set(diagnostics.filter(({ code }) => code === 'syntax').map(lineOf));
  return broken.size === 0 ? diagnostics : diagnostics.filter((d) => !mayEcho.has(d.code) || !broken.has(lineOf(d)));
}

function lineOf({ span }: Diagnostic): string {
  return `${span.source.name}:${span.source.lineIndex(span.start)}`;
}
