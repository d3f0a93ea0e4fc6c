// What could stand in a value: names in view, operations, options, settings of the call around the cursor.

import { CompletionItemKind } from 'vscode-languageserver';
import { distributionNames, perNetwork, type ReadType } from '../../api/editor.ts';
import { allKinds, describeWord, textAt } from '../../api/language.ts';
import { knownWeights } from '../../api/weights.ts';
import type { Declared, FileNames } from '../names/declared.ts';
import { givenNames, original } from '../names/expressions.ts';
import { keyType } from '../names/mentions.ts';
import type { View } from '../names/view.ts';
import type { Analysis } from '../workspace.ts';
import type { Body, ExpressionContext } from './context.ts';
import { type Expected, expectedAt } from './expected.ts';
import type { InView } from './in-view.ts';
import { blockCandidate, type CallForm, operationCandidates } from './operation-items.ts';
import type { Candidate } from './words.ts';

export function expressionItems(context: ExpressionContext, inView: InView): readonly Candidate[] {
  const { position, body, target, yaml } = context;
  const form = { isStep: position.kind === 'step', isKey: yaml?.isKey === true };
  const { own, view } = inView;
  switch (position.kind) {
    case 'member': {
      const isKey = perNetwork.some((key) => key === position.owner) && body.word === 'train';
      return isKey ? networksOf(own).map(nameCandidate) : membersOf(position.owner, inView);
    }
    case 'condition':
      return [...own.params.values(), ...parametersOf(context, inView)].map(nameCandidate);
    case 'restriction':
      return restrictions(body.word, target[0]).map(wordCandidate);
    case 'after':
      return behind(context, position.isNumber).map(wordCandidate);
    case 'step':
      return [...blocksOf(inView, form), ...operationCandidates(stepKinds(view.place), form)];
    case 'text':
      return textsAt(context, inView).map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
    case 'operand': {
      const items = operandItems(expectedAt(context.frames, outermostType(context), inView), context, inView, form);
      return [...items, ...frozenValues(context, inView)];
    }
  }
}

/** What the value as a whole is read as; undefined where anything may stand. */
export function outermostType({ body, target: [key] }: ExpressionContext): ReadType<unknown> | undefined {
  const isSetting = body.word === 'data' || body.word === 'train' || body.word === 'evaluate';
  return isSetting && key !== undefined ? keyType(body.word, key) : undefined;
}

// What may stand in a string: the options of a setting, of a parameter of the file that it is compared with.
function textsAt(context: ExpressionContext, inView: InView): readonly string[] {
  const { position, frames } = context;
  const compared = position.kind === 'text' ? position.compared : undefined;
  if (compared === undefined)
    return namedWeights(context) ?? expectedAt(frames, outermostType(context), inView).type?.words ?? [];
  const declared = inView.own.params.get(compared);
  const bounds = declared?.kind === 'param' ? declared.node.bounds : undefined;
  return bounds?.kind === 'list' ? bounds.items.flatMap((item) => (item.kind === 'text' ? [item.value] : [])) : [];
}

// Behind `start.NETWORK = pretrained(`: the weights that come by their name.
function namedWeights({ body, target: [key], frames }: ExpressionContext): readonly string[] | undefined {
  const call = frames.at(-1);
  if (body.word !== 'train' || key !== 'start' || call === undefined) return undefined;
  const isName = call.argument === undefined ? call.position === 0 : call.argument === 'weights';
  return isName ? knownWeights.map(({ name }) => name) : undefined;
}

// What is most likely comes first.
function operandItems(
  expected: Expected,
  context: ExpressionContext,
  inView: InView,
  form: CallForm,
): readonly Candidate[] {
  const { type, settings, takesInput, isBound } = expected;
  const { own, view } = inView;
  const flags = type?.schema === 'boolean' ? ['true', 'false'] : [];
  const distributions = type?.random === true ? distributionNames : [];
  const words = [...(type?.words ?? []), ...flags, ...distributions].map(wordCandidate);
  const takesValue =
    type === undefined ? !isBound || takesInput : type.takes === 'value' && ['mask', 'any'].includes(type.schema);
  const values = takesValue || type?.takes === 'shape' ? valuesOf(context, inView) : [];
  const kinds = operandKinds(expected, view.place);
  const makes = operationCandidates(kinds, form);
  const blocks = takesValue && (view.place === 'network' || view.place === 'augment') ? blocksOf(inView, form) : [];
  if (context.yaml?.takesNames === true && settings.length > 0) return settings;
  const parameters = [...parametersOf(context, inView), ...own.params.values()].map(nameCandidate);
  const isObjective = view.place === 'loss' && !isBound;
  if (isObjective || (type !== undefined && kinds.length > 0 && type.takes !== 'schedule'))
    return [...settings, ...makes, ...values, ...words, ...parameters];
  if (takesInput) return [...values, ...settings, ...words, ...parameters, ...blocks, ...makes];
  return [...settings, ...words, ...values, ...parameters, ...blocks, ...makes];
}

// Which operations make what is expected.
function operandKinds({ type, takesInput, isBound }: Expected, place: View['place']) {
  const wanted = allKinds.filter((kind) => kind === type?.takes);
  if (wanted.length > 0) return wanted;
  if (type?.takes === 'transform') return ['augmentation'] as const;
  if (type !== undefined && type.schema !== 'any') return [];
  if (isBound && !takesInput && type === undefined) return [];
  if (place === 'loss') return isBound ? (['layer'] as const) : (['loss', 'adversarial', 'schedule'] as const);
  if (place === 'augment') return ['augmentation', 'shape'] as const;
  return place === 'network' ? (['layer'] as const) : [];
}

function stepKinds(place: View['place']) {
  if (place === 'augment') return ['augmentation'] as const;
  return place === 'data' || place === 'train' || place === 'setting' ? [] : (['layer'] as const);
}

// Values that the body declares above, that the language gives, and those of networks where a loss looks at them.
function valuesOf({ body, target }: ExpressionContext, { own, names, view, analysis, offset }: InView) {
  const seesNetworks = view.place === 'loss' || view.place === 'evaluate';
  const above = ({ kind, name, span }: Declared) => kind === 'value' && span.start < offset && !target.includes(name);
  const local = view.place === 'loss' ? [] : bodyNames(body, own).filter(above);
  const ofNetworks = seesNetworks
    ? networksOf(own)
        .flatMap((network) => valuesOfNetwork(network, names))
        .filter((declared) => view.networkValue(declared.name, undefined)?.span === declared.span)
    : [];
  // The last value is the likeliest.
  return [
    ...local.toReversed().map((declared) => valueCandidate(declared, analysis)),
    ...givenNames(view.place).map(wordCandidate),
    ...ofNetworks.toReversed().map((declared) => valueCandidate(declared, analysis)),
    ...(view.place === 'loss' ? networksOf(own).map(nameCandidate) : []),
  ];
}

// Behind `frozen.NETWORK =`: up to where it is frozen.
function frozenValues({ body, target: [key, network], frames }: ExpressionContext, inView: InView) {
  const isFrozen = body.word === 'train' && key === 'frozen' && frames.length === 0;
  return isFrozen && network !== undefined ? membersOf(network, inView) : [];
}

function membersOf(owner: string, { own, names, analysis }: InView): readonly Candidate[] {
  const network = networksOf(own).find(({ name }) => name === owner);
  return network
    ? valuesOfNetwork(network, names)
        .toReversed()
        .map((declared) => valueCandidate(declared, analysis))
    : [];
}

function valuesOfNetwork(network: Declared, names: InView['names']): readonly Declared[] {
  const target = original(network);
  if (target.kind !== 'network') return [];
  const body = names.get(target.file)?.bodies.get(target.node);
  return [...(body?.values() ?? [])].filter(({ kind }) => kind === 'value');
}

function networksOf({ items }: FileNames): readonly Declared[] {
  return [...items.values()].filter((item) => original(item).kind === 'network');
}

function blocksOf({ own }: InView, form: CallForm): readonly Candidate[] {
  return [...own.items.values()].flatMap((item) => {
    const block = original(item);
    return block.kind === 'block' ? [blockCandidate(item.name, block.node, form)] : [];
  });
}

// Of the block or network around.
function parametersOf({ body }: ExpressionContext, { own }: InView): readonly Declared[] {
  return bodyNames(body, own).filter(({ kind }) => kind === 'parameter');
}

function bodyNames({ word, name }: Body, { bodies }: FileNames): readonly Declared[] {
  for (const [body, names] of bodies) {
    const isIt = body.kind === 'section' ? body.section === word : body.kind === word && body.name.text === name;
    if (isIt) return [...names.values()];
  }
  return [];
}

function restrictions(word: string, key: string | undefined): readonly string[] {
  if (word === 'evaluate') return key?.endsWith('threshold') === true ? ['holdout', 'synthetic', 'validation'] : [];
  if (word === 'train') return key === 'keep' ? ['synthetic'] : [];
  return ['normal', 'synthetic'];
}

function behind({ body, target, frames }: ExpressionContext, isNumber: boolean): readonly string[] {
  if (body.word === 'train' && target[0] === 'keep') return ['on'];
  if (body.word === 'train') return target[0] === 'batch' && isNumber ? ['normal', 'synthetic'] : [];
  if (body.word === 'evaluate') return ['on'];
  if (body.word === 'param' || body.word === 'data') return ['in'];
  return body.word === 'loss'
    ? ['on', 'when']
    : frames.length > 0 || body.word === 'augment'
      ? ['in', 'when']
      : ['when'];
}

function valueCandidate(declared: Declared, { facts }: Analysis): Candidate {
  const { name, node, kind } = declared;
  const shapes = kind === 'value' ? facts.resultsOf(node.value) : [];
  const doc = kind === 'value' ? node.doc : undefined;
  return { label: name, kind: CompletionItemKind.Variable, detail: shapes.join(', '), doc };
}

function nameCandidate(declared: Declared): Candidate {
  const { name } = declared;
  const found = original(declared);
  switch (found.kind) {
    case 'param':
      return {
        label: name,
        kind: CompletionItemKind.Constant,
        detail: `param, ${textAt(found.node.value.span)}`,
        doc: found.node.doc,
      };
    case 'network':
      return { label: name, kind: CompletionItemKind.Class, detail: 'network', doc: found.node.doc };
    case 'parameter': {
      const standard = found.node.default === undefined ? '' : `, default ${textAt(found.node.default.span)}`;
      return { label: name, kind: CompletionItemKind.Variable, detail: `parameter${standard}` };
    }
    default:
      return { label: name, kind: CompletionItemKind.Variable };
  }
}

function wordCandidate(label: string): Candidate {
  const doc = describeWord(label);
  return { label, kind: CompletionItemKind.EnumMember, doc };
}
