// Compiling a pipeline to TensorFlow graphs, printing them, and proving them legal. Runs no TensorFlow.
export {
  compileInference,
  type InferenceProgram,
  type InferenceStages,
  inferenceStages,
} from '../compiler/inference-program.ts';
export {
  compileTraining,
  type EmittedTraining,
  emitTraining,
  type TrainingOptions,
  type TrainingProgram,
} from '../compiler/training-program.ts';
export { printGraph } from '../graph/analysis/print-graph.ts';
export type { FinishedGraph } from '../graph/ir/needed.ts';
export { type GraphFault, graphFaults, variableFaults } from '../graph/legality/legality.ts';
