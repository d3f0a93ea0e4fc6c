// What differs in the meaning of two pipelines: settings, operations and what they work on, shapes, cost.
import { processMemory } from '../../compiler/plan/plan-memory.ts';
import { type PlanReport, reportPlan } from '../../compiler/plan/plan-report.ts';
import { digestPipeline, meaningOf } from '../../dsl/model/digest.ts';
import type { Flow, Model } from '../../dsl/model/model.ts';
import { effectiveSettings } from '../../dsl/model/settings.ts';
import type { FlowReference } from '../../ops/core/call.ts';
import { nameOf, unwrittenOf } from './changes/step.ts';
import { type Difference, differencesIn, type Fact, type Facts, factsOf } from './difference.ts';
import { factOf } from './facts.ts';

export function differentMeaning(a: Model, b: Model): readonly Difference[] {
  if (digestPipeline(a) === digestPipeline(b)) return [];
  const told = [
    ...differencesIn('parameters', parameters(a), parameters(b)),
    ...differencesIn('settings', settings(a), settings(b)),
    ...differencesIn('operations', operations(a), operations(b)),
    ...differentPlans(a, b),
  ];
  return told.length > 0 ? told : differencesIn('settings', leaves(meaningOf(a)), leaves(meaningOf(b)));
}

/** What comes of it. */
export function differentPlans(a: Model, b: Model): readonly Difference[] {
  const [planOfA, planOfB] = [reportPlan(a), reportPlan(b)];
  return [
    ...differencesIn('shapes', shapes(a, planOfA), shapes(b, planOfB)),
    ...differencesIn('cost', cost(planOfA), cost(planOfB)),
  ];
}

/** Their names mean nothing, their values what uses them. */
function parameters(model: Model): Facts {
  return settingsWhere(model, (path) => path.startsWith('param.'));
}

function settings(model: Model): Facts {
  return settingsWhere(model, (path) => !path.startsWith('param.'));
}

function settingsWhere(model: Model, isMeant: (path: string) => boolean): Facts {
  const all = effectiveSettings(model).filter(({ path }) => isMeant(path));
  return new Map(all.map((setting) => [setting.path, factOf(setting)]));
}

function operations({ augment, networks, loss, evaluate }: Model): Facts {
  return new Map([
    ...flowFacts(augment.flow),
    ...(['image', 'synthetic', 'mask'] as const).flatMap((name): [string, Fact][] => {
      const reference = augment[name];
      return reference ? [[`augment.${name}`, { value: shown(reference, augment.flow) }]] : [];
    }),
    ...networks.flatMap(({ name, inputs, flow, values }) => [
      [name, { value: `(${inputs.map((input) => inputText(input)).join(', ')})` }] as const,
      ...flowFacts(flow),
      ...values.map((value) => [`${name}.${value.name}`, { value: shown(value.reference, flow) }] as const),
    ]),
    // Their sum is rounded: the order decides about last digits.
    ['loss', { value: loss.map(({ name }) => name).join(' + ') }] as const,
    ...loss.flatMap(({ name, flow, parts }) => [
      ...flowFacts(flow),
      ...parts.map(({ call, subset }, i) => {
        const inputs = call.inputs.map((input) => shown(input, flow)).join(', ');
        const value = `${call.name}(${inputs})${subset === 'all' ? '' : ` on ${subset}`}`;
        return [`loss/${name}${parts.length > 1 ? ` ${i + 1}` : ''}`, { value }] as const;
      }),
    ]),
    ...flowFacts(evaluate.scoreFlow ?? { nodes: [] }),
  ]);
}

function inputText({ name, source }: Model['networks'][number]['inputs'][number]): string {
  return source.from === 'network' ? `${name} = ${source.network}.${source.value}` : name;
}

function flowFacts(flow: Flow): readonly (readonly [string, Fact])[] {
  return flow.nodes.map(({ call }) => {
    const { source, start } = call.span;
    const { line, column } = source.position(start);
    const others = unwrittenOf(call).map(([name, value]) => `${name}: ${value}`);
    const inputs = [...call.inputs.map((input) => shown(input, flow)), ...others].join(', ');
    return [call.path, { value: `${nameOf(call)}(${inputs})`, place: `${source.name}:${line}:${column}` }];
  });
}

function shown(reference: FlowReference, flow: Flow): string {
  switch (reference.from) {
    case 'node': {
      const { node, part } = reference;
      return `${flow.nodes[node]?.call.path ?? ''}${part === 'all' ? '' : `.${part}`}`;
    }
    case 'given':
      return reference.name;
    case 'donor':
      return `other_image ${reference.index + 1}`;
    case 'network':
      return `${reference.network}.${reference.value}`;
  }
}

/** Of the values that have a name. */
function shapes({ networks }: Model, { tensors }: PlanReport): Facts {
  const known = new Map(tensors.map(({ name, shape }) => [name, shape.join(' x ')]));
  return new Map(
    networks.flatMap(({ name, flow, values }) =>
      values.flatMap((value): [string, Fact][] => {
        const shape = known.get(shown(value.reference, flow));
        return shape === undefined ? [] : [[`${name}.${value.name}`, { value: shape }]];
      }),
    ),
  );
}

function cost({ networks, step }: PlanReport): Facts {
  const each = networks.flatMap(({ name, parameters: trained, frozen, multiplyAdds }) => [
    [`${name} trained numbers`, { value: String(trained) }] as const,
    ...(frozen > 0 ? [[`${name} frozen numbers`, { value: String(frozen) }] as const] : []),
    [`${name} multiply-adds a sample`, { value: String(multiplyAdds) }] as const,
  ]);
  return new Map([
    ...each,
    ...factsOf({
      'multiply-adds a step': step.multiplyAdds,
      'bytes of weights': step.weights,
      'bytes of the process': processMemory(step),
    }),
  ]);
}

/** Every single value, by its place. */
function leaves(value: unknown, place = ''): Facts {
  if (typeof value !== 'object' || value === null) return new Map([[place, { value: JSON.stringify(value) ?? '' }]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, place === '' ? key : `${place}.${key}`)]),
  );
}
