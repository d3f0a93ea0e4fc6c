// What is compared pixel by pixel must show the same places: `image` beside `synthetic`, and the mask of what is seen.

import { insideBlocks, type Reporter } from '../../../diagnostics/diagnostic.ts';
import { textAt } from '../../../diagnostics/source-file.ts';
import type { AugmentModel, Model, Term } from '../../../dsl/model/model.ts';
import type { FlowReference, OperationCall } from '../../../ops/core/call.ts';
import { callsFrom } from '../../../ops/core/setting.ts';
import type { WeightedCall } from '../../../ops/core/value.ts';
import { operationOf } from '../../../ops/table.ts';
import { outermost } from '../../emit/input-story.ts';

export function checkMoved(model: Model, reporter: Reporter): void {
  const { augment, train, loss } = model;
  if (augment.synthetic === undefined || train.synthetic === 0) return;
  const lines = loss.flatMap((term) => term.parts.map((part) => ({ term, part })));
  const comparing = lines.find(({ term, part }) => part.subset !== 'normal' && comparesBoth(part, term, model));
  const leftBehind = augment.mask && movedBehind(augment, augment.synthetic, augment.mask);
  if (leftBehind) {
    const hint = 'move the image before the anomaly is made: `image = image -> …`, then `synthetic, mask = image -> …`';
    const parameters = { step: `\`${nameOf(leftBehind)}\`` };
    reporter.report('mask-left-behind', outermost(leftBehind), parameters, { hint });
  } else if (comparing) checkImage(augment, augment.synthetic, comparing.part.call, reporter);
}

function checkImage(augment: AugmentModel, synthetic: FlowReference, loss: OperationCall, reporter: Reporter): void {
  const related = [{ message: 'compared with `image` here', span: outermost(loss) }];
  const [shown, image] = [wayBack(synthetic, augment), wayBack(augment.image, augment)];
  const own = shown.nodes.filter((node) => !image.nodes.includes(node));
  const others = image.nodes.filter((node) => !shown.nodes.includes(node));
  const moving = [...own, ...others].map((node) => augment.flow.nodes[node]?.call).find(moves);
  if (moving !== undefined) {
    const which = own.some((node) => augment.flow.nodes[node]?.call === moving) ? 'synthetic' : 'image';
    const inside = moving.callers.length > 0 ? insideBlocks([moving.span]) : [];
    const hint =
      which === 'image'
        ? 'begin the chain of `synthetic` behind it, with what `image` is then'
        : `write it for every sample, on a line before: \`image = image -> ${written(moving)}\``;
    const parameters = {
      step: `\`${nameOf(moving)}\``,
      moved: which,
      other: which === 'image' ? 'synthetic' : 'image',
    };
    reporter.report('moved-apart', outermost(moving), parameters, { hint, related: [...related, ...inside] });
    return;
  }
  const last = synthetic.from === 'node' ? augment.flow.nodes[synthetic.node]?.call : undefined;
  if (shown.isOther && last !== undefined)
    reporter.report('another-image', outermost(last), {}, { hint: 'begin its chain with `image`', related });
}

// Behind the step that made the mask nothing may move what is seen.
function movedBehind(augment: AugmentModel, synthetic: FlowReference, mask: FlowReference): OperationCall | undefined {
  const { nodes } = wayBack(synthetic, augment);
  const at = mask.from === 'node' ? nodes.indexOf(mask.node) : -1;
  if (at < 0) return undefined;
  return nodes
    .slice(0, at)
    .map((node) => augment.flow.nodes[node]?.call)
    .find(moves);
}

interface Way {
  /** The operations that the picture goes through, last first. */
  readonly nodes: readonly number[];
  /** It may show another training image. */
  readonly isOther: boolean;
}

function wayBack(from: FlowReference, { flow }: AugmentModel): Way {
  const nodes: number[] = [];
  const open = [from];
  let isOther = false;
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (next.from === 'donor') isOther = true;
    const call = next.from === 'node' ? flow.nodes[next.node]?.call : undefined;
    if (next.from !== 'node' || call === undefined || nodes.includes(next.node)) continue;
    nodes.push(next.node);
    // A choice shows any of its inputs; other steps are drawn onto their first.
    const isChoice = operationOf(call).inputs.at(-1)?.variadic === true;
    open.push(...(isChoice ? call.inputs : call.inputs.slice(0, 1)));
  }
  return { nodes, isOther };
}

function moves(call: OperationCall | undefined): call is OperationCall {
  return call !== undefined && [...callsFrom(call)].some(isMove);
}

function isMove(call: OperationCall): boolean {
  const operation = operationOf(call);
  return operation.kind === 'augmentation' && operation.moves === true;
}

// A step with a chance has the name of what it does.
function nameOf(call: OperationCall): string {
  return [...callsFrom(call)].find(isMove)?.name ?? call.name;
}

// As a step of a chain: with what repeats it, and a choice in brackets.
function written(call: OperationCall): string {
  const span = outermost(call);
  const text = textAt(span);
  const [repeat = ''] = /\brepeat\([^()]*\)\s*$/.exec(span.source.text.slice(0, span.start)) ?? [];
  const step = repeat + (isChoice(text) ? `(${text})` : text);
  return step.length <= 60 && !/[\r\n]/.test(step) ? step : '…';
}

function isChoice(text: string): boolean {
  let rest = text;
  for (let before = ''; before !== rest; ) [before, rest] = [rest, rest.replace(/\([^()]*\)/g, '')];
  return rest.includes('|');
}

// A value that sees what the sample shows, and the undamaged image, in one comparison.
function comparesBoth({ call }: WeightedCall, { flow }: Term, model: Model): boolean {
  if (call.kind !== 'loss') return false;
  const inputs = new Set<string>();
  const visited = new Set<number>();
  const open = [...call.inputs];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.from === 'given' && next.name !== 'seen') inputs.add(next.name);
    if (next.from === 'network') for (const name of seenBy(next.network, model)) inputs.add(name);
    if (next.from !== 'node' || visited.has(next.node)) continue;
    visited.add(next.node);
    open.push(...(flow.nodes[next.node]?.call.inputs ?? []));
  }
  return inputs.has('seen') && (inputs.has('image') || inputs.has('clean'));
}

function seenBy(network: string, model: Model): readonly string[] {
  const inputs = model.networks.find(({ name }) => name === network)?.inputs ?? [];
  // No circle: networks stand in the order of their needs.
  return inputs.flatMap(({ source }) => (source.from === 'network' ? seenBy(source.network, model) : source.from));
}
