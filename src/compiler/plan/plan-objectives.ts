// Who minimises what: each line of `loss` with its weights, and the networks whose weights its gradient
// reaches. A line with a discriminator has a second side, which that network minimises.
import { bug } from '../../diagnostics/outside-error.ts';
import { type Model, type Term, valueNamed } from '../../dsl/model/model.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { dependsOn } from '../../graph/rules/gradients.ts';
import type { FlowReference, OperationCall, Subset } from '../../ops/core/call.ts';
import { appliedBy, judgeOf, showCall, showExamples, showSetting } from '../../ops/core/setting.ts';
import type { WeightedCall } from '../../ops/core/value.ts';
import type { Planned } from './planned.ts';

export interface PlannedLine {
  /** `pixel`; the discriminator's side is `adversarial.discriminator`. */
  readonly name: string;
  readonly parts: readonly PlannedPart[];
  /** Networks that minimise it: those whose weights it reaches. */
  readonly trains: readonly string[];
}

export interface PlannedPart {
  /** `bce(map, mask)` */
  readonly loss: string;
  readonly weight: number;
  /** Schedules that multiply the weight. */
  readonly schedules: readonly string[];
  readonly on: Subset;
}

export function planLines({ model, objectives, weights }: Planned): readonly PlannedLine[] {
  const values = new Map(objectives.logged.map(({ name, value }) => [name, value]));
  const reached = (value: Tensor | undefined, role: 'generator' | 'discriminator') =>
    model.networks
      .filter((network) => network.role === role)
      .map(({ name }) => name)
      .filter((name) => value && weights.trained(name).some((weight) => dependsOn(value, weight.value)));
  return model.loss.flatMap((term) => {
    const line = { name: term.name, parts: term.parts.map((part) => planPart(part, term, model)) };
    const sides = term.parts.flatMap((part) => {
      const judge = judgeOf(part.call);
      if (judge === undefined) return [];
      const name = `${term.name}.${judge}`;
      // The discriminator's own side has no weight: it minimises nothing else.
      const parts = [{ ...planPart(part, term, model), weight: 1, schedules: [] }];
      return [{ name, parts, trains: reached(values.get(name), 'discriminator') }];
    });
    return [{ ...line, trains: reached(values.get(term.name), 'generator') }, ...sides];
  });
}

function planPart({ call, weight, schedules, subset }: WeightedCall, term: Term, model: Model): PlannedPart {
  const nameOf = (reference: FlowReference) => inputName(reference, term, model);
  const written = Object.entries(call.settings).filter(([name]) => call.origins[name]?.from === 'written');
  const settings = written.map(([name, setting]) => {
    const text = setting.kind === 'examples' ? showExamples(setting.value, nameOf) : showSetting(setting);
    // `lsgan(discriminator, …)`: the network needs no name.
    return setting.kind === 'network' ? text : `${name}: ${text}`;
  });
  return {
    loss: `${call.name}(${[...call.inputs.map(nameOf), ...settings].join(', ')})`,
    weight,
    schedules: schedules.map(showCall),
    on: subset,
  };
}

// With its network where another network has a value of that name.
function inputName(reference: FlowReference, term: Term, model: Model): string {
  if (reference.from === 'given') return reference.name;
  if (reference.from === 'donor') return bug('a donor in a loss');
  if (reference.from === 'node') return madeName(term.flow.nodes[reference.node]?.call, term, model);
  const { networks } = model;
  const owners = networks.filter((network) => network.role === 'generator' && valueNamed(network, reference.value));
  return owners.length === 1 ? reference.value : `${reference.network}.${reference.value}`;
}

// `abs(…)`, but a number as it was written; of a network what it works on too: which one it is says little.
function madeName(call: OperationCall | undefined, term: Term, model: Model): string {
  if (call?.name === 'constant' && call.settings.value !== undefined) return showSetting(call.settings.value);
  const applied = call && appliedBy(call);
  if (applied === undefined) return `${call?.name ?? '…'}(…)`;
  return `${showApplied(applied, model)}(${call?.inputs.map((input) => inputName(input, term, model)).join(', ')})`;
}

/** `encoder`, or where it is another value than its result `encoder.features`. */
function showApplied(
  { network, value }: { readonly network: string; readonly value: string },
  { networks }: Model,
): string {
  const result = networks.find(({ name }) => name === network)?.result;
  return value === result ? network : `${network}.${value}`;
}
