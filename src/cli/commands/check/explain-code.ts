// `anoseg check --explain CODE`: what a rule is and why, with a wrong and a right example; of a failure of the world
// outside, what it means, what it may say and what to do.
import {
  type CatalogueEntry,
  type Code,
  catalogue,
  exampleOf,
  failures,
  isFailureCode,
  nearest,
} from '../../../api/language.ts';
import { exitCode } from '../../shell/exit-code.ts';
import { UsageError } from '../../shell/failure.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';

/** A code of a rule where one is of both. @throws UsageError for a code that does not exist */
export function explainCode(written: string, terminal: Terminal): void {
  const rules = Object.keys(catalogue) as readonly Code[]; // Object.keys knows no literal types.
  const rule = rules.find((known) => known === written);
  const explanation = rule ? explainRule(rule) : isFailureCode(written) ? explainFailure(written) : undefined;
  if (explanation === undefined) {
    const codes = [...new Set([...rules, ...Object.keys(failures)])];
    const near = nearest(written, codes) ?? codes.find((known) => known.includes(written));
    const hint = near === undefined ? `the codes are ${codes.toSorted().join(', ')}` : `did you mean \`${near}\`?`;
    throw new UsageError(`there is no code \`${written}\``, hint);
  }
  if (terminal.json) printJson(terminal, { format_version: '1.0', ...explanation.json });
  else terminal.stdout.write(explanation.text);
}

interface Explanation {
  readonly json: object;
  readonly text: string;
}

function explainRule(code: Code): Explanation {
  const { severity, about, wrong, right, needsData = false }: CatalogueEntry<never> = catalogue[code];
  const data = needsData ? ', found where the data is at hand (`--with-data`, and before a run)' : '';
  return {
    json: { code, severity, about, wrong, right, needs_data: needsData },
    text: inParts(`${code}: ${severity}${data}`, about, [
      ['Wrong', wrong],
      ['Right', right],
    ]),
  };
}

function explainFailure(code: Parameters<typeof exampleOf>[0]): Explanation {
  const { about, message, hint } = exampleOf(code);
  return {
    json: { code, severity: 'failure', exit: exitCode.outside, about, message, hint },
    text: inParts(`${code}: failure, exit code ${exitCode.outside}`, about, [
      ['For example', message],
      ['What to do', hint],
    ]),
  };
}

function inParts(title: string, about: string, parts: readonly (readonly [string, string])[]): string {
  const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '    ');
  return `${[title, about, ...parts.map(([name, text]) => `${name}:\n${indented(text)}`)].join('\n\n')}\n`;
}
