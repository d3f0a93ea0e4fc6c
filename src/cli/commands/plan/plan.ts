// `anoseg plan`: what a pipeline will compute and what that costs, without TensorFlow; `--graph` draws it.

import { mermaidText, topologyOf } from '../../../api/drawing.ts';
import { cacheFolder } from '../../../api/engine.ts';
import { digestPipeline, pipelineName, plan } from '../../../api/language.ts';
import { expectTraining, readSpeeds } from '../../../api/runs.ts';
import { shellWord, shortDigest } from '../../../ui/text/format.ts';
import { widthOf } from '../../../ui/view.ts';
import { isExperimentFile } from '../../pipelines/find-pipelines.ts';
import { machineMemory } from '../../pipelines/machine-memory.ts';
import type { PipelineOptions } from '../../pipelines/pipelines.ts';
import { type ValidPipeline, validPipeline } from '../../pipelines/valid-pipeline.ts';
import { type ExitCode, exitCode } from '../../shell/exit-code.ts';
import { UsageError } from '../../shell/failure.ts';
import { printJson, type Terminal } from '../../shell/terminal.ts';
import { type OutputOptions, writeOutput } from '../../shell/write-output.ts';
import type { GridOptions } from '../run/grid.ts';
import { planDocument } from './plan-json.ts';
import { planText } from './plan-text.ts';
import { trainingDocument, trainingText } from './plan-training.ts';

/** Pictures of the networks, the TensorFlow graphs node by node, or what of them a GPU takes. */
export type GraphForm = 'mermaid' | 'svg' | 'text' | 'placement';

export interface PlanOptions extends PipelineOptions, OutputOptions {
  readonly graph?: GraphForm;
  /** Of an experiment: where the categories lie that `all` stands for. */
  readonly data?: string;
  /** How the training will be done, for its time. */
  readonly threads?: number;
  readonly device?: 'cpu' | 'gpu';
}

export async function planCommand(pipeline: string, options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.out !== undefined && options.graph === undefined)
    throw new UsageError(
      '`--out` is where a picture goes',
      'add `--graph svg`, `--graph mermaid`, `--graph text` or `--graph placement`',
    );
  if (isExperimentFile(pipeline)) {
    if (options.graph !== undefined)
      throw new UsageError('an experiment has no graph of its own', 'name its pipeline instead');
    return (await import('./plan-experiment.ts')).planExperiment(pipeline, setOf(options), terminal);
  }
  const valid = await validPipeline(pipeline, options, terminal);
  if (typeof valid === 'number') return valid;
  if (options.graph !== undefined) await drawGraph(options.graph, valid, options, terminal);
  else printPlan(pipeline, valid, options, terminal);
  return exitCode.done;
}

function setOf({ set, data, threads, device }: PlanOptions): GridOptions {
  return {
    ...(set && { set }),
    ...(data !== undefined && { data }),
    ...(threads !== undefined && { threads }),
    ...(device !== undefined && { device }),
  };
}

function printPlan(
  pipeline: string,
  { model, source }: ValidPipeline,
  { threads, device }: PlanOptions,
  terminal: Terminal,
): void {
  const report = plan(model);
  const digest = digestPipeline(model);
  const heading = `${pipelineName(source)}  digest ${shortDigest(digest)}`;
  const { steps } = model.train;
  const { multiplyAdds } = report.step;
  const training = {
    steps,
    expected: expectTraining(readSpeeds(cacheFolder(terminal.env)), { multiplyAdds, steps, threads, device }),
  };
  if (terminal.json) {
    printJson(terminal, { ...planDocument(report, digest), training: trainingDocument(training) });
    return;
  }
  const width = widthOf(terminal.stdout);
  const text = planText(report, heading, machineMemory(), width);
  terminal.stdout.write(text + trainingText(training, shellWord(pipeline), width));
}

async function drawGraph(
  form: GraphForm,
  { model, source }: ValidPipeline,
  output: OutputOptions,
  terminal: Terminal,
): Promise<void> {
  if (form === 'text') {
    const { graphText } = await import('../../../api/drawing.ts');
    return writeOutput(graphText(model), output, form, terminal);
  }
  if (form === 'placement') {
    const { placementText } = await import('../../../api/drawing.ts');
    return writeOutput(placementText(model), output, form, terminal);
  }
  const topology = topologyOf(model, plan(model));
  if (form === 'mermaid') return writeOutput(mermaidText(topology), output, form, terminal);
  // The layout library is needed here alone.
  const { layOut, svgText } = await import('../../../api/drawing.ts');
  writeOutput(svgText(layOut(topology), pipelineName(source)), output, form, terminal);
}
