// What somebody changed between two pipelines, a line or a few for each thing: names, order, statements, steps, settings.
import { digestPipeline } from '../../../dsl/model/digest.ts';
import type { Model, NetworkModel } from '../../../dsl/model/model.ts';
import { effectiveSettings } from '../../../dsl/model/settings.ts';
import { type Difference, differencesIn, type Facts } from '../difference.ts';
import { factOf } from '../facts.ts';
import { differentMeaning, differentPlans } from '../meaning.ts';
import { betweenStatements, settingChange } from './between-statements.ts';
import { type Change, changed, merged, placeOf } from './change.ts';
import { condensed } from './condensed.ts';
import { inNamesOf } from './renames.ts';
import { moves } from './sequences.ts';
import { type Statement, statementsOf } from './statement.ts';
import { textOf } from './statement-text.ts';

export interface Changes {
  /** None only where they mean the same. */
  readonly changes: readonly Change[];
  /** Shapes and cost, by the names of the second. */
  readonly consequences: readonly Difference[];
}

export const noChanges: Changes = { changes: [], consequences: [] };

export function changesBetween(a: Model, b: Model): Changes {
  if (digestPipeline(a) === digestPipeline(b)) return noChanges;
  const { model, changes } = inNamesOf(b, a);
  const told = [
    ...sectionChanges(model, b),
    ...changes,
    ...headChanges(model, b),
    ...statementChanges(model, b),
    ...orderChanges(model, b),
  ];
  const consequences = differentPlans(model, b);
  if (told.some(({ follows }) => !follows)) return { changes: merged(told), consequences };
  // What this tells in no other words.
  const others = differentMeaning(a, b).filter(({ area }) => area !== 'shapes' && area !== 'cost');
  return { changes: others.map((one) => settingChange(one)), consequences };
}

function sectionChanges(a: Model, b: Model): readonly Change[] {
  const own = new Set([...a.settings, ...b.settings].map(({ path }) => path));
  const [before, now] = [sectionFacts(a), sectionFacts(b)];
  const isInBoth = ({ name, a: one, b: other }: Difference) =>
    !name.startsWith('param.') || (one !== null && other !== null);
  return condensed(differencesIn('settings', before, now).filter(isInBoth), own).map((one) => settingChange(one));
}

function sectionFacts(model: Model): Facts {
  const all = effectiveSettings(model).filter(({ path }) => /^(?:param|data|train|evaluate)\./.test(path));
  return new Map(all.map((setting) => [setting.path, factOf(setting)]));
}

/** Of networks as a whole. */
function headChanges(a: Model, b: Model): readonly Change[] {
  const gone = a.networks.filter(({ name }) => !b.networks.some((other) => other.name === name));
  return [
    ...gone.map(({ name, span, flow }) =>
      changed('network', `${name} removed: ${countText(flow.nodes.length)}`, [placeOf(span), null]),
    ),
    ...b.networks.flatMap((now) => {
      const before = a.networks.find(({ name }) => name === now.name);
      if (before === undefined)
        return [
          changed('network', `${now.name} added: ${countText(now.flow.nodes.length)}`, [null, placeOf(now.span)]),
        ];
      const [one, other] = [headOf(before), headOf(now)];
      const places = [placeOf(before.span), placeOf(now.span)] as const;
      return [
        ...(one === other ? [] : [changed('network', `${one} → ${other}`, places)]),
        ...(isOtherResult(before, now)
          ? [changed('network', `${now.name} gives ${now.result}, its last value`, places)]
          : []),
      ];
    }),
  ];
}

// Of values that both have; what was added or removed is told by itself.
function isOtherResult(a: NetworkModel, b: NetworkModel): boolean {
  const has = ({ values }: NetworkModel, result: string) => values.some(({ name }) => name === result);
  return a.result !== b.result && has(a, b.result) && has(b, a.result);
}

function headOf({ name, inputs }: Model['networks'][number]): string {
  const shown = inputs.map(({ name: own, source }) =>
    source.from === 'network' ? `${own} = ${source.network}.${source.value}` : own,
  );
  return `${name}(${shown.join(', ')})`;
}

function countText(count: number): string {
  return `${count} operation${count === 1 ? '' : 's'}`;
}

function statementChanges(a: Model, b: Model): readonly Change[] {
  const [before, now] = [statementsOf(a), statementsOf(b)];
  const isWhole = ({ name }: Statement) => {
    const section = name.split('/')[0] ?? '';
    const has = ({ networks }: Model) => networks.some((network) => network.name === section);
    return has(a) === has(b);
  };
  return [
    ...[...before.values()]
      .filter((one) => !now.has(one.name) && isWhole(one))
      .map((one) => changed(one.name, `removed: ${shownOf(one, a)}`, [startOf(one, a), null])),
    ...[...now.values()].filter(isWhole).flatMap((one) => {
      const old = before.get(one.name);
      if (old !== undefined) return betweenStatements(old, one);
      return [changed(one.name, `added: ${shownOf(one, b)}`, [null, startOf(one, b)])];
    }),
  ];
}

function termOf({ name }: Statement, { loss }: Model) {
  return loss.find((term) => `loss/${term.name}` === name);
}

// Of a term with its weight.
function shownOf(statement: Statement, model: Model): string {
  if (termOf(statement, model) === undefined) return textOf(statement);
  const { steps } = statement;
  return steps
    .filter(({ settings }) => settings.has('weight'))
    .map(({ text, settings }) => `${settings.get('weight')?.value} * ${text}`)
    .join(' + ');
}

function startOf(statement: Statement, model: Model): string | null {
  const term = termOf(statement, model);
  if (term) return placeOf(term.span);
  const [first] = statement.steps;
  return first ? placeOf((first.block ?? first).span) : null;
}

/** Of the terms of the loss, whose sum is rounded: their order decides about last digits. */
function orderChanges(a: Model, b: Model): readonly Change[] {
  const placeIn = ({ loss }: Model, name: string) => {
    const term = loss.find((one) => one.name === name);
    return term ? placeOf(term.span) : null;
  };
  const [before, now] = [a, b].map(({ loss }) => loss.map(({ name }) => name));
  return moves(before ?? [], now ?? []).map(({ name, before: next }) => {
    const where = next === undefined ? 'to the end' : `before loss/${next}`;
    return changed(`loss/${name}`, `moved ${where}, which changes last digits`, [placeIn(a, name), placeIn(b, name)]);
  });
}
