// What a pipeline itself calls by a name: parameters, networks and their values with their shapes.
import { formatShape, type Meaning, type Model, plan, showValue } from '../../../api/language.ts';

/** `name` may be `value` or `network.value`. */
export function declarationsOf(name: string, model: Model): readonly Meaning[] {
  const parameters = model.parameters
    .filter((parameter) => parameter.name === name)
    .map(({ value, doc }) => ({ where: '`param`', doc: `${showValue(value)}${doc === undefined ? '' : `. ${doc}`}` }));
  const networks = model.networks.filter((network) => network.name === name);
  const values = model.networks.flatMap((network) =>
    network.values.flatMap((value) =>
      name === value.name || name === `${network.name}.${value.name}` ? [{ network, value }] : [],
    ),
  );
  if (networks.length + values.length === 0) return parameters;
  const { tensors } = plan(model);
  return [
    ...parameters,
    ...networks.map(({ inputs, values: own }) => ({
      where: '`network`',
      doc: `a network of ${inputs.map((input) => `\`${input.name}\``).join(', ')}; its values: ${own.map((value) => `\`${value.name}\``).join(', ')}`,
    })),
    ...values.map(({ network, value }) => {
      const { reference } = value;
      const path = reference.from === 'node' ? network.flow.nodes[reference.node]?.call.path : undefined;
      const shape = tensors.find((tensor) => tensor.name === path)?.shape;
      return {
        where: `\`${network.name}\``,
        doc: `a value of this network${shape === undefined ? '' : `: ${formatShape(shape)}`}`,
      };
    }),
  ];
}
