// The first event of a run: what it is, where it begins, what it will show.
import { loggedNames } from '../../compiler/emit/objectives.ts';
import type { RunEvent } from '../contract/events.ts';
import { reportKeys } from '../report/report-figures.ts';
import { keepRuleOf, nothingKept, standingOf } from './keep-state.ts';
import type { RunPlan } from './run-plan.ts';

export function startEvent({ model, folder, digest, checkpoint }: RunPlan): RunEvent {
  const rule = keepRuleOf(model);
  return {
    event: 'start',
    run: folder.folder,
    name: model.name,
    digest,
    steps: model.train.steps,
    from: checkpoint?.step ?? 0,
    losses: loggedNames(model),
    report: reportKeys(model),
    ...(rule && { keep: { ...standingOf(rule, checkpoint?.keep ?? nothingKept), every: rule.every } }),
  };
}
