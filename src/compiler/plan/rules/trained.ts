// Every part of a loss must reach a weight, and every network that is used must be reached by one.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { GraphNode, Tensor } from '../../../graph/ir/tensor.ts';
import { outermost } from '../../emit/input-story.ts';
import type { Planned } from '../planned.ts';
import type { Learners } from './learners.ts';

/** The discriminator of an adversarial line learns from its own side: what it judges may be stopped on purpose. */
export function checkTrained({ model, objectives, weights }: Planned, learners: Learners, reporter: Reporter): void {
  const trained = new Set<string>();
  for (const { term, part, value } of objectives.parts) {
    const reached = learners.of(value);
    for (const name of reached) trained.add(name);
    if (reached.size > 0 || (part.call.kind === 'adversarial' && isMade(value, weights, model))) continue;
    reporter.report('untrained-loss', outermost(part.call), { name: term.name });
  }
  const isComplete = objectives.parts.length === model.loss.reduce((sum, { parts }) => sum + parts.length, 0);
  if (!isComplete || reporter.hasErrors) return;
  for (const { name, span, role } of model.networks) {
    const learns = role === 'generator' && weights.trained(name).length > 0;
    if (learns && !trained.has(name)) reporter.report('untrained-network', span, { name });
  }
}

// Whether a network that is no discriminator made what is judged, though no gradient flows back to it.
function isMade(value: Tensor, weights: Planned['weights'], { networks }: Planned['model']): boolean {
  const generators = networks.filter(({ role }) => role === 'generator');
  const own = new Set(generators.flatMap(({ name }) => weights.trained(name).map((weight) => weight.value.node)));
  const behind = new Set<GraphNode>([value.node]);
  for (const node of behind) for (const input of node.inputs) behind.add(input.node);
  return [...own].some((node) => behind.has(node));
}
