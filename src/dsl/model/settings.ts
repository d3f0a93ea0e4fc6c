// The effective settings with their origins, in the order of the file: what `explain` shows and editors
// tell. Every call is looked at, also those inside chains, choices and other settings.
import { transformed } from '../../ops/augmentations/transformed.ts';
import type { OperationCall, Recipe, SettingValue } from '../../ops/core/call.ts';
import { callsAtTop, callsFrom, showChance, showSetting } from '../../ops/core/setting.ts';
import { formatNumber, type Value } from '../../ops/core/value.ts';
import { sourcesOf } from './categories.ts';
import type { Flow, Model, Setting, Term } from './model.ts';

export function effectiveSettings(model: Model): readonly Setting[] {
  const { parameters, data, augment, networks, loss, train, evaluate } = model;
  const optimizers = train.networks.map(({ network, optimizer }) => [`optimizer.${network}`, optimizer] as const);
  const all = [
    ...parameters.map(
      ({ name, value, origin }): Setting => ({ path: `param.${name}`, value: showValue(value), origin }),
    ),
    ...sectionSettings(model, 'data', { source: data.sources?.map(({ source }) => source) ?? data.source }),
    ...flowSettings(augment.flow),
    ...networks.flatMap(({ flow }) => flowSettings(flow)),
    ...loss.flatMap(termSettings),
    ...sectionSettings(model, 'train', {
      optimizer: train.optimizer,
      ...(train.keep === undefined ? {} : { keep: train.keep }),
      ...Object.fromEntries(optimizers),
    }),
    ...flowSettings(evaluate.scoreFlow ?? { nodes: [] }),
    ...sectionSettings(model, 'evaluate', {
      score: evaluate.score,
      threshold: evaluate.threshold.call,
      image_threshold: evaluate.imageThreshold.call,
      clean_up: evaluate.cleanUp ?? [],
      report: evaluate.metrics,
    }),
  ];
  // A shape that two steps paste has its settings once.
  return [...new Map(all.map((setting) => [setting.path, setting])).values()];
}

/** Every call of a model with its settings, by the path that `effectiveSettings` names them by. */
export function* everyCall(model: Model): Generator<OperationCall> {
  const { data, augment, networks, loss, train, evaluate } = model;
  const flows = [augment.flow, ...networks.map(({ flow }) => flow), ...loss.map(({ flow }) => flow)];
  const roots = [
    ...sourcesOf(data).map(({ source }) => source),
    ...flows.flatMap(({ nodes }) => nodes.map(({ call }) => call)),
    ...(evaluate.scoreFlow?.nodes.map(({ call }) => call) ?? []),
    ...loss.flatMap(({ parts }) => parts.flatMap(({ call, schedules }) => [call, ...schedules])),
    train.optimizer,
    ...train.networks.flatMap(({ optimizer, rests }) => (rests === undefined ? [optimizer] : [optimizer, rests])),
    ...(train.keep === undefined ? [] : [train.keep]),
    evaluate.score,
    evaluate.threshold.call,
    evaluate.imageThreshold.call,
    ...(evaluate.cleanUp ?? []),
    ...evaluate.metrics,
  ];
  for (const root of new Set(roots)) yield* callsFrom(root);
}

type Calls = OperationCall | readonly OperationCall[] | undefined;

// The settings of a section; behind each stand those of the calls that it is. What a default calls is default too.
function sectionSettings(model: Model, section: string, calls: Readonly<Record<string, Calls>>): readonly Setting[] {
  return model.settings.flatMap((setting) => {
    if (!setting.path.startsWith(`${section}.`)) return [];
    const found = calls[setting.path.slice(section.length + 1)];
    const inner = isList(found)
      ? found.flatMap((call, i) => callSettings(call, `${setting.path}.${nameIn(found, i)}`))
      : found
        ? callSettings(found, setting.path)
        : [];
    const { origin } = setting;
    return [setting, ...(origin.from === 'default' ? inner.map((one) => ({ ...one, origin })) : inner)];
  });
}

// The second of a name is `mvtec_2`, as operations are called.
function nameIn(calls: readonly OperationCall[], index: number): string {
  const name = calls[index]?.name ?? '';
  const before = calls.slice(0, index).filter((call) => call.name === name).length;
  return before === 0 ? name : `${name}_${before + 1}`;
}

function isList(calls: Calls): calls is readonly OperationCall[] {
  return Array.isArray(calls);
}

function flowSettings({ nodes }: Flow): readonly Setting[] {
  return nodes.flatMap(({ call }) => callSettings(call, call.path));
}

function termSettings({ parts, flow }: Term): readonly Setting[] {
  return [
    ...flowSettings(flow),
    ...parts.flatMap(({ call, weight, weightOrigin, schedules }) => [
      { path: `${call.path}.weight`, value: formatNumber(weight, 'none'), origin: weightOrigin },
      ...schedules.flatMap((schedule) => callSettings(schedule, `${call.path}.weight`)),
      ...callSettings(call, call.path),
    ]),
  ];
}

/** Of one call and of those in its settings; `path`: what its own begin with. */
export function callSettings(call: OperationCall, path: string): readonly Setting[] {
  return Object.entries(call.settings).flatMap(([name, setting]) => {
    const origin = call.origins[name];
    const own = `${path}.${name}`;
    // A step with a chance has no name in the language: its parts stand under their own paths.
    const isShown = origin !== undefined && !isTransformed(call);
    return [...(isShown ? [{ path: own, value: showSetting(setting), origin }] : []), ...innerSettings(setting, own)];
  });
}

/** A step with a chance, `maybe(50%) rotate()`. */
export function isTransformed({ kind, name }: OperationCall): boolean {
  return kind === transformed.kind && name === transformed.name;
}

function innerSettings(setting: SettingValue, path: string): readonly Setting[] {
  if (setting.kind === 'recipe') return recipeSettings(setting.value);
  return callsAtTop(setting).flatMap((call) => callSettings(call, path));
}

function recipeSettings(recipe: Recipe): readonly Setting[] {
  switch (recipe.kind) {
    case 'call':
      return callSettings(recipe.call, recipe.call.path);
    case 'sequence':
      return recipe.steps.flatMap(recipeSettings);
    case 'choice':
      return recipe.options.flatMap(recipeSettings);
    case 'chance': {
      const { path, chance, origin, step } = recipe;
      return [{ path: `${path}.chance`, value: showChance(chance), origin }, ...recipeSettings(step)];
    }
  }
}

export function showValue(value: Value): string {
  if (value.kind === 'number') return formatNumber(value.value, value.unit);
  if (value.kind === 'text') return JSON.stringify(value.value);
  return value.kind === 'boolean' ? String(value.value) : '';
}
