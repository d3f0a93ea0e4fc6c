// A setting of an operation as a model keeps it: plain data that says of itself what it is, so that nobody has to guess it
// from its shape. The reading of settings is in parameter.ts; emissions get the bare values, by `settingsOf`.
import type { Distribution, ExamplesValue, FlowReference, OperationCall, Recipe, SettingValue, Unit } from './call.ts';
import { schedulesOf } from './distribution.ts';
import { formatNumber } from './value.ts';

/** The bare values of a call's settings, as its emission takes them. */
export function settingsOf({ settings }: Pick<OperationCall, 'settings'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, bareValue(setting)]));
}

function bareValue(setting: SettingValue): unknown {
  return setting.kind === 'list' ? setting.items.map(bareValue) : setting.value;
}

/** The network that an adversarial loss asks; undefined for other losses. */
export function judgeOf({ settings: { discriminator } }: OperationCall): string | undefined {
  return discriminator?.kind === 'network' ? discriminator.value : undefined;
}

/** The network that a call applies, `encoder(x)`, and which of its values it gives; undefined for other calls. */
export function appliedBy({
  settings: { network, value },
}: OperationCall): { readonly network: string; readonly value: string } | undefined {
  return network?.kind === 'network' && value?.kind === 'text'
    ? { network: network.value, value: value.value }
    : undefined;
}

/** The calls that a setting holds, each with those in its own settings, outermost first. */
export function* callsIn(setting: SettingValue): Generator<OperationCall> {
  for (const call of callsAtTop(setting)) yield* callsFrom(call);
}

/** A call, and those in its settings. */
export function* callsFrom(call: OperationCall): Generator<OperationCall> {
  yield call;
  for (const setting of Object.values(call.settings)) yield* callsIn(setting);
}

/** The calls that a setting holds, without what they hold themselves. */
export function callsAtTop(setting: SettingValue): readonly OperationCall[] {
  switch (setting.kind) {
    case 'call':
      return [setting.value];
    case 'scheduled':
      return setting.value.kind === 'schedule' ? [setting.value.call] : [];
    case 'drawn':
      return schedulesOf(setting.value);
    case 'recipe':
      return callsOfRecipe(setting.value);
    case 'list':
      return setting.items.flatMap(callsAtTop);
    default:
      return [];
  }
}

function callsOfRecipe(recipe: Recipe): readonly OperationCall[] {
  if (recipe.kind === 'call') return [recipe.call];
  if (recipe.kind === 'chance') {
    const schedules = typeof recipe.chance === 'number' ? [] : schedulesOf(recipe.chance);
    return [...schedules, ...callsOfRecipe(recipe.step)];
  }
  return (recipe.kind === 'choice' ? recipe.options : recipe.steps).flatMap(callsOfRecipe);
}

/** As the language writes it: for `explain`, `plan` and hovers. */
export function showSetting(setting: SettingValue): string {
  switch (setting.kind) {
    case 'number':
      return formatNumber(setting.value, setting.unit);
    case 'text':
      return `"${setting.value}"`;
    case 'range':
      return showRange(setting.value, setting.unit);
    case 'indices':
      return setting.value === 'all' ? 'all' : setting.value.join('..');
    case 'drawn':
      return showDistribution(setting.value);
    case 'scheduled':
      return setting.value.kind === 'constant'
        ? formatNumber(setting.value.value, 'none')
        : showCall(setting.value.call);
    case 'call':
      return showCall(setting.value);
    case 'recipe':
      return showRecipe(setting.value);
    case 'area':
      return setting.value.kind === 'mask' ? showReference(setting.value.mask) : 'everywhere';
    case 'examples':
      return showExamples(setting.value, showReference);
    case 'list':
      return `[${setting.items.map(showSetting).join(', ')}]`;
    default:
      return String(setting.value);
  }
}

/** `adam(rate: 0.001)`: an operation with the settings that are written. */
export function showCall({ name, settings, origins }: OperationCall): string {
  const written = Object.entries(settings).filter(([key]) => origins[key]?.from === 'written');
  return written.length === 0
    ? name
    : `${name}(${written.map(([key, setting]) => `${key}: ${showSetting(setting)}`).join(', ')})`;
}

/** `(image, mask) on normal` */
export function showExamples({ tensors, subset }: ExamplesValue, nameOf: (reference: FlowReference) => string): string {
  const names = tensors.map(({ reference }) => nameOf(reference)).join(', ');
  return `(${names})${subset === 'all' ? '' : ` on ${subset}`}`;
}

/** As the language writes it: `2px..16px`, `log_uniform(1%..15%)`. */
function showDistribution(d: Distribution): string {
  const n = (value: number) => formatNumber(value, d.unit);
  switch (d.kind) {
    case 'constant':
      return n(d.value);
    case 'uniform':
      return `${n(d.from)}..${n(d.to)}`;
    case 'log-uniform':
      return `log_uniform(${n(d.from)}..${n(d.to)})`;
    case 'normal':
      return `gaussian(${n(d.mean)}, ${n(d.deviation)}) in ${n(d.from)}..${n(d.to)}`;
    case 'gamma':
      return `gamma(${d.shape}, ${n(d.scale)}${d.offset === 0 ? '' : `, ${n(d.offset)}`}) in ${n(d.from)}..${n(d.to)}`;
    case 'choice':
      return d.options.map(showDistribution).join(' | ');
    case 'scheduled':
      return showCall(d.call);
    case 'moving': {
      const range = `${showDistribution(d.low)}..${showDistribution(d.high)}`;
      return d.isLog ? `log_uniform(${range})` : range;
    }
  }
}

/** `50%`, `ramp(values: 0%..50%)` */
export function showChance(chance: number | Distribution): string {
  return typeof chance === 'number' ? formatNumber(chance, 'share') : showDistribution(chance);
}

function showRange([from, to]: readonly [number, number], unit: Unit): string {
  return from === to ? formatNumber(from, unit) : `${formatNumber(from, unit)}..${formatNumber(to, unit)}`;
}

function showRecipe(recipe: Recipe): string {
  switch (recipe.kind) {
    case 'call':
      return showCall(recipe.call);
    case 'sequence':
      return recipe.steps.map(showRecipe).join(' -> ');
    case 'choice':
      return recipe.options.map(showRecipe).join(' | ');
    case 'chance':
      return `maybe(${showChance(recipe.chance)}) ${showRecipe(recipe.step)}`;
  }
}

function showReference(reference: FlowReference): string {
  switch (reference.from) {
    case 'given':
      return reference.name;
    case 'donor':
      return 'other_image';
    case 'network':
      return `${reference.network}.${reference.value}`;
    case 'node':
      return '…';
  }
}
