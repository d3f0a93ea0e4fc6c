// The limits between normal and anomalous, found without test labels: each rule of the pipeline looks at one kind of
// images, and each kind that is needed is measured once.

import { outside } from '../../diagnostics/outside-error.ts';
import { showThreshold } from '../../dsl/elaborate/sections.ts';
import { categoryNumbers } from '../../dsl/model/categories.ts';
import type { Model, ThresholdRule } from '../../dsl/model/model.ts';
import { PixelValues, ScoreValues } from '../../metrics/figures/threshold-values.ts';
import type { Threshold, ThresholdSubset } from '../../ops/core/operation.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { operationFor } from '../../ops/table.ts';
import type { ImageItem } from '../images/data-set.ts';
import { readGroundTruth } from '../masks/ground-truth.ts';
import type { Thresholds } from '../record/thresholds.ts';
import { predictAll } from '../session/predictor.ts';
import { counted } from '../sources/listing.ts';
import { measureSynthetic } from './synthetic-values.ts';
import type { ThresholdBasis, ThresholdOptions } from './threshold-basis.ts';

/** The labelled folder is there where a rule asks for it. @throws OutsideError `validation-missing` */
export function checkThresholdData({ evaluate }: Model, validation: readonly ImageItem[]): void {
  const asked = [evaluate.threshold, evaluate.imageThreshold].some(({ on }) => on === 'validation');
  if (!asked || validation.length > 0) return;
  throw outside('validation-missing', {});
}

export async function findThresholds(options: ThresholdOptions): Promise<Thresholds> {
  const { threshold, imageThreshold } = options.model.evaluate;
  const measured = await measureAll(options);
  const [pixel, image] = [threshold, imageThreshold].map((rule, i) => {
    const found = rule.on === undefined ? undefined : measured.get(rule.on);
    const values = i === 0 ? found?.pixels : found?.scores;
    const limit = thresholdOf(rule).find(
      values ?? (i === 0 ? new PixelValues() : new ScoreValues()),
      settingsOf(rule.call),
    );
    const { factor, offset } = rule.adjustment ?? { factor: 1, offset: 0 };
    const value = limit === null ? null : limit * factor + offset;
    // Normal pixels come from defective images too.
    const what = i === 1 && thresholdOf(rule).normalOnly === true ? found?.normal : found?.what;
    return { value, from: value === null ? null : `${showThreshold(rule)}${what === undefined ? '' : ` (${what})`}` };
  });
  return {
    pixel: pixel?.value ?? null,
    pixelFrom: pixel?.from ?? null,
    image: image?.value ?? null,
    imageFrom: image?.from ?? null,
  };
}

function thresholdOf({ call }: ThresholdRule): Threshold {
  return operationFor(call, 'threshold');
}

async function measureAll(options: ThresholdOptions): Promise<ReadonlyMap<ThresholdSubset, ThresholdBasis>> {
  const { model, holdout, validation } = options;
  const rules = [model.evaluate.threshold, model.evaluate.imageThreshold];
  const samples = Math.max(0, ...rules.map((rule) => (rule.on === 'synthetic' ? samplesOf(rule) : 0)));
  const jobs: { readonly [K in ThresholdSubset]: Job } = {
    holdout: { images: holdout.length, measure: (progress) => measureImages(options, holdout, progress) },
    validation: { images: validation.length, measure: (progress) => measureImages(options, validation, progress) },
    synthetic: { images: 2 * samples, measure: (progress) => measureSynthetic(options, samples, progress) },
  };
  const subsets = [...new Set(rules.flatMap(({ on }) => (on === undefined ? [] : [on])))];
  const total = subsets.reduce((sum, subset) => sum + jobs[subset].images, 0);
  const measured = new Map<ThresholdSubset, ThresholdBasis>();
  let before = 0;
  for (const subset of subsets) {
    measured.set(subset, await jobs[subset].measure((done) => options.progress(before + done, total)));
    before += jobs[subset].images;
  }
  return measured;
}

interface Job {
  readonly images: number;
  readonly measure: (progress: (done: number) => void) => Promise<ThresholdBasis>;
}

function samplesOf(rule: ThresholdRule): number {
  return thresholdOf(rule).samples?.(settingsOf(rule.call)) ?? 0;
}

// Defective images whose defects nobody has marked count by their scores alone.
async function measureImages(
  { session, frame, model }: ThresholdOptions,
  items: readonly ImageItem[],
  progress: (done: number) => void,
): Promise<ThresholdBasis> {
  const pixels = new PixelValues();
  const scores = new ScoreValues();
  let [done, defective] = [0, 0];
  for await (const { item, levels, score, ...size } of predictAll(session, items, frame, categoryNumbers(model))) {
    const isDefective = item.defect !== 'good';
    if (item.hasGroundTruth) pixels.add(levels, (await readGroundTruth(item, size))?.data);
    scores.add(score, isDefective);
    if (isDefective) defective += 1;
    progress(++done);
  }
  const normal = counted(done - defective, 'normal image');
  const what = defective === 0 ? normal : `${done - defective} normal and ${counted(defective, 'defective image')}`;
  return { pixels, scores, what, normal };
}
