// What a loss compares with must stay where it is: a target that learns runs towards the prediction, or is the prediction.
import type { Fix, Reporter } from '../../../diagnostics/diagnostic.ts';
import { joinSpans, type Span } from '../../../diagnostics/source-file.ts';
import type { FlowReference, OperationCall } from '../../../ops/core/call.ts';
import { settingsOf } from '../../../ops/core/setting.ts';
import { operationFor } from '../../../ops/table.ts';
import { outermost } from '../../emit/input-story.ts';
import type { ObjectivePart } from '../../emit/objectives.ts';
import type { Planned } from '../planned.ts';
import type { Learners } from './learners.ts';

export function checkTargets(planned: Planned, learners: Learners, reporter: Reporter): void {
  const anchored = new Set<string>();
  const floating: ObjectivePart[] = [];
  for (const found of planned.objectives.parts) {
    const { call } = found.part;
    const [prediction, target] = call.inputs.map((input) => learns(input, found, planned, learners));
    if (prediction && target) floating.push(found);
    // One input alone, such as that of `total_variation`, has no fixed side either.
    else if (call.kind === 'adversarial' || target !== undefined)
      for (const name of learners.of(found.value)) anchored.add(name);
    if (target && prediction !== undefined && isDirected(call)) reportTarget(call, prediction, reporter);
  }
  for (const { part, value } of floating) {
    if (isDirected(part.call) || [...learners.of(value)].some((name) => anchored.has(name))) continue;
    const hint =
      'write `stop_gradient(…)` around the side that is to stay, or compare one of them with `image` or `mask` too';
    reporter.report('nothing-fixed', outermost(part.call), { loss: part.call.name }, { hint });
  }
}

function isDirected(call: OperationCall): boolean {
  return call.kind === 'loss' && operationFor(call, 'loss').isDirected?.(settingsOf(call)) === true;
}

function learns(
  input: FlowReference,
  { term }: ObjectivePart,
  { values, results }: Planned,
  learners: Learners,
): boolean {
  const path = input.from === 'node' ? term.flow.nodes[input.node]?.call.path : undefined;
  const tensor = input.from === 'network' ? values.get(input.network)?.get(input.value) : path && results.get(path);
  return tensor ? learners.of(tensor).size > 0 : false;
}

function reportTarget(call: OperationCall, predictionLearns: boolean, reporter: Reporter): void {
  const [first, second] = call.mentions ?? [];
  const span = second ?? outermost(call);
  const [prediction, target] = [wholeText(first), wholeText(second)];
  const isTold = first !== undefined && second !== undefined && prediction !== undefined && target !== undefined;
  const fix = isTold && !predictionLearns ? swapped(first, second) : undefined;
  if (predictionLearns) {
    const kept = isTold ? { span: second, text: `stop_gradient(${target})` } : undefined;
    const hint = `write \`${kept?.text ?? 'stop_gradient(…)'}\` where it is to stay as it is`;
    reporter.report('target-learns', span, { loss: call.name }, { hint, fix: kept });
  } else {
    const meant = fix && `did you mean \`${call.name}(${target}, ${prediction})\`?`;
    const hint = meant ?? 'the prediction stands first, then the target';
    reporter.report('target-learns', span, { loss: call.name }, { hint, fix });
  }
}

function swapped(first: Span, second: Span): Fix | undefined {
  const [before, after] = first.start < second.start ? [first, second] : [second, first];
  if (before.source !== after.source || before.end > after.start) return undefined;
  const between = before.source.text.slice(before.end, after.start);
  return { span: joinSpans(before, after), text: `${wholeText(after)}${between}${wholeText(before)}` };
}

// The place of `(a + b) / 2` begins inside its brackets: that is no text to move.
function wholeText(span: Span | undefined): string | undefined {
  const text = span?.source.text.slice(span.start, span.end);
  let depth = 0;
  for (const letter of text ?? '') {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth < 0) return undefined;
  }
  return depth === 0 ? text : undefined;
}
