// Effective settings and operations as people read them.
import type { Setting } from '../dsl/model.ts';
import type { Operation } from '../ops/operation.ts';
import { kindNoun } from '../ops/operation.ts';
import { describeInput, describeType, signatureOf } from '../ops/signature.ts';
import { cutEnd } from '../ui/text.ts';
import { columns } from './columns.ts';
import { originText, writtenText } from './explain-settings.ts';

/** Longer values are cut in a table. */
const longestValue = 60;

/** A line for each setting: path, value, where it comes from, and what is written there. */
export function settingsText(settings: readonly Setting[], whole: boolean): string {
  const cut = (text: string) => (whole ? text : cutEnd(text, longestValue, '…'));
  const rows = settings.map((setting) => [
    setting.path,
    cut(setting.value),
    originText(setting.origin),
    writtenText(setting),
  ]);
  return columns(rows, ['left', 'left', 'left', 'left'])
    .map((line) => `${line}\n`)
    .join('');
}

/** An operation: what it does, takes and comes from. */
export function operationText(operation: Operation): string {
  const { kind, doc, provenance, example, inputs, parameters } = operation;
  const rows = [
    ...inputs.map((input) => [input.name, describeInput(input), input.doc]),
    ...Object.entries(parameters).map(([name, type]) => [name, describeType(type), type.doc]),
  ];
  return [
    `${kindNoun(kind).replace('the ', '')} ${signatureOf(operation)}`,
    '',
    `  ${doc}`,
    '',
    ...columns(rows, ['left', 'left', 'left'], '  '),
    ...(rows.length > 0 ? [''] : []),
    `  example  ${example}`,
    `  source   ${provenance}`,
    '',
  ].join('\n');
}
