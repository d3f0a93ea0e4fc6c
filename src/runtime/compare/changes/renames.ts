// What has another name in the second of two pipelines, and is else the same or nearly: told once, and not as something that is
// gone and something that is new.
import type { Model, NetworkModel } from '../../../dsl/model/model.ts';
import { likeness } from './between-statements.ts';
import { type Change, changed, otherDraws, placeOf } from './change.ts';
import { type Rename, renamedModel } from './renamed-model.ts';
import { aligned } from './sequences.ts';
import { type Statement, statementsOf } from './statement.ts';
import type { Step } from './step.ts';

export interface Renamed {
  /** The first pipeline, with the names of the second. */
  readonly model: Model;
  readonly changes: readonly Change[];
}

export function inNamesOf(b: Model, a: Model): Renamed {
  let found: Renamed = { model: a, changes: [] };
  // What calls a network is looked at again once the values of that have their new names.
  for (const look of [networks, inputs, statements, statements, terms]) {
    for (const { rename, change } of look(found.model, b))
      found = { model: renamedModel(found.model, rename), changes: [...found.changes, change] };
  }
  return found;
}

interface Found {
  readonly rename: Rename;
  readonly change: Change;
}

/** So much of one must be in the other. */
const enough = 0.6;

function networks(a: Model, b: Model): readonly Found[] {
  const stepsIn = (model: Model, { name }: NetworkModel) =>
    [...statementsOf(model).values()].filter((one) => one.name.startsWith(`${name}/`)).flatMap(({ steps }) => steps);
  const [gone, come] = [onlyIn(a.networks, b.networks), onlyIn(b.networks, a.networks)];
  return paired(gone, come, (one, other) => alike(stepsIn(a, one), stepsIn(b, other))).map(([one, other]) => ({
    rename: { kind: 'network', from: one.name, to: other.name },
    change: changed('network', `${one.name} is now ${other.name}${otherDraws}`, [
      placeOf(one.span),
      placeOf(other.span),
    ]),
  }));
}

function inputs(a: Model, b: Model): readonly Found[] {
  return b.networks.flatMap((now) => {
    const before = a.networks.find(({ name }) => name === now.name);
    if (before?.inputs.length !== now.inputs.length) return [];
    return now.inputs.flatMap(({ name, span }, i): readonly Found[] => {
      const old = before.inputs[i];
      const isKnown = before.inputs.some((input) => input.name === name);
      if (!old || old.name === name || isKnown || now.inputs.some((input) => input.name === old.name)) return [];
      const rename = { kind: 'input' as const, network: now.name, from: old.name, to: name };
      const what = `input ${old.name} is now ${name}`;
      return [{ rename, change: changed(`network ${now.name}`, what, [placeOf(old.span), placeOf(span)]) }];
    });
  });
}

function statements(a: Model, b: Model): readonly Found[] {
  return statementsWhere(a, b, (name) => !name.startsWith('loss/'));
}

// When what they work on has its new name.
function terms(a: Model, b: Model): readonly Found[] {
  return statementsWhere(a, b, (name) => name.startsWith('loss/'));
}

function statementsWhere(a: Model, b: Model, isMeant: (name: string) => boolean): readonly Found[] {
  const [before, now] = [statementsOf(a), statementsOf(b)];
  const gone = [...before.values()].filter(({ name }) => isMeant(name) && !now.has(name));
  const come = [...now.values()].filter(({ name }) => isMeant(name) && !before.has(name));
  const isOfOne = (one: Statement, other: Statement) => sectionOf(one) === sectionOf(other);
  const known = new Set(b.networks.map(({ name }) => name));
  return paired(gone, come, (one, other) => (isOfOne(one, other) ? likenessOf(one, other) : 0)).map(([one, other]) => {
    const [from, to] = [lastOf(one), lastOf(other)];
    const section = sectionOf(one);
    const rename: Rename = known.has(section)
      ? { kind: 'value', network: section, from, to }
      : { kind: 'statement', from: one.name, to: other.name };
    return {
      rename,
      change: changed(section, `${from} is now ${to}${section === 'loss' ? '' : otherDraws}`, [
        startOf(one),
        startOf(other),
      ]),
    };
  });
}

function startOf({ steps: [first] }: Statement): string | null {
  return first ? placeOf((first.block ?? first).span) : null;
}

function likenessOf(one: Statement, other: Statement): number {
  if (one.steps.length === 0 && other.steps.length === 0) return one.result === other.result ? 1 : 0;
  // Two losses of one kind are not one: what they work on decides.
  const isOfLoss = sectionOf(one) === 'loss';
  if (isOfLoss && JSON.stringify(one.inputs) !== JSON.stringify(other.inputs)) return 0;
  return alike(one.steps, other.steps);
}

/** Share of the steps that both have with the same settings. */
function alike(a: readonly Step[], b: readonly Step[]): number {
  const same = aligned(a, b, (one, other) => (likeness(one, other) >= 6 ? 1 : 0)).length;
  return same / Math.max(a.length, b.length, 1);
}

function onlyIn(a: readonly NetworkModel[], b: readonly NetworkModel[]): readonly NetworkModel[] {
  return a.filter(({ name }) => !b.some((other) => other.name === name));
}

// The most alike first.
function paired<T>(
  gone: readonly T[],
  come: readonly T[],
  share: (a: T, b: T) => number,
): readonly (readonly [T, T])[] {
  const all = gone.flatMap((one) => come.map((other) => ({ one, other, share: share(one, other) })));
  const sorted = all.filter((pair) => pair.share >= enough).toSorted((x, y) => y.share - x.share);
  const [used, found] = [new Set<T>(), [] as (readonly [T, T])[]];
  for (const { one, other } of sorted) {
    if (used.has(one) || used.has(other)) continue;
    used.add(one).add(other);
    found.push([one, other]);
  }
  return found;
}

function sectionOf({ name }: Statement): string {
  return name.split('/')[0] ?? name;
}

function lastOf({ name }: Statement): string {
  return name.slice(name.indexOf('/') + 1);
}
