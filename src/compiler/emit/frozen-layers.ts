// Which layers of a network stay as they start: all of them, or those that a value is made of.
import { type Flow, type NetworkModel, type NetworkTraining, valueNamed } from '../../dsl/model/model.ts';
import type { FlowReference, OperationCall } from '../../ops/core/call.ts';

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

/** Whether one call alone takes a value, so that nobody needs it as it is. */
export function isTakenOnce({ nodes }: Flow, reference: FlowReference | undefined): boolean {
  if (reference?.from !== 'node') return false;
  const takes = ({ inputs }: OperationCall) =>
    inputs.filter((input) => input.from === 'node' && input.node === reference.node).length;
  return nodes.reduce((sum, { call }) => sum + takes(call), 0) === 1;
}
