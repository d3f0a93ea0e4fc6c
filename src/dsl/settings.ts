// The effective settings with their origins, in the order of the file: what `explain` shows.
import type { OperationCall } from '../ops/call.ts';
import { formatNumber, type Value } from '../ops/value.ts';
import type { Model, Setting } from './model.ts';

export function collectSettings(model: Omit<Model, 'settings'>, sections: readonly Setting[]): readonly Setting[] {
  const parameters = model.parameters.map(
    ({ name, value, origin }): Setting => ({ path: `param.${name}`, value: showValue(value), origin }),
  );
  const ofSection = (name: string) => sections.filter(({ path }) => path.startsWith(`${name}.`));
  return [
    ...parameters,
    ...ofSection('data'),
    ...callSettings(model.data.source, 'data/source'),
    ...model.augment.flow.nodes.flatMap(({ call }) => callSettings(call)),
    ...model.networks.flatMap(({ flow }) => flow.nodes.flatMap(({ call }) => callSettings(call))),
    ...model.loss.flatMap(({ parts }) =>
      parts.flatMap(({ call, weight }) => [weightSetting(call, weight), ...callSettings(call)]),
    ),
    ...ofSection('train'),
    ...callSettings(model.train.optimizer, 'train/optimizer'),
    ...[...model.train.optimizers].flatMap(([network, call]) => callSettings(call, `train/optimizer.${network}`)),
    ...ofSection('evaluate'),
  ];
}

function weightSetting(call: OperationCall, weight: number): Setting {
  return {
    path: `${call.path}.weight`,
    value: formatNumber(weight, 'none'),
    origin: { from: 'written', span: call.span },
  };
}

function callSettings(call: OperationCall, path = call.path): readonly Setting[] {
  return Object.entries(call.operation.parameters).map(([name, type]) => ({
    path: `${path}.${name}`,
    value: call.parameters[name] === undefined ? '' : type.show(call.parameters[name]),
    origin: call.origins[name] ?? { from: 'default' },
  }));
}

function showValue(value: Value): string {
  if (value.kind === 'number') return formatNumber(value.value, value.unit);
  if (value.kind === 'text') return `"${value.value}"`;
  return value.kind === 'boolean' ? String(value.value) : '';
}
