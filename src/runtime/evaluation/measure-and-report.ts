// The end of a run and the whole of `anoseg evaluate`: the test images are scored with a finished model at given
// thresholds, and metrics, curves, pictures and the report are written.

import type { Model } from '../../dsl/model/model.ts';
import { effectiveSettings } from '../../dsl/model/settings.ts';
import { doubtsOf } from '../../metrics/figures/doubts.ts';
import type { Emit, RunMetrics } from '../contract/events.ts';
import { writeWhole } from '../files/files.ts';
import type { DataSet } from '../images/data-set.ts';
import type { Frame } from '../images/decode.ts';
import type { Size } from '../images/placement.ts';
import { resolutionOf } from '../images/resolution.ts';
import type { LockFile } from '../record/lock.ts';
import { writeResultDigests } from '../record/result-digests.ts';
import type { RunFolder } from '../record/run-folder.ts';
import type { Thresholds } from '../record/thresholds.ts';
import { renderCurves } from '../report/curve-charts.ts';
import { renderGallery } from '../report/gallery.ts';
import { renderWeights } from '../report/kept-weights.ts';
import { type ReportParameter, renderReport } from '../report/report.ts';
import { fprLimitsOf, reportKeys } from '../report/report-figures.ts';
import type { CategoryOf } from '../session/predictor.ts';
import type { Session } from '../session/session.ts';
import type { Measurement } from '../training/event-log.ts';
import { cleanUpOf } from './clean-up.ts';
import { measureTestSet } from './measure-test-set.ts';

export interface MeasureAndReportOptions {
  readonly session: Session;
  readonly model: Model;
  readonly frame: Frame;
  readonly categoryOf: CategoryOf;
  readonly data: DataSet;
  readonly thresholds: Thresholds;
  readonly lock: LockFile;
  /** What the user wrote to come here, in order. */
  readonly commands: readonly string[];
  readonly train: RunMetrics['train'];
  /** Of the weights in training, where the best ones are kept. */
  readonly measurements: readonly Measurement[];
  /** What maps and masks are measured at; undefined: the ground truth's own size. */
  readonly resolution: Size | undefined;
  /** Where everything goes. */
  readonly folder: RunFolder;
  readonly emit: Emit;
  /** Called between images; may throw to stop. */
  readonly checkStop: () => void;
}

/** Emits the stages `evaluate` and `report`. @throws OutsideError `image-corrupt`, `disk-full` */
export async function measureAndReport(options: MeasureAndReportOptions): Promise<RunMetrics> {
  const { model, data, thresholds, lock, commands, train, folder, emit } = options;
  emit({ event: 'stage', stage: 'evaluate' });
  const measured = await measureTestSet({
    ...options,
    progress: (done) => {
      options.checkStop();
      emit({ event: 'progress', stage: 'evaluate', done, total: data.test.length });
    },
  });
  emit({ event: 'stage', stage: 'report' });
  const cleanUp = cleanUpOf(model);
  const metrics: RunMetrics = {
    format_version: '1.0',
    resolution: resolutionOf(options.resolution),
    threshold: thresholds.pixel,
    threshold_from: thresholds.pixelFrom,
    image_threshold: thresholds.image,
    image_threshold_from: thresholds.imageFrom,
    ...(cleanUp === undefined ? {} : { clean_up: cleanUp }),
    fpr_limit: fprLimitsOf(model).fprLimit,
    ...measured.metrics,
    ...doubtsOf(measured.metrics, { threshold: thresholds.pixel, image_threshold: thresholds.image }),
    train,
  };
  writeWhole(folder.curves, JSON.stringify(measured.curves));
  const pages = {
    curves: renderCurves(measured.curves, metrics.fpr_limit),
    weights: renderWeights(metrics, options.measurements),
    gallery: await renderGallery(measured.rows, folder.overlays, thresholds.image),
  };
  writeWhole(
    folder.report,
    renderReport({ lock, metrics, commands, parameters: parametersOf(model), report: reportKeys(model), ...pages }),
  );
  // Last: where metrics.json is, the evaluation is complete.
  const text = `${JSON.stringify(metrics, undefined, 2)}\n`;
  writeResultDigests(folder, lock, text);
  writeWhole(folder.metrics, text);
  return metrics;
}

function parametersOf(model: Model): readonly ReportParameter[] {
  return effectiveSettings(model).flatMap(({ path, value, origin }) =>
    path.startsWith('param.') ? [{ name: path.slice(6), value, isSet: origin.from === 'set' }] : [],
  );
}
