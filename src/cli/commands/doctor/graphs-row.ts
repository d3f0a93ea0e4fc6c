// The doctor's row about our own work: pipelines are compiled, small, and every graph must be legal. Needs no engine,
// so it says something even where nothing is installed.
import {
  emitTraining,
  type FinishedGraph,
  type GraphFault,
  graphFaults,
  inferenceStages,
  variableFaults,
} from '../../../api/compile.ts';
import type { DoctorRow } from '../../../api/engine.ts';
import { type Model, OutsideError } from '../../../api/language.ts';

/** A graph, and whether it is loaded as it is: then every variable must get a value. */
interface Examined {
  readonly graph: FinishedGraph;
  readonly loaded: boolean;
}

/** `read` gives the model of a shipped pipeline, or nothing where it is none any more. */
export function graphsRow(files: readonly string[], read: (file: string) => Model | undefined): DoctorRow {
  const name = 'graphs';
  const graphs: Examined[] = [];
  for (const file of files) {
    const model = modelOf(file, read);
    if (typeof model === 'string') return { name, state: 'missing', detail: model, hint: 'Install anoseg again.' };
    graphs.push(...graphsOf(model));
  }
  const [first, ...others] = graphs.flatMap(faultsOf);
  const nodes = graphs.reduce((sum, { graph }) => sum + graph.builder.main.nodes.length, 0);
  if (first === undefined)
    return { name, state: 'ok', detail: `sound in ${files.length} shipped pipelines, ${nodes} nodes` };
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const hint = 'That is a bug in anoseg: please report it with all that is written here.';
  return { name, state: 'missing', detail: `${first.node}: ${first.fault}${more}`, hint };
}

// The text says why there is none.
function modelOf(file: string, read: (file: string) => Model | undefined): Model | string {
  try {
    return read(file) ?? `${file} is no valid pipeline any more`;
  } catch (error) {
    if (error instanceof OutsideError) return error.message;
    throw error;
  }
}

function graphsOf(model: Model): readonly Examined[] {
  const { emitted, simplified, frozen, finishing } = inferenceStages(model);
  const training = (['resident', 'fed'] as const).map(
    (mode) => emitTraining(model, { mode, modelVariables: [] }).graph,
  );
  return [
    ...[...training, frozen].map((graph) => ({ graph, loaded: true })),
    ...[emitted, simplified, finishing].map((graph) => ({ graph, loaded: false })),
  ];
}

function faultsOf({ graph, loaded }: Examined): readonly GraphFault[] {
  return [...graphFaults(graph), ...(loaded ? variableFaults(graph) : [])];
}
