// Experiments: many runs of one pipeline in a folder of their own, what each is, and how it stands.
export {
  combinationsInOrder,
  countCombinations,
  keyOf,
  labelOf,
  type Parameters,
  type Role,
  settingsText,
} from '../runtime/experiment/combinations.ts';
export {
  type Experiment,
  type ExperimentParameter,
  type ExperimentRun,
  isFinished,
  type PlannedExperiment,
  type RunStanding,
  standingOf,
} from '../runtime/experiment/experiment.ts';
export { journalName } from '../runtime/experiment/folder-names.ts';
export { isExperimentFolder, openExperiment, readExperiment } from '../runtime/experiment/journal.ts';
export { restatements } from '../runtime/experiment/restated.ts';
export { tellingCombinations } from '../runtime/experiment/telling-combinations.ts';
export { type WholeProgress, wholeProgress } from '../runtime/experiment/whole-progress.ts';
export { WorkLeft } from '../runtime/experiment/work-left.ts';
