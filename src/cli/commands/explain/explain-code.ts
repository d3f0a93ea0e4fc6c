// `anoseg check --explain CODE`: what a rule is and why, with a wrong and a right example.
import { type CatalogueEntry, type Code, catalogue } from '../../../diagnostics/catalogue.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import { UsageError } from '../../shell/failure.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';

/** @throws UsageError for a code that does not exist */
export function explainCode(written: string, terminal: Terminal): void {
  const codes = Object.keys(catalogue) as readonly Code[]; // Object.keys knows no literal types.
  const code = codes.find((known) => known === written);
  if (code === undefined) {
    const near = nearest(written, codes) ?? codes.find((known) => known.includes(written));
    const hint = near === undefined ? `the codes are ${codes.toSorted().join(', ')}` : `did you mean \`${near}\`?`;
    throw new UsageError(`there is no code \`${written}\``, hint);
  }
  const { severity, about, wrong, right, needsData = false }: CatalogueEntry<never> = catalogue[code];
  if (terminal.json) {
    printJson(terminal, { format_version: '1.0', code, severity, about, wrong, right, needs_data: needsData });
    return;
  }
  const data = needsData ? ', found where the data is at hand (`--with-data`, and before a run)' : '';
  const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '    ');
  const lines = [
    `${code}: ${severity}${data}`,
    '',
    about,
    '',
    'Wrong:',
    indented(wrong),
    '',
    'Right:',
    indented(right),
  ];
  terminal.stdout.write(`${lines.join('\n')}\n`);
}
