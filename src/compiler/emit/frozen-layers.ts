// Which layers of a network stay as they start: all of them, or those that a value is made of.
import { type NetworkModel, type NetworkTraining, valueNamed } from '../../dsl/model/model.ts';

/** By the path of the layer. */
export type FrozenLayers = (path: string) => boolean;

export function frozenLayers({ flow, ...network }: NetworkModel, { frozen }: NetworkTraining): FrozenLayers {
  if (frozen === 'none') return () => false;
  if (frozen === 'all') return () => true;
  const paths = new Set<string>();
  const open = [valueNamed({ flow, ...network }, frozen)];
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    const call = reference.from === 'node' ? flow.nodes[reference.node]?.call : undefined;
    if (call === undefined || paths.has(call.path)) continue;
    paths.add(call.path);
    open.push(...call.inputs);
  }
  return (path) => paths.has(path);
}
