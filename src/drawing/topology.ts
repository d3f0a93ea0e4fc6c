// A pipeline as boxes and arrows, for pictures: what is given, what `augment` draws, the named values of
// each network with the steps that make them, and the lines of `loss`.

import type { PlannedLine } from '../compiler/plan/plan-objectives.ts';
import type { PlanReport } from '../compiler/plan/plan-report.ts';
import { textAt } from '../diagnostics/source-file.ts';
import { type Flow, type FlowNode, type Model, type NetworkModel, type Term, valueNamed } from '../dsl/model/model.ts';
import { formatShape } from '../graph/ir/tensor.ts';
import { transformed } from '../ops/augmentations/transformed.ts';
import type { FlowReference, OperationCall } from '../ops/core/call.ts';
import { appliedBy, judgeOf, showSetting } from '../ops/core/setting.ts';
import { formatNumber } from '../ops/core/value.ts';
import { constantLayer, operationOf } from '../ops/table.ts';

export interface Topology {
  readonly groups: readonly Group[];
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

export interface Group {
  readonly id: string;
  readonly title: string;
  readonly kind: 'augment' | 'generator' | 'discriminator' | 'loss';
}

export interface Box {
  readonly id: string;
  /** Undefined outside all groups. */
  readonly group: string | undefined;
  readonly kind: 'given' | 'value' | 'map' | 'loss';
  readonly title: string;
  /** The operations that lead to it, in order. */
  readonly steps: readonly string[];
  /** Height x width x channels, where it is a tensor. */
  readonly shape: string | undefined;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** What goes along: `real` and `fake` examples of a discriminator. */
  readonly label: string | undefined;
}

const longestStep = 52;

export function topologyOf(model: Model, report: PlanReport): Topology {
  const shapes = new Map(report.tensors.map(({ name, shape }) => [name, formatShape(shape)]));
  const parts = [
    augmentPart(model),
    ...model.networks.map((network) => networkPart(network, model, shapes)),
    lossPart(model, report.lines),
  ];
  const arrows = parts.flatMap((part) => part.arrows);
  const boxes = [...givenBoxes(model, arrows), ...parts.flatMap((part) => part.boxes)];
  const known = new Set(boxes.map(({ id }) => id));
  const groups = parts.flatMap(({ group, boxes: own }) => (own.length > 0 ? [group] : []));
  return { groups, boxes, arrows: unique(arrows.filter(({ from, to }) => known.has(from) && known.has(to))) };
}

interface Part {
  readonly group: Group;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

function augmentPart({ augment }: Model): Part {
  const { flow, image, synthetic, mask } = augment;
  const group: Group = { id: 'augment', title: 'augment', kind: 'augment' };
  const sourceOf = (reference: FlowReference) => (reference.from === 'donor' ? 'given/other_image' : undefined);
  const { boxes, arrows } = flowPart(flow, group, sourceOf);
  const into = (reference: FlowReference | undefined, to: string): readonly Arrow[] => {
    if (reference === undefined) return [];
    const from = reference.from === 'node' ? boxOf(flow.nodes[reference.node]) : 'given/image';
    return from === to ? [] : [{ from, to, label: undefined }];
  };
  const seen = [...into(image, 'given/seen'), ...into(synthetic, 'given/seen'), ...into(mask, 'given/mask')];
  return { group, boxes, arrows: [...arrows, ...seen] };
}

function networkPart(network: NetworkModel, model: Model, shapes: ReadonlyMap<string, string>): Part {
  const { name, role, inputs, flow } = network;
  const group: Group = { id: name, title: `network ${name}`, kind: role };
  // What it works on, a loss or whoever calls it says.
  const isFilled = role === 'discriminator' || inputs.some(({ source }) => source.from === 'call');
  const sourceOf = (reference: FlowReference) => {
    if (reference.from !== 'given') return undefined;
    const source = inputs.find((input) => input.name === reference.name)?.source;
    if (source?.from === 'network') return valueBox(source.network, source.value, model);
    if (source?.from === 'clean') return imageBox(model);
    return source?.from === 'seen' || source?.from === 'mask' ? `given/${source.from}` : `${name}/in/${reference.name}`;
  };
  const { boxes, arrows } = flowPart(flow, group, sourceOf, shapes, model);
  const given = isFilled ? inputs.map((input): Box => plainBox(`${name}/in/${input.name}`, name, input.name)) : [];
  const map = model.evaluate.map.network === name ? valueBox(name, model.evaluate.map.value, model) : undefined;
  const marked = boxes.map((box) => (box.id === map ? { ...box, kind: 'map' as const } : box));
  return { group, boxes: [...given, ...marked], arrows };
}

function lossPart(model: Model, lines: readonly PlannedLine[]): Part {
  const group: Group = { id: 'loss', title: 'loss', kind: 'loss' };
  const boxes = model.loss.map(({ name, parts }): Box => {
    const trains = lines
      .filter((line) => line.name === name || line.name.startsWith(`${name}.`))
      .flatMap((l) => l.trains);
    const steps = parts.map(({ call, weight, subset }) => {
      const on = subset === 'all' ? '' : ` on ${subset}`;
      return `${formatNumber(weight, 'none')} * ${call.name}${on}`;
    });
    return {
      ...plainBox(`loss/${name}`, 'loss', name),
      kind: 'loss',
      steps: [...steps, `trains ${trains.join(', ')}`],
    };
  });
  return { group, boxes, arrows: model.loss.flatMap((term) => lossArrows(term, model)) };
}

function lossArrows(term: Term, model: Model): readonly Arrow[] {
  const to = `loss/${term.name}`;
  const from = (reference: FlowReference): readonly string[] => {
    if (reference.from === 'given') return [reference.name === 'image' ? imageBox(model) : `given/${reference.name}`];
    if (reference.from === 'network') return [valueBox(reference.network, reference.value, model)];
    return reference.from === 'node' ? (term.flow.nodes[reference.node]?.call.inputs.flatMap(from) ?? []) : [];
  };
  return term.parts.flatMap(({ call }) => {
    const calls = term.flow.nodes.flatMap((node) => weightArrows(node.call, to, model));
    const plain = [...call.inputs.flatMap(from).map((id): Arrow => ({ from: id, to, label: undefined })), ...calls];
    const judge = model.networks.find(({ name }) => name === judgeOf(call));
    if (judge === undefined) return plain;
    const examples = Object.entries(call.settings).flatMap(([label, setting]) =>
      setting.kind === 'examples'
        ? setting.value.tensors.flatMap(({ reference }, i) =>
            from(reference).map((id): Arrow => ({ from: id, to: `${judge.name}/in/${judge.inputs[i]?.name}`, label })),
          )
        : [],
    );
    return [...plain, ...examples, { from: valueBox(judge.name, judge.result, model), to, label: undefined }];
  });
}

// What losses call `image`: what `augment` makes of every image, where it does.
function imageBox({ augment: { flow, image } }: Model): string {
  return image.from === 'node' ? boxOf(flow.nodes[image.node]) : 'given/image';
}

// The values of one body: a box for each binding, with the operations of its lines.
function flowPart(
  flow: Flow,
  group: Group,
  sourceOf: (reference: FlowReference) => string | undefined,
  shapes: ReadonlyMap<string, string> = new Map(),
  model?: Model,
): Pick<Part, 'boxes' | 'arrows'> {
  const boxes = new Map<string, Box>();
  const arrows: Arrow[] = [];
  for (const node of flow.nodes) {
    const id = boxOf(node);
    const before = boxes.get(id) ?? plainBox(id, group.id, id.slice(group.id.length + 1));
    const steps = [...before.steps, ...stepOf(node.call)];
    const lastStep = before.steps.at(-1);
    // A block is one step, however many operations it has.
    const merged = isInBlock(node.call) && lastStep === steps.at(-1) && continues(node, flow) ? before.steps : steps;
    boxes.set(id, { ...before, kind: 'value', steps: merged, shape: shapes.get(node.call.path) });
    for (const reference of node.call.inputs) {
      const own = reference.from === 'node' ? boxOf(flow.nodes[reference.node]) : undefined;
      const from = own ?? sourceOf(reference) ?? (reference.from === 'given' ? `given/${reference.name}` : undefined);
      if (from !== undefined && from !== id) arrows.push({ from, to: id, label: undefined });
    }
    if (model) arrows.push(...weightArrows(node.call, id, model));
  }
  return { boxes: [...boxes.values()], arrows };
}

// From a network to whoever calls it.
function weightArrows(call: OperationCall, to: string, model: Model): readonly Arrow[] {
  const applied = appliedBy(call);
  return applied ? [{ from: valueBox(applied.network, applied.value, model), to, label: 'weights' }] : [];
}

function boxOf(node: FlowNode | undefined): string {
  return node?.call.path.split('/').slice(0, 2).join('/') ?? '';
}

function isInBlock({ callers }: OperationCall): boolean {
  return callers.length > 0;
}

// The operation before it belongs to the same call of a block.
function continues({ call }: FlowNode, { nodes }: Flow): boolean {
  const [place] = call.callers;
  const before = nodes[nodes.findIndex((node) => node.call === call) - 1]?.call.callers[0];
  return before !== undefined && before.source === place?.source && before.start === place.start;
}

function stepOf(call: OperationCall): readonly string[] {
  const { kind, name, path, settings, callers } = call;
  const [place] = callers;
  if (place) return [shortened(textAt(place).replaceAll(/\s+/g, ' '))];
  if (kind === constantLayer.kind && name === constantLayer.name) return [];
  const applied = appliedBy(call);
  if (applied) return [applied.network];
  // A step with a chance, or one of several: what it is stands in its only setting.
  if (kind === transformed.kind && name === transformed.name)
    return Object.values(settings).map((setting) => shortened(showSetting(setting)));
  // Its options stand before it; in the file it is the word that its path ends with.
  const operation = operationOf(call);
  const word =
    operation.kind === 'augmentation' && operation.lazy === true
      ? path.replace(/^.*\//, '').replace(/_\d+$/, '')
      : name;
  return [shortened(shortCall({ ...call, name: word }))];
}

// `conv(64, kernel: 4)`: the first setting without its name.
function shortCall({ name: called, settings, origins }: OperationCall): string {
  const written = Object.entries(settings)
    .map(([name, setting], i) => ({ name, i, text: showSetting(setting) }))
    .filter(({ name }) => origins[name]?.from === 'written');
  if (written.length === 0) return called;
  return `${called}(${written.map(({ name, i, text }) => (i === 0 ? text : `${name}: ${text}`)).join(', ')})`;
}

function shortened(text: string): string {
  return text.length <= longestStep ? text : `${text.slice(0, longestStep - 1)}…`;
}

function valueBox(network: string, value: string, { networks }: Model): string {
  const owner = networks.find(({ name }) => name === network);
  const reference = owner && valueNamed(owner, value);
  if (reference?.from === 'node') return boxOf(owner?.flow.nodes[reference.node]);
  return reference?.from === 'given' ? `given/${reference.name}` : `${network}/${value}`;
}

function plainBox(id: string, group: string | undefined, title: string): Box {
  return { id, group, kind: 'given', title, steps: [], shape: undefined };
}

function givenBoxes({ data }: Model, arrows: readonly Arrow[]): readonly Box[] {
  const used = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const image = formatShape([data.height, data.width, data.channels]);
  const mask = formatShape([data.height, data.width, 1]);
  const shapeOf = (name: string) => (name === 'mask' || name === 'foreground' ? mask : image);
  return [...used]
    .filter((id) => id.startsWith('given/'))
    .map((id): Box => {
      const name = id.slice('given/'.length);
      return { ...plainBox(id, undefined, name), shape: shapeOf(name) };
    });
}

function unique(arrows: readonly Arrow[]): readonly Arrow[] {
  return [...new Map(arrows.map((arrow) => [JSON.stringify(arrow), arrow])).values()];
}
