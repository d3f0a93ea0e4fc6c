// What TensorFlow runs, node by node: a training step, and the finished model.
import { inferenceStages } from '../compiler/inference-program.ts';
import { emitTraining } from '../compiler/training-program.ts';
import type { Model } from '../dsl/model/model.ts';
import { printGraph } from '../graph/analysis/print-graph.ts';

export function graphText(model: Model): string {
  const { graph } = emitTraining(model, { mode: 'resident', modelVariables: [] });
  const { frozen } = inferenceStages(model);
  return `// training\n${printGraph(graph)}\n// the finished model\n${printGraph(frozen)}`;
}
