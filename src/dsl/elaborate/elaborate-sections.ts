// The sections with a fixed set of keys: `data`, `train`, `evaluate`.
import type { Span } from '../../diagnostics/source-file.ts';
import type { ReadType, ReadTypes, Settings } from '../../ops/core/parameter.ts';
import { operationOf } from '../../ops/table.ts';
import { readValue } from '../meaning/bind.ts';
import { unlessLeftOut } from '../meaning/conditions.ts';
import type { Scope } from '../meaning/scope.ts';
import type {
  DataSettings,
  EvaluateSettings,
  NetworkTraining,
  Setting,
  ThresholdRule,
  TrainSettings,
} from '../model/model.ts';
import type { Section } from '../syntax/ast.ts';
import { headOf } from '../syntax/head.ts';
import { isSoundKeep } from './check-keep.ts';
import type { Networks } from './elaborate-networks.ts';
import { elaborateSources } from './elaborate-sources.ts';
import { type DottedSetting, NamedSettings } from './named-settings.ts';
import {
  dataSettings,
  evaluateSettings,
  type Frozen,
  networkSettings,
  trainSettings,
  type WrittenThreshold,
} from './sections.ts';
import { reportTestImages } from './test-images.ts';

export interface Elaborated<T> {
  readonly value: T;
  readonly settings: readonly Setting[];
}

export function elaborateData(
  section: Section | undefined,
  scope: Scope,
  optional: boolean,
): Elaborated<DataSettings> | undefined {
  const read = readSection('data', section, dataSettings, scope, optional);
  if (read === undefined) return undefined;
  const { source: calls, image, on_corrupt: onCorrupt, foreground, ...rest } = read.values;
  const sources = elaborateSources(calls, scope);
  if (sources === undefined) return undefined;
  const value = { ...sources, ...rest, ...image, onCorrupt, foreground: foreground === '' ? undefined : foreground };
  return { value, settings: read.settings };
}

export function elaborateTrain(
  section: Section | undefined,
  scope: Scope,
  networks: Networks,
  optional: boolean,
): Elaborated<TrainSettings> | undefined {
  reportTestImages(section, scope);
  const read = readSection('train', section, trainSettings, scope, optional, networks.names);
  if (read === undefined) return undefined;
  const { batch, optimizer, start, frozen, updates, clip_value, clip_norm, keep, ...rest } = read.values;
  if (keep !== undefined && !isSoundKeep(keep, scope)) return undefined;
  const own: Setting[] = [];
  const byNetwork = <T>(key: string, typeOf: (values: readonly string[]) => ReadType<T>, common: T) =>
    valuesByNetwork({ key, typeOf, common }, read.dotted, networks, scope, own);
  const values = byNetwork('clip_value', networkSettings.clip_value, clip_value);
  const norms = byNetwork('clip_norm', networkSettings.clip_norm, clip_norm);
  const optimizers = byNetwork('optimizer', networkSettings.optimizer, optimizer);
  const updatesOf = byNetwork('updates', networkSettings.updates, updates);
  const starts = byNetwork('start', networkSettings.start, start);
  const frozenParts = byNetwork('frozen', networkSettings.frozen, frozen);
  const value = {
    steps: rest.steps,
    seed: rest.seed,
    emaDecay: rest.ema_decay,
    logEvery: rest.log_every,
    initialDeviation: rest.initial_deviation,
    optimizer,
    accumulate: rest.accumulate,
    keep: keep?.call,
    networks: networks.names.map((network) => ({
      network,
      optimizer: optimizers.get(network) ?? optimizer,
      start: starts.get(network) ?? start,
      ...frozenIn(frozenParts.get(network) ?? frozen),
      updates: updatesOf.get(network) ?? updates,
      clip: { value: values.get(network) ?? clip_value, norm: norms.get(network) ?? clip_norm },
    })),
    normal: batch.normal,
    synthetic: batch.synthetic,
  };
  return { value, settings: [...read.settings, ...own] };
}

// The phase in which a network rests stands apart from what never learns.
function frozenIn(frozen: Frozen): Pick<NetworkTraining, 'frozen' | 'rests'> {
  return typeof frozen === 'string' ? { frozen } : { frozen: 'none', rests: frozen };
}

interface NetworkSetting<T> {
  readonly key: string;
  /** By the names of the network's values. */
  readonly typeOf: (values: readonly string[]) => ReadType<T>;
  readonly common: T;
}

// The common value for every network, but for those with one of their own, whose origins are noted in `settings`.
function valuesByNetwork<T>(
  { key, typeOf, common }: NetworkSetting<T>,
  dotted: readonly DottedSetting[],
  networks: Networks,
  scope: Scope,
  settings: Setting[],
): ReadonlyMap<string, T> {
  const values = new Map(networks.names.map((name) => [name, common]));
  for (const { network, expression } of dotted.filter((setting) => setting.key === key)) {
    const type = typeOf(networks.valuesOf(network));
    const own = readValue(type, expression, `${key}.${network}`, scope);
    if (own === undefined) continue;
    values.set(network, own.value);
    const origin = { from: 'written', span: expression.span } as const;
    settings.push({ path: `train.${key}.${network}`, value: type.show(own.value), origin });
  }
  return values;
}

export function elaborateEvaluate(
  section: Section | undefined,
  scope: Scope,
  networks: Networks,
): Elaborated<EvaluateSettings> | undefined {
  reportTestImages(section, scope);
  if (!findMap(section, scope, networks)) {
    readWritten('evaluate', section, evaluateSettings, scope);
    return undefined;
  }
  const read = readSection('evaluate', section, evaluateSettings, scope, true);
  if (read === undefined) return undefined;
  const { map, score, threshold, image_threshold, test_time, clean_up, resolution, report } = read.values;
  if (map.reference.from !== 'network') {
    scope.reporter.report('no-map', map.span, {});
    return undefined;
  }
  const rule = checkRule(threshold, map.reference, 'threshold', scope);
  const imageRule = checkRule(image_threshold, map.reference, 'image threshold', scope);
  if (!rule || !imageRule) return undefined;
  return {
    value: {
      map: { network: map.reference.network, value: map.reference.value },
      score,
      ...(score.inputs.some(({ from }) => from === 'node') ? { scoreFlow: { nodes: scope.flow } } : {}),
      threshold: rule,
      imageThreshold: imageRule,
      flips: test_time,
      ...(clean_up.length === 0 ? {} : { cleanUp: clean_up }),
      resolution,
      metrics: report,
    },
    settings: read.settings,
  };
}

// Declares what `map` means in the section: the value that it says, else the only one of that name.
function findMap(section: Section | undefined, scope: Scope, networks: Networks): boolean {
  const written = section?.statements.find(
    (statement) => statement.kind === 'binding' && statement.targets[0]?.path[0]?.text === 'map',
  );
  const chosen = written && unlessLeftOut(written.value, scope, (off, inOff) => inOff.evaluate(off));
  if (written !== undefined && chosen !== undefined) {
    const value = scope.evaluate(chosen);
    if (value.kind !== 'unknown') scope.declare('map', value, written.span);
    return true;
  }
  const owners = networks.ownersOf('map');
  const place = section?.keyword ?? owners[1]?.span ?? networks.anySpan(scope);
  if (owners.length === 0 && !networks.isEmpty && !networks.tellsOnlyCalled('map')) {
    const hint = 'name the value that is the anomaly map `map`, or say which one is: `evaluate { map = … }`';
    scope.reporter.report('no-map', place, {}, { hint });
  }
  if (owners.length > 1) {
    const names = owners.map(({ network }) => `\`${network}\``).join(', ');
    const related = owners.filter(({ span }) => span !== place).map(({ span }) => ({ message: 'here', span }));
    const hint = `say which one is evaluated: \`evaluate { map = ${owners[0]?.network}.map }\``;
    scope.reporter.report('ambiguous-name', place, { name: 'map', networks: names }, { hint, related });
  }
  return owners.length === 1;
}

// A rule cuts the anomaly map, on images whose labels may be known. Undefined after an error.
function checkRule(
  { call, on, adjustment }: WrittenThreshold,
  map: { readonly network: string; readonly value: string },
  what: string,
  scope: Scope,
): ThresholdRule | undefined {
  const { inputs, span, mentions } = call;
  const operation = operationOf(call);
  const subsets = operation.kind === 'threshold' ? operation.subsets : [];
  const subset = subsets.find((known) => known === on);
  const sound = operation.kind === 'threshold' && (subset !== undefined || on === undefined);
  if (operation.kind === 'metric') {
    const hint = 'find it on held-out images: `quantile(map, 99.5%) on holdout`';
    scope.reporter.report('test-labels', span, { what: `\`${operation.name}\`` }, { hint });
  } else if (!sound && on !== undefined && on !== 'test') {
    const allowed = subsets.map((known) => `\`on ${known}\``).join(' or ');
    const hint = subsets.length === 0 ? `\`${operation.name}\` looks at no image` : `it is ${allowed}`;
    scope.reporter.report('unknown-subset', span, { name: on }, { hint });
  }
  const other = inputs.some(
    (input) => input.from !== 'network' || input.network !== map.network || input.value !== map.value,
  );
  const hint = 'write `map` here, or say in `evaluate` that this value is the map: `map = …`';
  if (other)
    scope.reporter.report('map-mismatch', mentions?.[0] ?? span, { what: `${what} rule`, map: map.value }, { hint });
  return sound ? { call, on: subset, ...(adjustment === undefined ? {} : { adjustment }) } : undefined;
}

interface ReadSection<P extends ReadTypes> {
  readonly values: Settings<P>;
  readonly settings: readonly Setting[];
  readonly dotted: readonly DottedSetting[];
}

// Undefined where something is missing or wrong; everything in the section is read all the same.
function readSection<P extends ReadTypes>(
  name: 'data' | 'train' | 'evaluate',
  section: Section | undefined,
  types: P,
  scope: Scope,
  optional: boolean,
  networkNames: readonly string[] = [],
): ReadSection<P> | undefined {
  if (section === undefined && !optional)
    scope.reporter.report(
      'missing-section',
      headOf(scope.file.parsed.file),
      { section: `\`${name}\`` },
      { hint: skeletons[name] },
    );
  if (section === undefined && Object.values(types).some(({ required }) => required)) return undefined;
  const { given, dotted, misspelt, leftOut, sound } = new NamedSettings(section, { name, types, scope, networkNames });
  const values: Record<string, unknown> = {};
  const settings: Setting[] = [];
  const place = section?.keyword ?? headOf(scope.file.parsed.file);
  let complete = sound;
  for (const [key, type] of Object.entries(types)) {
    const written = given.get(key);
    if (written === undefined && type.required && misspelt.has(key)) continue;
    if (written === undefined && type.required) {
      reportMissingKey(key, name, type.label, place, leftOut.get(key), scope);
      complete = false;
      continue;
    }
    const read =
      written || type.default === undefined
        ? readValue(type, written ?? scope.shared.parseDefault(type.defaultText ?? '', place), key, scope)
        : { value: type.default };
    if (read === undefined) complete = false;
    else {
      values[key] = read.value;
      settings.push({
        path: `${name}.${key}`,
        value: type.show(read.value),
        origin: written ? { from: 'written', span: written.span } : { from: 'default' },
      });
    }
  }
  // Every key of `types` has been read: that is what `Settings<P>` says.
  return complete ? { values: values as Settings<P>, settings, dotted } : undefined;
}

function reportMissingKey(
  key: string,
  section: string,
  expected: string,
  place: Span,
  leftOut: Span | undefined,
  { reporter }: Scope,
): void {
  const extras = leftOut && {
    hint: `say what it is otherwise: \`${key} = … when … else …\``,
    related: [{ message: 'left out here by `when`', span: leftOut }],
  };
  reporter.report('missing-key', place, { name: key, section, expected }, extras);
}

// Where the section has no meaning as a whole, what it says is looked at all the same.
function readWritten(name: string, section: Section | undefined, types: ReadTypes, scope: Scope): void {
  for (const [key, expression] of new NamedSettings(section, { name, types, scope, networkNames: [] }).given) {
    const type = types[key];
    if (type) readValue(type, expression, key, scope);
  }
}

const skeletons = {
  data: 'such as `data { source = sample("gear")  image = 256 x 256 }`',
  train: 'such as `train { optimizer = adam(rate: 2e-4)  batch = 4 normal + 4 synthetic  steps = 10_000 }`',
  evaluate: undefined,
} as const;
