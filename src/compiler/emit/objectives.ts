// The lines of `loss` as scalars, and who minimises what: every network but the discriminators
// minimises the sum of the lines; a discriminator its own side of each adversarial line.
import { bug } from '../../diagnostics/outside-error.ts';
import { joinSpans, textAt } from '../../diagnostics/source-file.ts';
import type { Model, NetworkModel, Term } from '../../dsl/model/model.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { randomUniform } from '../../graph/primitives/random-uniform.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { float } from '../../graph/rules/primitive.ts';
import type { FlowReference, OperationCall, Subset } from '../../ops/core/call.ts';
import { sampleShape } from '../../ops/core/checks.ts';
import type { Scope } from '../../ops/core/scopes.ts';
import { judgeOf, settingsOf } from '../../ops/core/setting.ts';
import type { WeightedCall } from '../../ops/core/value.ts';
import { operationFor } from '../../ops/table.ts';
import type { Batch } from './batch.ts';
import { AlreadyReported, emitGuarded, plainScope, unlessReported } from './emission-error.ts';
import { outermost, type Suggestion } from './input-story.ts';
import { applyNetwork, type NetworkContext, runFlow } from './network-emitter.ts';
import { randomState } from './random-streams.ts';
import type { SampleCategories } from './sample-categories.ts';
import { emitScheduled } from './schedules.ts';

/** Values of the networks for the batch, by `network.value`. */
export type NetworkValues = ReadonlyMap<string, ReadonlyMap<string, Tensor>>;

export interface Objectives {
  /** Each line with its value, weights included; adversarial ones have a second one for the discriminator. */
  readonly logged: readonly { readonly name: string; readonly value: Tensor }[];
  readonly generator: Tensor | undefined;
  readonly discriminators: ReadonlyMap<string, Tensor>;
  /** What each part of a line asks of the networks that are no discriminators. */
  readonly parts: readonly ObjectivePart[];
}

export interface ObjectivePart {
  readonly term: Term;
  readonly part: WeightedCall;
  readonly value: Tensor;
}

export function emitObjectives(model: Model, batch: Batch, values: NetworkValues, context: NetworkContext): Objectives {
  const emitter = new ObjectiveEmitter(model, batch, values, context);
  for (const term of model.loss)
    unlessReported(() => context.builder.scope(`loss/${term.name}`, () => emitter.line(term)));
  return emitter;
}

/** The names of `logged`, in their order. */
export function loggedNames(model: Model): readonly string[] {
  return model.loss.flatMap((term) => [
    ...term.parts.flatMap(({ call }) => (call.kind === 'adversarial' ? judgedName(term, judgeOf(call) ?? '') : [])),
    ...(term.parts.length === 0 ? [] : [term.name]),
  ]);
}

function judgedName(term: Term, judge: string): string {
  return `${term.name}.${judge}`;
}

class ObjectiveEmitter implements Objectives {
  readonly logged: { readonly name: string; readonly value: Tensor }[] = [];
  readonly discriminators = new Map<string, Tensor>();
  readonly parts: ObjectivePart[] = [];
  generator: Tensor | undefined;

  constructor(
    readonly model: Model,
    readonly batch: Batch,
    readonly values: NetworkValues,
    readonly context: NetworkContext,
  ) {}

  line(term: Term): void {
    const given = (reference: FlowReference) => this.#given(reference);
    const results = runFlow(term.flow, given, this.context, this.batch.seen);
    const tensorOf = (reference: FlowReference) =>
      (reference.from === 'node' ? results[reference.node] : given(reference)) ?? this.#missing(term.name);
    let line: Tensor | undefined;
    for (const part of term.parts) {
      const value =
        part.call.kind === 'adversarial' ? this.#adversarial(term, part, tensorOf) : this.#plain(part, tensorOf);
      this.parts.push({ term, part, value });
      line = line === undefined ? value : add(line, value);
    }
    if (line === undefined) return;
    this.logged.push({ name: term.name, value: line });
    this.generator = this.generator === undefined ? line : add(this.generator, line);
  }

  #plain(part: WeightedCall, tensorOf: (reference: FlowReference) => Tensor): Tensor {
    const { inputs } = part.call;
    const operation = operationFor(part.call, 'loss');
    const tensors = inputs.map((reference) => this.#restricted(tensorOf(reference), part.subset));
    const comparesImage = inputs.some((input) => input.from === 'given' && input.name !== 'mask');
    const scope = {
      ...plainScope(this.context.builder),
      imageRange: this.model.data.range,
      comparesImage,
    };
    const value = this.#guarded(part, tensors, () => operation.emit(scope, tensors, settingsOf(part.call)));
    return this.#weighted(part, mean(value));
  }

  #adversarial(term: Term, part: WeightedCall, tensorOf: (reference: FlowReference) => Tensor): Tensor {
    const { settings } = part.call;
    const operation = operationFor(part.call, 'adversarial');
    const judge = this.model.networks.find(({ name }) => name === judgeOf(part.call)) ?? bug('no discriminator');
    const examples = (name: string): readonly Tensor[] => {
      const setting = settings[name];
      if (setting?.kind !== 'examples') return bug(`no ${name} examples`);
      const { tensors, subset } = setting.value;
      return tensors.map(({ reference }) => this.#restricted(tensorOf(reference), subset));
    };
    this.#guarded(part, [], () => checkCounts(scopeOf(this.context), judge, part.call));
    const [real, fake] = [examples('real'), examples('fake')];
    this.#compareExamples(part, judge, real, fake);
    const scope = {
      ...scopeOf(this.context),
      real: this.#verdict(judge, real, part, 'real'),
      fake: this.#verdict(judge, fake, part, 'fake'),
      interpolated: () => this.#interpolated(part, judge, real, fake),
    };
    const sides = this.#guarded(part, [], () => operation.emit(scope, settingsOf(part.call)));
    this.logged.push({ name: judgedName(term, judge.name), value: sides.discriminator });
    const before = this.discriminators.get(judge.name);
    this.discriminators.set(judge.name, before ? add(before, sides.discriminator) : sides.discriminator);
    return this.#weighted(part, sides.generator);
  }

  // Each pair of a real and a fake example at a random place between them (WGAN-GP, Gulrajani et al. 2017).
  #interpolated(part: WeightedCall, judge: NetworkModel, real: readonly Tensor[], fake: readonly Tensor[]) {
    const { builder, seed, draw } = this.context;
    const count = Math.min(...[...real, ...fake].map((tensor) => dimension(tensor, 0)));
    const first = (tensor: Tensor) => slice(tensor, { axis: 0, start: 0, size: count });
    const place = randomUniform(randomState(builder, seed, `${part.call.path}/interpolation`, { step: draw }), [
      count,
      1,
      1,
      1,
    ]);
    const inputs = real.map((tensor, i) => {
      const other = first(fake[i] ?? bug('no fake example'));
      return add(other, mul(place, sub(first(tensor), other)));
    });
    return { verdict: this.#verdict(judge, inputs, part, 'real', count), inputs };
  }

  /** `count`: only of so many of them, the first. */
  #verdict(
    judge: NetworkModel,
    examples: readonly Tensor[],
    part: WeightedCall,
    kind: 'real' | 'fake',
    count?: number,
  ): Tensor {
    const inputs = new Map(
      judge.inputs.map(({ name }, i) => [name, examples[i] ?? bug(`${judge.name} misses ${name}`)]),
    );
    const context = { ...this.context, categories: this.#categoriesOf(examplesSubset(part, kind), count) };
    return applyNetwork(judge, inputs, context, outermost(part.call)).get(judge.result) ?? this.#missing(judge.name);
  }

  #categoriesOf(subset: Subset, count: number | undefined): SampleCategories | undefined {
    const { categories } = this.context;
    if (categories === undefined) return undefined;
    const index = this.#restricted(categories.index, subset);
    return { ...categories, index: count === undefined ? index : slice(index, { axis: 0, start: 0, size: count }) };
  }

  // Both kinds go through the same weights.
  #compareExamples(part: WeightedCall, judge: NetworkModel, real: readonly Tensor[], fake: readonly Tensor[]): void {
    const suggestion = otherOrder(part, real, fake);
    judge.inputs.forEach(({ name: input }, i) => {
      const shapes = [real[i], fake[i]].map((tensor) => (tensor ? sampleShape(tensor.shape) : ''));
      const [ofReal = '', ofFake = ''] = shapes;
      if (ofReal === ofFake) return;
      const mentions = ['real', 'fake'].flatMap((kind) => {
        const setting = part.call.settings[kind];
        return setting?.kind === 'examples' ? (setting.value.tensors[i]?.span ?? []) : [];
      });
      const related = mentions.map((span, k) => ({ message: shapes[k] ?? '', span }));
      const story = () => ({ related, odd: 1, suggestion });
      emitGuarded(this.context.reporter, part.call, story, () =>
        scopeOf(this.context).fail('examples-differ', { name: judge.name, input, real: ofReal, fake: ofFake }),
      );
    });
  }

  #weighted({ weight, schedules }: WeightedCall, value: Tensor): Tensor {
    const { builder, reporter } = this.context;
    const { steps } = this.model.train;
    const scheduled = schedules.map((call) => emitScheduled(builder, call, this.#step(), steps, reporter));
    return [float(builder, weight), ...scheduled].reduce((product, factor) => mul(product, factor), value);
  }

  #given(reference: FlowReference): Tensor | undefined {
    if (reference.from === 'network') return this.values.get(reference.network)?.get(reference.value);
    if (reference.from !== 'given') return undefined;
    const { image, seen, mask } = this.batch;
    return { image, seen, mask }[reference.name];
  }

  #restricted(tensor: Tensor, subset: Subset): Tensor {
    const { normal, synthetic } = this.model.train;
    // A number is one for all samples.
    if (subset === 'all' || tensor.shape[0] === 1) return tensor;
    const [start, size] = subset === 'normal' ? [0, normal] : [normal, synthetic];
    return slice(tensor, { axis: 0, start, size });
  }

  #guarded<T>({ call }: WeightedCall, tensors: readonly Tensor[], emit: () => T): T {
    // Both shapes belong to the message: neither has a line of its own here.
    const related = tensors.map(({ shape }, i) => ({
      message: sampleShape(shape),
      span: call.mentions?.[i] ?? call.span,
    }));
    const odd = tensors.length === 2 ? 1 : undefined;
    return emitGuarded(this.context.reporter, call, () => ({ related, odd, suggestion: undefined }), emit);
  }

  // In a check a value is missing where something before it did not fit.
  #missing(what: string): never {
    if (this.context.reporter) throw new AlreadyReported();
    return bug(`${what}: a value is missing`);
  }

  #step(): Tensor {
    return cast(this.context.step ?? bug('a loss without a step'), 'float32');
  }
}

function scopeOf({ builder }: NetworkContext): Scope {
  return plainScope(builder);
}

function examplesSubset({ call }: Pick<WeightedCall, 'call'>, name: 'real' | 'fake'): Subset {
  const setting = call.settings[name];
  return setting?.kind === 'examples' ? setting.value.subset : 'all';
}

/** Each parameter of the discriminator gets one tensor, in both kinds of examples. */
function checkCounts(scope: Scope, judge: NetworkModel, { settings }: OperationCall): void {
  for (const setting of Object.values(settings)) {
    if (setting.kind !== 'examples') continue;
    const [expected, found] = [judge.inputs.length, setting.value.tensors.length];
    const hint = `it takes (${judge.inputs.map(({ name }) => name).join(', ')})`;
    if (expected !== found) scope.fail('network-inputs', { name: judge.name, expected, found }, hint);
  }
}

// Where the fake examples would fit in another order, as there is only one.
function otherOrder({ call }: WeightedCall, real: readonly Tensor[], fake: readonly Tensor[]): Suggestion | undefined {
  const given = call.settings.fake;
  const spans = given?.kind === 'examples' ? given.value.tensors.map(({ span }) => span) : [];
  const shapes = fake.map(({ shape }) => sampleShape(shape));
  const order = real.map(({ shape }) => shapes.indexOf(sampleShape(shape)));
  const isOrder = new Set(order).size === spans.length && new Set(shapes).size === spans.length && !order.includes(-1);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!isOrder || first === undefined || last === undefined) return undefined;
  const texts = order.map((at) => (spans[at] ? textAt(spans[at]) : ''));
  const text = texts.join(', ');
  return { hint: `did you mean \`fake: (${text})\`?`, span: joinSpans(first, last), text };
}
