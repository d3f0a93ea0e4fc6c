// A model in which something has another name, wherever it is named. Only for comparing: places stay as they were.
import type { Model, NetworkModel } from '../../../dsl/model/model.ts';

export type Rename =
  | { readonly kind: 'network'; readonly from: string; readonly to: string }
  /** A value of a network, or one of its inputs. */
  | { readonly kind: 'value' | 'input'; readonly network: string; readonly from: string; readonly to: string }
  /** `augment/donor`, `loss/pixel`. */
  | { readonly kind: 'statement'; readonly from: string; readonly to: string };

export function renamedModel(model: Model, rename: Rename): Model {
  const whole = replaced(model, rename);
  if (rename.kind === 'statement') {
    const term = (name: string) => (`loss/${name}` === rename.from ? rename.to.slice('loss/'.length) : name);
    return { ...whole, loss: whole.loss.map((one) => ({ ...one, name: term(one.name) })) };
  }
  return { ...whole, networks: whole.networks.map((network) => renamedNetwork(network, rename)) };
}

function renamedNetwork(network: NetworkModel, rename: Exclude<Rename, { kind: 'statement' }>): NetworkModel {
  const { from, to } = rename;
  const name = (one: string) => (one === from ? to : one);
  if (rename.kind === 'network') return { ...network, name: name(network.name) };
  if (network.name !== rename.network) return network;
  if (rename.kind === 'value') {
    const values = network.values.map((value) => ({ ...value, name: name(value.name) }));
    return { ...network, values, result: name(network.result) };
  }
  const inputs = network.inputs.map((input) => ({ ...input, name: name(input.name) }));
  return { ...network, inputs, flow: givenOtherwise(network.flow, from, to) };
}

// Where something is written is no part of this.
const places: ReadonlySet<string> = new Set([
  ...['span', 'mentions', 'callers', 'doc'],
  ...['origin', 'origins', 'weightOrigin'],
]);

function mapped<T>(value: T, change: (object: Plain) => Plain): T {
  const walk = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== 'object' || inner === null) return inner;
    const entries = Object.entries(inner).map(([key, one]) => [key, places.has(key) ? one : walk(one)]);
    return change(Object.fromEntries(entries));
  };
  // Names stand for names: its form stays as it is.
  return walk(value) as T;
}

function givenOtherwise<T>(flow: T, from: string, to: string): T {
  return mapped(flow, (one) => (one.from === 'given' && one.name === from ? { ...one, name: to } : one));
}

function replaced(model: Model, rename: Rename): Model {
  const { from, to } = rename;
  if (rename.kind === 'input') return model;
  const [before, now] = rename.kind === 'value' ? [`${rename.network}/${from}`, `${rename.network}/${to}`] : [from, to];
  return mapped(model, (one) => {
    const moved = settingOtherwise(pathOtherwise(one, before, now, rename), rename);
    if (rename.kind === 'value') return ofValue(moved, rename);
    return rename.kind === 'network' ? ofNetwork(moved, from, to) : moved;
  });
}

type Plain = Readonly<Record<string, unknown>>;

function pathOtherwise(one: Plain, before: string, now: string, rename: Rename): Plain {
  const { path } = one;
  if (typeof path !== 'string') return one;
  if (path === before || path.startsWith(`${before}/`)) return { ...one, path: `${now}${path.slice(before.length)}` };
  const isOwn = rename.kind === 'network' && isOfSection(path) && path.endsWith(`.${before}`);
  return isOwn ? { ...one, path: `${path.slice(0, -before.length)}${now}` } : one;
}

// `evaluate.map`, whose value names a network and its value as text.
function settingOtherwise(one: Plain, rename: Rename): Plain {
  const { path, value } = one;
  if (typeof path !== 'string' || typeof value !== 'string' || !isOfSection(path)) return one;
  const { from, to } = rename;
  if (rename.kind === 'network' && value.startsWith(`${from}.`))
    return { ...one, value: `${to}${value.slice(from.length)}` };
  const isValue = rename.kind === 'value' && value === `${rename.network}.${from}`;
  return isValue ? { ...one, value: `${rename.network}.${to}` } : one;
}

function isOfSection(path: string): boolean {
  return /^(?:train|evaluate)\./.test(path);
}

function ofNetwork(one: Plain, from: string, to: string) {
  if (one.network === from) return { ...one, network: to };
  return one.kind === 'network' && one.value === from ? { ...one, value: to } : one;
}

function ofValue(one: Plain, rename: { network: string; from: string; to: string }) {
  const { network, from, to } = rename;
  // `encoder(x)`, which gives a value of the network.
  if (isSetting(one.network, network) && isSetting(one.value, from))
    return { ...one, value: { ...one.value, value: to } };
  if (one.network === network && one.value === from) return { ...one, value: to };
  if (one.network === network && one.frozen === from) return { ...one, frozen: to };
  return one;
}

function isSetting(setting: unknown, value: string): setting is Plain {
  return typeof setting === 'object' && setting !== null && 'value' in setting && setting.value === value;
}
