// What a batch must hold for the losses, what `augment` must make for the batch, and what is kept apart
// for the threshold.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/source-file.ts';
import type { Flow, Model } from '../../../dsl/model/model.ts';
import type { OperationCall, SettingValue, Subset } from '../../../ops/core/call.ts';
import { operationFor } from '../../../ops/table.ts';
import { outermost } from '../../emit/input-story.ts';

export function checkSamples(model: Model, reporter: Reporter): void {
  const { normal, synthetic } = model.train;
  const batch = settingSpan(model, 'train.batch');
  if (synthetic > 0 && model.augment.synthetic === undefined && batch) reporter.report('no-synthetic', batch, {});
  const counts: { readonly [K in Subset]: number } = { all: normal + synthetic, normal, synthetic };
  const related = batch ? [{ message: 'the batch', span: batch }] : [];
  for (const { name, parts } of model.loss) {
    for (const { call, subset } of parts) {
      const subsets = [subset, ...Object.values(call.settings).flatMap(subsetOf)];
      const empty = subsets.find((kind) => counts[kind] === 0);
      if (empty) reporter.report('subset-empty', outermost(call), { name, subset: empty }, { related });
    }
  }
  checkThresholds(model, reporter);
  checkNoOps(model, reporter);
}

/** Where a setting is written; undefined where it is a default. */
export function settingSpan({ settings }: Pick<Model, 'settings'>, path: string): Span | undefined {
  const origin = settings.find((setting) => setting.path === path)?.origin;
  return origin?.from === 'written' ? origin.span : undefined;
}

function subsetOf(setting: SettingValue): readonly Subset[] {
  return setting.kind === 'examples' && setting.value.subset !== 'all' ? [setting.value.subset] : [];
}

// What thresholds are found on must be there; whether the data has a validation folder, only the run finds out.
function checkThresholds(model: Model, reporter: Reporter): void {
  const { threshold, imageThreshold } = model.evaluate;
  const rules = [
    { name: 'threshold', ...threshold },
    { name: 'image_threshold', ...imageThreshold },
  ];
  const onHoldout = rules.filter(({ on }) => on === 'holdout' || on === 'synthetic');
  const span = settingSpan(model, 'data.holdout');
  if (model.data.holdout === 0 && span && onHoldout.length > 0) {
    const written = onHoldout
      .map(({ name }) => settingSpan(model, `evaluate.${name}`))
      .find((found) => found !== undefined);
    const related = written ? [{ message: 'found on held-out images', span: written }] : [];
    reporter.report('no-holdout', span, { what: 'the threshold is found' }, { hint: 'write `holdout = 10%`', related });
  }
  for (const { name, on, call } of rules) {
    if (on === 'synthetic' && model.train.synthetic === 0)
      reporter.report('subset-empty', outermost(call), { name, subset: on });
  }
}

// A patch can equal what it replaces; `relabel` notices.
function checkNoOps({ augment: { flow, mask } }: Model, reporter: Reporter): void {
  if (mask?.from !== 'node') return;
  if (mask.part !== 'mask') return;
  for (const last of lastAnomalies(flow, mask.node)) {
    if (operationFor(last, 'augmentation').refusesNoOps === true) continue;
    const parameters = { operation: last.name };
    reporter.report('no-op-anomalies', outermost(last), parameters, { hint: 'add `-> relabel()` behind it' });
  }
}

// What makes the anomaly; each option, where it is one of several.
function lastAnomalies(flow: Flow, node: number): readonly OperationCall[] {
  const call = flow.nodes[node]?.call;
  if (call === undefined) return [];
  const { lazy, result } = operationFor(call, 'augmentation');
  if (result !== 'anomaly') return [];
  if (lazy !== true) return [call];
  const options = call.inputs.flatMap((input) => (input.from === 'node' ? lastAnomalies(flow, input.node) : []));
  return [...new Set(options)];
}
