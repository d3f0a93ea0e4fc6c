// A training that is ready for its first step, and whose steps count for nothing: of the commands that measure.
import { compileInference } from '../../compiler/inference-program.ts';
import {
  type EmittedTraining,
  emitTraining,
  programOf,
  type TrainingProgram,
} from '../../compiler/training-program.ts';
import type { Model } from '../../dsl/model/model.ts';
import { modelFromText } from '../../dsl/model/serial.ts';
import type { BindingOptions } from '../../engine/binding.ts';
import type { CheckedPipeline } from '../contract/checked-pipeline.ts';
import type { OpenedEngine } from '../contract/service.ts';
import { type BatchSource, residentBatches } from '../feed/batch-source.ts';
import type { LockedStart } from '../record/lock.ts';
import { openGraph, type Session } from '../session/session.ts';
import { loadPictures } from '../training/load-pictures.ts';
import { giveStartValues } from '../training/load-starts.ts';
import { type BenchPictures, benchPictures, type WhereData } from './bench-pictures.ts';

/** Plain data: it crosses to the engine process. */
export interface TrainingToMeasure extends WhereData {
  readonly pipeline: CheckedPipeline;
  readonly starts: readonly LockedStart[];
  readonly threads: number;
  readonly device: 'cpu' | 'gpu' | undefined;
}

export interface OpenTraining {
  readonly model: Model;
  readonly graph: EmittedTraining['graph'];
  readonly program: TrainingProgram;
  readonly session: Session;
  readonly batches: BatchSource;
  readonly pictures: BenchPictures;
  readonly engine: OpenedEngine;
}

/** The pictures live in the session, also those that a run would feed. */
export async function openTraining(
  request: TrainingToMeasure,
  openEngine: (options: Pick<BindingOptions, 'threads' | 'device'>) => OpenedEngine,
): Promise<OpenTraining> {
  const model = modelFromText(request.pipeline.model);
  const pictures = await benchPictures(model, request);
  const engine = openEngine({ threads: request.threads, device: request.device });
  const { variables } = compileInference(model);
  const emitted = emitTraining(model, { mode: 'resident', modelVariables: variables });
  const program = programOf(emitted);
  const session = openGraph(engine.binding, program.savedModel);
  loadPictures(session, program, pictures.pictures);
  giveStartValues(session, program, request.starts);
  const batches = residentBatches(program, model, pictures.pictures);
  return { model, graph: emitted.graph, program, session, batches, pictures, engine };
}
