// Operations, parameters and codes as Markdown; the words of the language are described with the language.

import type { ReadType } from '../api/editor.ts';
import {
  type Code,
  catalogue,
  describeInput,
  describeType,
  kindNoun,
  type Operation,
  signatureOf,
} from '../api/language.ts';

export function code(text: string): string {
  return `\`\`\`anoseg\n${text}\n\`\`\``;
}

export function describeOperation(operation: Operation): string {
  const { kind, doc, inputs, parameters, provenance, example } = operation;
  const lines = [
    ...inputs.map((input) => `- \`${input.name}\`: ${describeInput(input)}. ${input.doc}`),
    ...Object.entries(parameters).map(([name, type]) => `- \`${name}\`: ${describeType(type)}. ${type.doc}`),
  ];
  return [
    code(signatureOf(operation)),
    `${kindNoun(kind).replace(/^the /, '')}. ${doc}`,
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    code(example),
    `Source: ${provenance}`,
  ].join('\n\n');
}

/** A setting of an operation or section. */
export function describeParameter(name: string, type: ReadType<unknown>): string {
  return `\`${name}\`: ${describeType(type)}\n\n${type.doc}`;
}

/** What the rule behind a finding is, with a wrong and a right line. */
export function describeCode(name: Code): string {
  const { about, wrong, right } = catalogue[name];
  return [`**${name}**: ${about}`, `Wrong:\n${code(wrong)}`, `Right:\n${code(right)}`].join('\n\n');
}
