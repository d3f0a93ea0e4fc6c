// A model as the statements of its source: `e2 = …` of a network or of `augment`, a term of the loss; each with its steps and
// what these work on.
import type { Flow, Model } from '../../../dsl/model/model.ts';
import type { FlowReference, OperationCall } from '../../../ops/core/call.ts';
import { formatNumber } from '../../../ops/core/value.ts';
import type { Fact } from '../difference.ts';
import { factOf } from '../facts.ts';
import { leavesOf, recipesOf, type Step, stepOf } from './step.ts';

/** A step of the same statement by its number, else what it is called. */
export type Input = number | string;

export interface Statement {
  /** `generator/e2`, `augment/donor`, `loss/pixel`. */
  readonly name: string;
  readonly steps: readonly Step[];
  /** Of each step. */
  readonly inputs: readonly (readonly Input[])[];
  /** What it is where there are no steps, as in `normal = image`. */
  readonly result: string | undefined;
}

/** By name, in the order of the source. */
export function statementsOf(model: Model): ReadonlyMap<string, Statement> {
  const { augment, networks, loss, evaluate } = model;
  const all = [
    ...statementsIn(augment.flow),
    ...augment.flow.nodes.flatMap(({ call }) => drawnBy(call)),
    ...networks.flatMap(({ name, flow, values }) => {
      const own = statementsIn(flow);
      const known = new Set(own.map((statement) => statement.name));
      const others = values.filter((value) => !known.has(`${name}/${value.name}`));
      const plain = others.map(
        (value): Statement => ({
          ...{ name: `${name}/${value.name}`, steps: [], inputs: [] },
          result: String(inputOf(value.reference, flow, '')),
        }),
      );
      return [...own, ...plain];
    }),
    ...loss.map(termOf),
    ...statementsIn(evaluate.scoreFlow ?? { nodes: [] }),
  ];
  return new Map(all.map((statement) => [statement.name, statement]));
}

function statementsIn(flow: Flow): readonly Statement[] {
  const names = [...new Set(flow.nodes.map(({ call }) => statementOf(call.path)))];
  return names.map((name) => {
    const own = flow.nodes.filter(({ call }) => statementOf(call.path) === name);
    return {
      name,
      steps: own.map(({ call }) => stepOf(call, name)),
      inputs: own.map(({ call }) => call.inputs.map((input) => inputOf(input, flow, name))),
      result: undefined,
    };
  });
}

function termOf({ name: term, flow, parts }: Model['loss'][number]): Statement {
  const name = `loss/${term}`;
  const [inner] = statementsIn(flow);
  const steps = parts.map(({ call, weight, weightOrigin, subset, schedules }) => {
    const path = `${call.path}.weight`;
    const shown = [formatNumber(weight, 'none'), ...schedules.map((schedule) => schedule.name)].join(' * ');
    const more: [string, Fact][] = [['weight', factOf({ path, value: shown, origin: weightOrigin })]];
    if (subset !== 'all') more.push(['on', { value: subset }]);
    for (const schedule of schedules)
      for (const [key, fact] of stepOf(schedule, name).settings) more.push([`weight.${key}`, fact]);
    return stepOf(call, name, new Map(more));
  });
  const inputs = parts.map(({ call }) => call.inputs.map((input) => inputOf(input, flow, name)));
  return {
    name,
    steps: [...(inner?.steps ?? []), ...steps],
    inputs: [...(inner?.inputs ?? []), ...inputs],
    result: undefined,
  };
}

/** `augment/shape`: shapes that are drawn among. */
function drawnBy(call: OperationCall): readonly Statement[] {
  return recipesOf(call).flatMap(({ recipe }) => {
    const leaves = leavesOf(recipe);
    const [first] = leaves;
    if (first === undefined) return [];
    const name = first.call.path.slice(0, first.call.path.lastIndexOf('/'));
    const steps = leaves.map((leaf) =>
      stepOf(leaf.call, name, new Map(leaf.chance === undefined ? [] : [['chance', leaf.chance]])),
    );
    return { name, steps, inputs: leaves.map(() => []), result: undefined };
  });
}

function inputOf(reference: FlowReference, { nodes }: Flow, statement: string): Input {
  switch (reference.from) {
    case 'given':
      return reference.name;
    case 'donor':
      return reference.index === 0 ? 'other_image' : `other_image ${reference.index + 1}`;
    case 'network':
      return `${reference.network}.${reference.value}`;
    case 'node': {
      const path = nodes[reference.node]?.call.path ?? '';
      const owner = statementOf(path);
      const own = nodes.flatMap(({ call }, i) => (statementOf(call.path) === owner ? [i] : []));
      if (owner === statement) return own.indexOf(reference.node);
      return own.at(-1) === reference.node ? (owner.split('/').at(-1) ?? owner) : path;
    }
  }
}

/** `generator/e2` of `generator/e2/down/conv`. */
function statementOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}
