// Spellings of earlier releases: they work, with a warning that `fmt --upgrade` acts on.
import type { Reporting } from '../../diagnostics/diagnostic.ts';
import type { Name } from '../syntax/ast.ts';

export function reportFormerName({ text, span }: Name, current: string, reporter: Reporting): void {
  const extras = { hint: `write \`${current}\``, fix: { span, text: current } };
  reporter.report('deprecated', span, { old: text, current }, extras);
}
