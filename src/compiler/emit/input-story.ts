// What a message says of the tensors that an operation was given: their shapes, where they are mentioned
// and which line made them, and which other value would have fitted.
import type { Code } from '../../diagnostics/catalogue.ts';
import type { Related } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { type Span, textAt } from '../../diagnostics/source-file.ts';
import type { Flow, FlowNode, NamedValue } from '../../dsl/model/model.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { sampleShape } from '../../ops/core/checks.ts';

export interface InputStory {
  readonly related: readonly Related[];
  /** Which of `related` is the one that differs from the first. */
  readonly odd: number | undefined;
  /** Another value in the place of one of them, with which it would fit. */
  readonly suggestion: Suggestion | undefined;
  /** What the numbers of a convolution mean here, where they look like input, output and kernel. */
  readonly order?: Suggestion | undefined;
  /** Which size of the image would fit, in words. */
  readonly fittingSize?: (mistake: 'indivisible-side' | 'kernel-too-large') => string | undefined;
}

export interface Suggestion {
  readonly hint: string;
  readonly span: Span;
  readonly text: string;
  /** What holds without the text. */
  readonly otherwise?: string;
}

export const noStory: InputStory = { related: [], odd: undefined, suggestion: undefined };

/** Messages that are about several inputs at once. */
export const comparesInputs: ReadonlySet<Code> = new Set<Code>(['shape-mismatch', 'examples-differ']);

/** `values`: what has a name, for suggestions. */
export function tellInputs(
  { call }: FlowNode,
  inputs: readonly Tensor[],
  flow: Flow,
  results: readonly (Tensor | undefined)[],
  values: readonly NamedValue[],
): InputStory {
  const shapes = inputs.map(({ shape }) => sampleShape(shape));
  const related = call.inputs.flatMap((reference, i): readonly Related[] => {
    const maker = reference.from === 'node' ? flow.nodes[reference.node]?.call : undefined;
    const span = call.mentions?.[i] ?? (maker && outermost(maker));
    return span ? [{ message: `${shapes[i]}${madeIn(maker, span)}`, span }] : [];
  });
  const odd = shapes.findLastIndex((shape) => shape !== shapes[0]);
  const isTold = related.length === inputs.length && odd > 0;
  const suggestion = isTold ? suggest(call, inputs, odd, { flow, results, values }) : undefined;
  return { related, odd: isTold ? odd : undefined, suggestion, order: otherOrder(call, inputs) };
}

// `conv(3, 64, 3)` for an input of 3 channels: the order of other libraries.
function otherOrder({ name, span, callers }: OperationCall, [input]: readonly Tensor[]): Suggestion | undefined {
  if ((name !== 'conv' && name !== 'deconv') || callers.length > 0) return undefined;
  const call = /^\w+\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?=[,)])/.exec(textAt(span));
  const [written = '', channels, output, kernel] = call ?? [];
  if (channels === undefined || Number(channels) !== input?.shape[3]) return undefined;
  const text = `${name}(${output}, kernel: ${kernel}`;
  const otherwise = 'the numbers are channels, kernel and stride';
  const place = { ...span, end: span.start + written.length };
  return {
    hint: `${otherwise}: in the order of input, output and kernel it is \`${text})\``,
    span: place,
    text,
    otherwise,
  };
}

export function outermost({ callers, span }: Pick<OperationCall, 'callers' | 'span'>): Span {
  return callers[0] ?? span;
}

// The line that made it, unless that is the place itself.
function madeIn(maker: OperationCall | undefined, mention: Span): string {
  if (maker === undefined) return '';
  const { source, start } = outermost(maker);
  const line = source.lineIndex(start);
  if (source === mention.source && line === source.lineIndex(mention.start)) return '';
  return `, from ${source === mention.source ? '' : `${source.name}, `}line ${line + 1}`;
}

interface Neighbours {
  readonly flow: Flow;
  readonly results: readonly (Tensor | undefined)[];
  readonly values: readonly NamedValue[];
}

// A value with a similar name and the sides of the other input: `e3` for `e2`.
function suggest(
  call: OperationCall,
  inputs: readonly Tensor[],
  odd: number,
  { flow, results, values }: Neighbours,
): Suggestion | undefined {
  for (const [replaced, kept] of [
    [odd, 0],
    [0, odd],
  ] as const) {
    const mention = call.mentions?.[replaced];
    const wanted = inputs[kept]?.shape;
    if (mention === undefined || wanted === undefined || call.callers.length > 0) continue;
    const written = textAt(mention);
    const others = new Set(call.mentions?.map(textAt));
    const fitting = values.filter(({ name, reference }) => {
      const tensor = reference.from === 'node' ? results[reference.node] : undefined;
      return !others.has(name) && tensor?.shape[1] === wanted[1] && tensor?.shape[2] === wanted[2];
    });
    const found = nearest(
      written,
      fitting.map(({ name }) => name),
    );
    const reference = fitting.find(({ name }) => name === found)?.reference;
    if (found === undefined || reference?.from !== 'node') continue;
    const whole = textAt(call.span);
    const at = mention.start - call.span.start;
    const text = `${whole.slice(0, at)}${found}${whole.slice(at + written.length)}`;
    const maker = flow.nodes[reference.node]?.call;
    const line = maker ? ` (line ${outermost(maker).source.lineIndex(outermost(maker).start) + 1})` : '';
    const hint = `${found}${line} has ${wanted[1]} x ${wanted[2]}; did you mean \`${text}\`?`;
    return { hint, span: mention, text: found };
  }
  return undefined;
}
