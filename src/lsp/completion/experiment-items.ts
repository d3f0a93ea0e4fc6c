// What could stand in an experiment: names of its pipeline's parameters, and the values that they may have.
import { CompletionItemKind } from 'vscode-languageserver';
import type { Param } from '../../api/editor.ts';
import { isYaml, quoted, textAt } from '../../api/language.ts';
import { namesCategory } from '../experiment.ts';
import type { Analysis, Workspace } from '../workspace.ts';
import type { ExpressionContext } from './context.ts';
import type { Candidate } from './words.ts';

export function experimentItems(
  workspace: Workspace,
  analysis: Analysis,
  { position, target: [part, name], frames }: ExpressionContext,
): readonly Candidate[] {
  const params = paramsOf(analysis);
  if (position.kind === 'member') return nameItems(params, analysis);
  const param = params.find((one) => one.name.text === name);
  if (param === undefined || part === undefined) return [];
  if (position.kind === 'text') return textsOf(param).map(valueItem);
  if (position.kind !== 'operand') return [];
  const isText = isYaml(analysis.source) ? (text: string) => text : quoted;
  const values = [...textsOf(param).map(isText), ...othersOf(param)];
  if (part === 'set' || frames.length > 0) return values.map(valueItem);
  const list = values.length > 1 ? [valueItem(`[${values.join(', ')}]`)] : [];
  return [...(isAllOf(workspace, analysis, param) ? [valueItem('all')] : []), ...list];
}

function paramsOf({ checked }: Analysis): readonly Param[] {
  const items = checked.loaded.entry.pipeline?.parsed.file.items ?? [];
  return items.flatMap((item) => (item.kind === 'param' && item.name.text !== '' ? [item] : []));
}

// A parameter has one line.
function nameItems(params: readonly Param[], { checked, source }: Analysis): readonly Candidate[] {
  const taken = checked.loaded.entry.parsed.file.items.flatMap((item) =>
    item.kind === 'section' ? item.statements.flatMap((line) => (line.kind === 'binding' ? line.targets : [])) : [],
  );
  const isTaken = ({ name }: Param) => taken.some(({ path }) => path[1]?.text === name.text);
  return params
    .filter((param) => !isTaken(param))
    .map(({ name, value, bounds, doc }) => ({
      label: name.text,
      kind: CompletionItemKind.Constant,
      detail: `param, ${textAt(value.span)}${bounds ? ` in ${textAt(bounds.span)}` : ''}`,
      doc,
      text: `${name.text}${isYaml(source) ? ': ' : ' = '}`,
    }));
}

/** Those that it may have, where they are listed; else the one that it has. */
function choicesOf({ value, bounds }: Param) {
  return bounds?.kind === 'list' ? bounds.items : [value];
}

function textsOf(param: Param): readonly string[] {
  return choicesOf(param).flatMap((one) => (one.kind === 'text' ? [one.value] : []));
}

function othersOf(param: Param): readonly string[] {
  if (param.value.kind === 'boolean') return ['true', 'false'];
  return choicesOf(param).flatMap((one) => (one.kind === 'number' ? [textAt(one.span)] : []));
}

function isAllOf(workspace: Workspace, { checked: { experiment } }: Analysis, { name, value }: Param) {
  return value.kind === 'text' && experiment
    ? namesCategory(name.text, { experiment, options: { syntax: workspace.syntax, reader: workspace.reader() } })
    : false;
}

function valueItem(label: string): Candidate {
  return { label, kind: CompletionItemKind.EnumMember };
}
