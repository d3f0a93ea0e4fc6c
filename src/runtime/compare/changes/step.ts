// One step of a statement: an operation as its place in the file calls it, with its settings by names that do not depend on
// what stands before it.
import type { Span } from '../../../diagnostics/source-file.ts';
import { callSettings, isTransformed } from '../../../dsl/model/settings.ts';
import type { OperationCall, Recipe } from '../../../ops/core/call.ts';
import { showCall, showChance, showSetting } from '../../../ops/core/setting.ts';
import type { Fact } from '../difference.ts';
import { factOf } from '../facts.ts';
import { placeOf } from './change.ts';

export interface Step {
  /** What it is, without settings: `conv`, `maybe rotate`. */
  readonly name: string;
  readonly path: string;
  /** As it is written: `conv(16, kernel: 3)`. */
  readonly text: string;
  readonly span: Span;
  /** The call of a block that it comes of, with the path that all of them begin with. */
  readonly block:
    | { readonly path: string; readonly name: string; readonly text: string; readonly span: Span }
    | undefined;
  readonly settings: ReadonlyMap<string, Fact>;
  /** All settings in one text, and all as they are written: whether two steps have the same is asked often. */
  readonly values: string;
  readonly words: string;
}

export function stepOf(call: OperationCall, statement: string, more: ReadonlyMap<string, Fact> = new Map()): Step {
  const recipes = recipesOf(call).map(({ name }) => `${call.path}.${name}`);
  const own = callSettings(call, call.path).filter(
    ({ path }) => isTransformed(call) || (path.startsWith(`${call.path}.`) && !recipes.includes(path)),
  );
  const shown = own.map((setting) => [relative(setting.path, call.path), factOf(setting)] as const);
  const settings: ReadonlyMap<string, Fact> = new Map([...more, ...unwritten(call), ...shown]);
  return {
    ...{ name: nameOf(call), path: call.path, text: written(call.span, showCall(call)), span: call.span },
    block: blockOf(call, statement),
    settings,
    values: keyOf(settings, ({ value }) => value),
    words: keyOf(settings, ({ value, written: word }) => word ?? value),
  };
}

function keyOf(settings: ReadonlyMap<string, Fact>, textOf: (fact: Fact) => string): string {
  return JSON.stringify([...settings].map(([name, fact]) => [name, textOf(fact)]));
}

// What the language writes without a name: the number in `1 - x`, the network in `encoder(x)`.
function unwritten(call: OperationCall): readonly (readonly [string, Fact])[] {
  return unwrittenOf(call).map(([name, value]) => [name, { value, place: placeOf(call.span) }] as const);
}

export function unwrittenOf(call: OperationCall): readonly (readonly [name: string, value: string])[] {
  if (isTransformed(call)) return [];
  return Object.entries(call.settings).flatMap(([name, setting]) =>
    call.origins[name] === undefined && setting.kind !== 'recipe' ? [[name, showSetting(setting)] as const] : [],
  );
}

/** The shapes and the like that a call draws, which are statements of their own. */
export function recipesOf(call: OperationCall): readonly { readonly name: string; readonly recipe: Recipe }[] {
  if (isTransformed(call)) return [];
  return Object.entries(call.settings).flatMap(([name, setting]) =>
    setting.kind === 'recipe' ? [{ name, recipe: setting.value }] : [],
  );
}

/** The calls of a recipe in the order in which they are written. */
export function leavesOf(recipe: Recipe, chance?: Fact): readonly { call: OperationCall; chance: Fact | undefined }[] {
  switch (recipe.kind) {
    case 'call':
      return [{ call: recipe.call, chance }];
    case 'chance': {
      const { path, chance: value, origin } = recipe;
      return leavesOf(recipe.step, factOf({ path, value: showChance(value), origin }));
    }
    default:
      return (recipe.kind === 'choice' ? recipe.options : recipe.steps).flatMap((one) => leavesOf(one, chance));
  }
}

/** As it is written in one line; YAML is told in the words of the language. */
function written({ source, start, end }: Span, otherwise: string): string {
  if (/\.ya?ml$/.test(source.name)) return otherwise;
  return source.text.slice(start, end).replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(/,? \)/g, ')');
}

/** A step with a chance has no name in the language: `maybe rotate`. */
export function nameOf(call: OperationCall): string {
  const { transform } = call.settings;
  if (!isTransformed(call) || transform?.kind !== 'recipe') return call.name;
  return `maybe ${leavesOf(transform.value)
    .map((leaf) => leaf.call.name)
    .join(' ')}`;
}

// `generator/e2/down_2/conv` of `generator/e2`: the call of `down`.
function blockOf({ path, callers: [span] }: OperationCall, statement: string): Step['block'] {
  if (span === undefined) return undefined;
  const [first = ''] = path.slice(statement.length + 1).split('/');
  const name = unnumbered(first);
  return { path: `${statement}/${first}`, name, text: written(span, name), span };
}

// `augment/donor/rotate_2.angle` of a step with a chance: `rotate.angle`.
function relative(path: string, own: string): string {
  if (path.startsWith(`${own}.`)) return path.slice(own.length + 1);
  return unnumbered(path.split('/').at(-1) ?? path);
}

/** `down` of `down_2`. */
export function unnumbered(name: string): string {
  return name.replace(/_\d+(?=\.|$)/, '');
}
