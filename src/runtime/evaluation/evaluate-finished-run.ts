// Evaluates a finished run again, on the same or on other data, into a folder of its own.
import path from 'node:path';
import { compileInference } from '../../compiler/inference-program.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import { categoryNumbers } from '../../dsl/model/categories.ts';
import type { DataSettings, Model } from '../../dsl/model/model.ts';
import type { TensorFlowBinding } from '../../engine/binding.ts';
import type { Emit, RunEvent } from '../contract/events.ts';
import type { Surroundings } from '../contract/service.ts';
import { refuseFaults } from '../feed/prepare.ts';
import { splitNormal } from '../feed/split.ts';
import { describeDark, describeSkipped, surveyItems } from '../feed/survey.ts';
import { writeWhole } from '../files/files.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import { type Frame, frameOf } from '../images/decode.ts';
import type { Size } from '../images/placement.ts';
import { describeDoubts } from '../masks/mask-doubts.ts';
import { modelWithSource } from '../record/bundled-model.ts';
import { digestOf } from '../record/data-digest.ts';
import { lockedOneDnn } from '../record/lock-machine.ts';
import { refuseDataPlace } from '../record/out-place.ts';
import { claimResultFolder, createNumberedFolder } from '../record/result-folder.ts';
import { runFolder } from '../record/run-folder.ts';
import {
  type GivenThresholds,
  openTrainedRun,
  type TrainedRun,
  thresholdsFound,
  thresholdsOf,
} from '../record/stored-run.ts';
import type { Thresholds } from '../record/thresholds.ts';
import { openSavedModel, type Session } from '../session/session.ts';
import { openDataSet } from '../sources/open.ts';
import { measurementsIn } from '../training/event-log.ts';
import { measureAndReport } from './measure-and-report.ts';
import { checkThresholdData, findThresholds } from './threshold.ts';

/** Plain data: it crosses to the engine process. */
export interface EvaluateRequest extends GivenThresholds {
  readonly run: string;
  /** What the run was unpacked from: results name it in place of the folder, which is gone soon. */
  readonly bundle?: string;
  /** Undefined: where the run had its data. */
  readonly dataFolder: string | undefined;
  /** Another data source, as the language writes it; it has been checked. */
  readonly source: string | undefined;
  /** Undefined: as the pipeline says. */
  readonly resolution: Size | undefined;
  /** Undefined: the next of RUN/evaluations/. */
  readonly out: string | undefined;
  readonly threads: number | undefined;
  readonly device: 'cpu' | 'gpu' | undefined;
}

/** Thrown where a stop is asked for: nothing is left to save. */
class StopRequest extends Error {}

export async function evaluateFinishedRun(request: EvaluateRequest, around: Surroundings<RunEvent>): Promise<boolean> {
  const checkStop = () => {
    if (around.stopRequested()) throw new StopRequest();
  };
  const { run, out, source } = request;
  const stored = openTrainedRun(run);
  const model = modelOnData(stored, source);
  if (out !== undefined) refuseDataPlace(out, model, request.dataFolder ?? stored.lock.data.folder);
  const claim = out === undefined ? undefined : await claimResultFolder(out, around.command);
  try {
    await evaluateStored(stored, model, request, around, checkStop);
    return true;
  } catch (error) {
    if (error instanceof StopRequest) return false;
    throw error;
  } finally {
    claim?.release();
  }
}

async function evaluateStored(
  stored: TrainedRun,
  model: Model,
  request: EvaluateRequest,
  { emit, openEngine, anosegVersion, command }: Surroundings<RunEvent>,
  checkStop: () => void,
): Promise<void> {
  const { lock, metrics } = stored;
  const frame = frameOf(model.data);
  const dataFolder = request.dataFolder ?? lock.data.folder;
  const opened = await openDataSet(model.data, dataFolder);
  emit({ event: 'stage', stage: 'data' });
  const surveyed = await surveyTest(opened, frame, model.data, (done, total) => {
    checkStop();
    emit({ event: 'progress', stage: 'data', done, total });
  });
  for (const message of [...opened.notes, ...surveyed.remarks]) emit({ event: 'warning', message });
  emit({ event: 'stage', stage: 'engine' });
  const { binding } = openEngine({
    threads: request.threads ?? lock.threads,
    device: request.device,
    lockedDevice: lock.device,
    oneDnn: lockedOneDnn(lock),
    variables: lock.engine.variables,
    fixedFilters: compileInference(model).hasFixedFilters,
  });
  const session = openSavedModel(binding, stored.folder.model);
  const folder = runFolder(request.out ?? createNumberedFolder(path.join(stored.folder.folder, 'evaluations')));
  const found =
    metrics === undefined
      ? await thresholdsHere(stored, dataFolder, { binding, session, emit, checkStop })
      : thresholdsFound(metrics);
  const thresholds = thresholdsOf(found, request);
  const data = { ...opened, test: surveyed.test };
  const train = metrics?.train ?? null;
  const resolution = request.resolution ?? model.evaluate.resolution;
  const result = await measureAndReport({
    session,
    model,
    frame,
    categoryOf: categoryNumbers(stored.model, model.data),
    data,
    thresholds,
    measurements: measurementsIn(stored.folder.events),
    resolution,
    lock,
    commands: [lock.command ?? [], command].flat(),
    train,
    folder,
    emit,
    checkStop,
  });
  session.dispose();
  const record = {
    format_version: '1.0',
    run: path.resolve(request.bundle ?? request.run),
    anoseg: anosegVersion,
    pipeline: { digest: stored.digest },
    data: { ...surveyed.digest, folder: path.resolve(dataFolder), name: opened.name },
  };
  writeWhole(path.join(folder.folder, 'evaluation.json'), `${JSON.stringify(record, undefined, 2)}\n`);
  emit({ event: 'done', run: folder.folder, metrics: result });
}

interface Finding {
  readonly binding: TensorFlowBinding;
  readonly session: Session;
  readonly emit: Emit;
  readonly checkStop: () => void;
}

// Of a run that was trained and never measured.
async function thresholdsHere(
  { model }: TrainedRun,
  dataFolder: string,
  { binding, session, emit, checkStop }: Finding,
): Promise<Thresholds> {
  emit({ event: 'stage', stage: 'threshold' });
  emit({ event: 'warning', message: 'the run has no figures: thresholds are found on its data as it is now' });
  const { train, validation } = await openDataSet(model.data, dataFolder);
  const { holdout } = splitNormal(train, model.data.holdout, model.train.seed);
  checkThresholdData(model, validation);
  const progress = (done: number, total: number) => {
    checkStop();
    emit({ event: 'progress', stage: 'threshold', done, total });
  };
  const frame = frameOf(model.data);
  return findThresholds({ binding, session, model, frame, holdout, validation, dataFolder, progress });
}

function modelOnData({ model, bundle, lock }: TrainedRun, source: string | undefined): Model {
  if (source === undefined) return model;
  return modelWithSource(bundle, lock, source).model ?? bug(`the source \`${source}\` does not check`);
}

interface TestImages {
  readonly test: readonly ImageItem[];
  readonly digest: ReturnType<typeof digestOf>;
  /** A sentence for each file that is left out, and for what is doubtful. */
  readonly remarks: readonly string[];
}

// Everything that is wrong with the files comes out first, in one report.
async function surveyTest(
  { test }: DataSet,
  frame: Frame,
  settings: DataSettings,
  progress: (done: number, total: number) => void,
): Promise<TestImages> {
  const items = test.map((item) => ({ item }));
  const survey = await surveyItems(items, frame, (done) => progress(done, items.length));
  const skipped = refuseFaults(survey.faults, settings, test);
  const broken = new Set(skipped.map(({ image }) => image));
  return {
    test: test.filter(({ name }) => !broken.has(name)),
    digest: digestOf(survey.hashed.filter((item) => item !== undefined)),
    remarks: [
      ...skipped.map(describeSkipped),
      ...describeDoubts(survey.doubts).map(({ message }) => message),
      ...[describeDark(survey.dark) ?? []].flat(),
    ],
  };
}
