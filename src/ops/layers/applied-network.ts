import { defineLayer } from '../core/operation.ts';
import { network, text } from '../core/parameter.ts';

/** A network called like a function: `encoder(x)`. In the language it has the network's name. */
export const appliedNetwork = defineLayer({
  name: 'network',
  doc: 'A network on other values, with the weights that it has everywhere.',
  provenance: 'our choice',
  example: 'features = encoder(seen)',
  inputs: [{ name: 'values', type: 'tensor', doc: 'one for each parameter of the network', variadic: true }],
  parameters: { network: network({ doc: 'the network' }), value: text({ doc: 'which of its values' }) },
  emit: (scope, inputs, { network: name, value }) => scope.apply(name, value, inputs),
});
