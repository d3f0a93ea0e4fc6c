// A run from pipeline to report, in the engine process. Stages, in order: engine, data, compile, train,
// export, threshold, evaluate, report. It tells of itself through `emit` alone.
import { existsSync } from 'node:fs';
import { compileInference } from '../../compiler/inference-program.ts';
import { compileTraining } from '../../compiler/training-program.ts';
import { categoriesOf, categoryNumbers } from '../../dsl/model/categories.ts';
import type { TensorFlowBinding } from '../../engine/binding.ts';
import { cacheFolder } from '../../engine/cache-folder.js';
import type { RunEvent, Stage } from '../contract/events.ts';
import type { Surroundings } from '../contract/service.ts';
import { measureAndReport } from '../evaluation/measure-and-report.ts';
import { checkThresholdData, findThresholds } from '../evaluation/threshold.ts';
import { residentBatches, type TrainingPictures } from '../feed/batch-source.ts';
import { fedBatches } from '../feed/fed-batches.ts';
import { pictureMemoryLimit } from '../feed/memory-limit.ts';
import { type Prepared, planPictures, preparePictures } from '../feed/prepare.ts';
import { checkBatch } from '../feed/split.ts';
import { describeSkipped } from '../feed/survey.ts';
import { heldTo, refuseChangedData } from '../feed/unchanged-data.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import type { Frame } from '../images/decode.ts';
import { writeDataList } from '../record/data-list.ts';
import { checkData, type LockFile, writeLock } from '../record/lock.ts';
import { lockedOneDnn } from '../record/lock-machine.ts';
import { removeUnbegun } from '../record/run-folder.ts';
import { keepSpeed } from '../record/speeds.ts';
import { openGraph, openSavedModel } from '../session/session.ts';
import { openDataSet } from '../sources/open.ts';
import { restoreCheckpoint } from './checkpoint.ts';
import { measurementsIn, openEventLog, rewindEventLog } from './event-log.ts';
import { exportModel } from './export.ts';
import { type KeptMetrics, openKeeper } from './keep-best.ts';
import { loadPictures } from './load-pictures.ts';
import { giveStartValues } from './load-starts.ts';
import { describeMove, lockHere, variablesFor } from './machine-here.ts';
import { newLock } from './new-lock.ts';
import { noted } from './noted-failure.ts';
import { planRun, type ResumeRequest, type RunPlan, type RunRequest } from './run-plan.ts';
import { setAside } from './saved-states.ts';
import { speedOf } from './speed-of.ts';
import { startEvent } from './start-event.ts';
import { type TrainingResult, train } from './trainer.ts';

/** True where the run is complete; false where it was stopped, with its state saved. */
export async function run(request: RunRequest | ResumeRequest, around: Surroundings<RunEvent>): Promise<boolean> {
  const plan = await planRun(request, around.command);
  try {
    return await logged(plan, around);
  } finally {
    plan.claim.release();
    if (plan.lock === undefined && plan.decided !== undefined) removeUnbegun(plan.folder);
  }
}

async function logged(plan: RunPlan, around: Surroundings<RunEvent>): Promise<boolean> {
  const log = openEventLog(plan.folder.events, Date.now);
  const emit = (event: RunEvent) => {
    if (event.event !== 'progress') plan.claim.confirm();
    log.append(event);
    around.emit(event);
  };
  try {
    return await execute(plan, { ...around, emit });
  } catch (error) {
    if (error instanceof StopRequest) {
      const { folder, lock } = plan.folder;
      emit({ event: 'stopped', step: error.step, run: folder, resumable: existsSync(lock) });
      return false;
    }
    throw noted(error, log);
  }
}

/** Thrown where a stop is asked for before or after training: everything that matters is saved. */
class StopRequest extends Error {
  constructor(readonly step: number) {
    super('stopped');
  }
}

async function execute(plan: RunPlan, around: Surroundings<RunEvent>): Promise<boolean> {
  const { model, folder } = plan;
  const { emit, stopRequested } = around;
  const stage = (name: Stage) => emit({ event: 'stage', stage: name });
  const from = plan.checkpoint?.step ?? 0;
  if (plan.lock)
    rewindEventLog(folder.events, from, plan.checkpoint?.keep?.measured ?? 0, [plan.digest, plan.lock.pipeline.digest]);
  // What can fail quickly comes before what takes long.
  const opened = await openDataSet(model.data, plan.dataFolder);
  checkThresholdData(model, opened.validation);
  const pictures = await planPictures(model, opened, plan.dataFolder, pictureMemoryLimit(process.env));
  emit(startEvent(plan));
  for (const warning of plan.warnings) emit(warning);

  stage('engine');
  const engine = around.openEngine({
    threads: plan.threads,
    ...(plan.decided ? { lockedDevice: plan.device } : { device: plan.device }),
    oneDnn: plan.decided && lockedOneDnn(plan.decided.lock),
    variables: variablesFor(plan, process.env),
  });
  const moved = plan.lock && lockHere(plan, plan.lock, engine, around.anosegVersion);
  const { binding } = engine;

  stage('data');
  let told = around.now();
  const prepared = await preparePictures(pictures, cacheFolder(), (done, total) => {
    if (stopRequested()) throw new StopRequest(from);
    // Thousands of images a minute: ten times a second is enough to see.
    if (done < total && around.now() - told < 100) return;
    told = around.now();
    emit({ event: 'progress', stage: 'data', done, total });
  });
  const { split } = prepared;
  for (const message of [
    ...opened.notes,
    ...strayNotes(opened),
    ...prepared.notes,
    ...prepared.skipped.map(describeSkipped),
  ])
    emit({ event: 'warning', message });
  if (plan.decided) checkData(plan.decided.lock, plan.decided.data, prepared.digest, prepared.hashed);
  // Reading images takes long; what is written next would make a folder anew that was taken away meanwhile.
  plan.claim.confirm();
  const lock = moved ?? newLock(plan, around, engine, prepared);
  // Where the run goes on, it is the same list, or was damaged meanwhile.
  writeDataList(folder.data, prepared.hashed);
  if (lock !== plan.lock) writeLock(folder, lock);
  const move = describeMove(plan.lock, lock);
  if (move !== undefined) emit({ event: 'warning', message: move });
  checkBatch(model, split.train, categoriesOf(model.data));

  stage('compile');
  const inference = compileInference(model);
  const program = compileTraining(model, { mode: pictures.mode, modelVariables: inference.variables });
  const session = openGraph(binding, program.savedModel);
  loadPictures(session, program, prepared.pictures);
  for (const state of plan.damaged) setAside(state);
  if (plan.checkpoint) restoreCheckpoint(session, program, plan.checkpoint);
  else giveStartValues(session, program, plan.starts);

  stage('train');
  const batches =
    pictures.mode === 'resident'
      ? residentBatches(program, model, prepared.pictures)
      : fedBatches(program, model, prepared.pictures, model.train.steps * program.batchesPerStep);
  const exporting = { binding, session, training: program, inference };
  const keeper = await openKeeper({
    model,
    frame: pictures.frame,
    holdout: split.holdout,
    dataFolder: plan.dataFolder,
    exporting,
    checkpoints: folder.checkpoints,
    checkpoint: plan.checkpoint,
    emit,
    stopRequested,
    now: around.now,
  });
  const result = await train({
    session,
    program,
    model,
    batches,
    from,
    checkpoints: { parent: folder.checkpoints, run: lock.identity },
    keeper,
    confirm: () => plan.claim.confirm(),
    emit,
    stopRequested,
    saveEveryMs: around.saveEveryMs,
    now: around.now,
  });
  await closePictures(prepared.pictures);
  keeper?.dispose();
  keepSpeed(cacheFolder(), speedOf(model, { stepMs: result.medianStepMs, steps: result.step - from }, lock));
  if (!result.isDone) {
    emit({ event: 'stopped', step: result.step, run: folder.folder, resumable: true });
    return false;
  }

  const kept = keeper?.conclude(result.step);
  stage('export');
  exportModel({ ...exporting, model, folder: folder.model, kept: keeper?.kept.weights });
  session.dispose();
  await finish({ plan, lock, prepared, frame: pictures.frame, result, kept, around, binding });
  return true;
}

async function closePictures({ images, foreground, textures }: TrainingPictures): Promise<void> {
  await Promise.all([images, foreground, ...textures].map((rows) => rows?.close()));
}

function strayNotes({ strayMasks: [first, ...others] }: DataSet): readonly string[] {
  if (first === undefined) return [];
  return [
    others.length === 0
      ? `the mask ${first} belongs to no image`
      : `${others.length + 1} masks belong to no image: ${first} and others`,
  ];
}

interface Finish {
  readonly plan: RunPlan;
  readonly lock: LockFile;
  readonly prepared: Prepared;
  readonly frame: Frame;
  readonly result: TrainingResult;
  /** Where the best weights are kept. */
  readonly kept: KeptMetrics | undefined;
  readonly around: Surroundings<RunEvent>;
  readonly binding: TensorFlowBinding;
}

// Thresholds, evaluation and report, with the model as users will run it.
async function finish({ plan, lock, prepared, frame, result, kept, around, binding }: Finish): Promise<void> {
  const { model, folder, dataFolder } = plan;
  const { split } = prepared;
  const { emit } = around;
  const checkStop = () => {
    if (around.stopRequested()) throw new StopRequest(model.train.steps);
  };
  const stillThere = { model, dataFolder, prepared, run: folder.folder };
  await refuseChangedData(stillThere, (done, total) => {
    checkStop();
    emit({ event: 'progress', stage: 'export', done, total, detail: 'looking at the data once more' });
  });
  const held = (items: readonly ImageItem[]) => heldTo(items, prepared.hashed, folder.folder);
  const data = { ...prepared.data, test: held(prepared.data.test), validation: held(prepared.data.validation) };
  const session = openSavedModel(binding, folder.model);
  emit({ event: 'stage', stage: 'threshold' });
  const thresholds = await findThresholds({
    binding,
    session,
    model,
    frame,
    holdout: held(split.holdout),
    validation: data.validation,
    dataFolder,
    progress: (done, total) => {
      checkStop();
      emit({ event: 'progress', stage: 'threshold', done, total });
    },
  });
  const train = { steps: result.step, seconds: result.seconds, median_step_ms: result.medianStepMs, ...kept };
  const { resolution } = model.evaluate;
  const metrics = await measureAndReport({
    session,
    model,
    frame,
    categoryOf: categoryNumbers(model),
    data,
    thresholds,
    measurements: measurementsIn(folder.events),
    resolution,
    lock,
    commands: [...new Set([lock.command ?? [], around.command].flat())],
    train,
    folder,
    emit,
    checkStop,
  });
  session.dispose();
  emit({ event: 'done', run: folder.folder, metrics });
}
