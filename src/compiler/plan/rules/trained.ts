// Every part of a loss must reach a weight, and every network that is used must be reached by one.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { outermost } from '../../emit/input-story.ts';
import type { Planned } from '../planned.ts';
import type { Learners } from './learners.ts';

export function checkTrained({ model, objectives, weights }: Planned, learners: Learners, reporter: Reporter): void {
  const trained = new Set<string>();
  for (const { term, part, value } of objectives.parts) {
    const reached = learners.of(value);
    for (const name of reached) trained.add(name);
    if (reached.size === 0) reporter.report('untrained-loss', outermost(part.call), { name: term.name });
  }
  const isComplete = objectives.parts.length === model.loss.reduce((sum, { parts }) => sum + parts.length, 0);
  if (!isComplete || reporter.hasErrors) return;
  for (const { name, span, role } of model.networks) {
    const learns = role === 'generator' && weights.trained(name).length > 0;
    if (learns && !trained.has(name)) reporter.report('untrained-network', span, { name });
  }
}
