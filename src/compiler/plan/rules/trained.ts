// Every part of a loss must reach a weight, and every network that is used must be reached by one.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { GraphNode, Tensor } from '../../../graph/ir/tensor.ts';
import { outermost } from '../../emit/input-story.ts';
import type { Planned } from '../planned.ts';

export function checkTrained({ model, objectives, weights }: Planned, reporter: Reporter): void {
  const generators = model.networks.filter(({ role }) => role === 'generator');
  const owners = new Map<GraphNode, string>();
  for (const { name } of generators) {
    for (const { value } of weights.trained(name)) owners.set(value.node, name);
  }
  const trained = new Set<string>();
  for (const { term, part, value } of objectives.parts) {
    const reached = [...reachedBy(value)].flatMap((node) => owners.get(node) ?? []);
    for (const name of reached) trained.add(name);
    if (reached.length === 0) reporter.report('untrained-loss', outermost(part.call), { name: term.name });
  }
  const isComplete = objectives.parts.length === model.loss.reduce((sum, { parts }) => sum + parts.length, 0);
  if (!isComplete || reporter.hasErrors) return;
  const withWeights = new Set(owners.values());
  for (const { name, span } of generators) {
    if (withWeights.has(name) && !trained.has(name)) reporter.report('untrained-network', span, { name });
  }
}

// The nodes to which a gradient of the tensor flows.
function reachedBy({ node }: Tensor): ReadonlySet<GraphNode> {
  const seen = new Set<GraphNode>();
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const input of next.gradient?.inputs ?? []) open.push(input.node);
  }
  return seen;
}
