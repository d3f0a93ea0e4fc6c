// What choosing the best weights needs: damaged held-out images, and several measurements to choose from.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Model } from '../../../dsl/model/model.ts';
import { outermost } from '../../emit/input-story.ts';
import { settingSpan } from './samples.ts';

export function checkKeep(model: Model, reporter: Reporter): void {
  const { keep, synthetic, steps } = model.train;
  if (keep === undefined) return;
  const holdout = settingSpan(model, 'data.holdout');
  if (model.data.holdout === 0 && holdout) {
    const related = [{ message: 'chosen on held-out images', span: keep.span }];
    const what = 'the weights to keep are chosen' as const;
    reporter.report('no-holdout', holdout, { what }, { hint: 'write `holdout = 10%`', related });
  }
  if (synthetic === 0) reporter.report('subset-empty', outermost(keep), { name: 'keep', subset: 'synthetic' });
  const { every } = keep.settings;
  if (every?.kind !== 'number' || every.value < steps) return;
  const origin = keep.origins.every;
  const place = origin?.from === 'written' ? origin.span : keep.span;
  const written = settingSpan(model, 'train.steps');
  const related = written ? [{ message: 'the steps', span: written }] : [];
  const hint = steps > 1 ? `such as \`every: ${Math.max(1, Math.floor(steps / 10))}\`` : undefined;
  reporter.report('measured-once', place, { every: every.value, steps }, { hint, related });
}
