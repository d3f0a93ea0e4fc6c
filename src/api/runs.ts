// Runs on this machine: work in the engine process, run folders, results.

export { isThreadCount, MOST_THREADS, usualThreads } from '../engine/machine-choices.ts';
export { figureNames, usualFigures } from '../metrics/figure-named.ts';
export { furtherAuproKey, furtherFprLimitsIn } from '../metrics/types.ts';
export {
  type Measured,
  type Profile,
  type ProfiledOperation,
  spreadOf,
  type Times,
  totalOf,
} from '../runtime/bench/measured.ts';
export { claimFolder } from '../runtime/claim/claim.ts';
export {
  type CheckedPipeline,
  checkedPipeline,
  type PipelineToCross,
} from '../runtime/contract/checked-pipeline.ts';
export type { RunEvent, RunMetrics } from '../runtime/contract/events.ts';
export { pictureMemoryLimit } from '../runtime/feed/memory-limit.ts';
export { csvText } from '../runtime/files/csv.ts';
export { removeDrafts, writeWhole } from '../runtime/files/files.ts';
export { refuseOccupied, writeOutputFile } from '../runtime/files/output-file.ts';
export type { PredictEvent, PredictedFile, PredictRequest } from '../runtime/predict/predict.ts';
export type { Predictions } from '../runtime/predict/result-writer.ts';
export type { Previewed } from '../runtime/preview/preview.ts';
export { type EngineEnd, type EngineRun, startEngine } from '../runtime/process/engine-client.ts';
export type { ServiceName, Services } from '../runtime/process/engine-messages.ts';
export { modelWithSource } from '../runtime/record/bundled-model.ts';
export { differingParameters, type ListedRun, listRuns, type RunStateName } from '../runtime/record/list-runs.ts';
export { checkMeaning, type LockedStart, readLock } from '../runtime/record/lock.ts';
export { requireResults } from '../runtime/record/result-digests.ts';
export { claimResultFolder } from '../runtime/record/result-folder.ts';
export { runFolder } from '../runtime/record/run-folder.ts';
export { runSentence } from '../runtime/record/run-sentence.ts';
export { type ExpectedTraining, expectTraining, readSpeeds, type Speed } from '../runtime/record/speeds.ts';
export {
  openStoredRun,
  openTrainedRun,
  readMetrics,
  readRecord,
  type StoredRun,
  type TrainedRun,
} from '../runtime/record/stored-run.ts';
export { reportKeys } from '../runtime/report/report-figures.ts';
export { mapsLeftOut } from '../runtime/score/map-files.ts';
export type { ScoreRequest, ScoreResult } from '../runtime/score/score-maps.ts';
export { storedForms } from '../runtime/stored/forms.ts';
export { readStoredJson } from '../runtime/stored/stored-json.ts';
export { earlierSteps } from '../runtime/training/event-log.ts';
export type { ResumeRequest, RunRequest } from '../runtime/training/run-plan.ts';
