// The finished model as a SavedModel folder: graph, weights, and a word on what it expects.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finishingNames } from '../../compiler/fold/freeze-weights.ts';
import type { InferenceProgram } from '../../compiler/inference-program.ts';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { knownCategories } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { TensorFlowBinding } from '../../engine/binding.ts';
import { writeFolderWhole } from '../files/files.ts';
import { openGraph, type Session } from '../session/session.ts';

export interface ExportOptions {
  readonly binding: TensorFlowBinding;
  /** Of the training. */
  readonly session: Session;
  readonly training: TrainingProgram;
  readonly inference: InferenceProgram;
  readonly model: Model;
}

export interface ExportTarget {
  readonly folder: string;
  /** A folder with weights that were trained before; undefined for those of the session. */
  readonly kept?: string | undefined;
}

/** @throws OutsideError `disk-full` */
export function exportModel(options: ExportOptions & ExportTarget): void {
  writeFolderWhole(options.folder, (draft) => {
    writeModel({ ...options, folder: draft });
    rmSync(trainedIn(draft), { recursive: true });
    writeFileSync(path.join(draft, 'README.md'), describe(options.model));
  });
}

/** What is exported, in a folder that is there, with the trained weights beside: see `trainedIn`. */
export function writeModel({
  binding,
  session,
  training,
  inference,
  folder,
  kept,
}: Omit<ExportOptions, 'model'> & ExportTarget): void {
  const [trained, variables] = [trainedIn(folder), path.join(folder, 'variables')];
  for (const part of [trained, variables]) mkdirSync(part);
  const prefix = (part: string) =>
    ({ dtype: 'string', shape: [], data: [Buffer.from(path.join(part, 'variables'))] }) as const;
  if (kept === undefined) session.run({ [training.feeds.prefix]: prefix(trained) }, [training.fetches.saveModel]);
  const finishing = openGraph(binding, inference.finishing);
  const prefixes = {
    [finishingNames.trained]: prefix(kept ?? trained),
    [finishingNames.finished]: prefix(variables),
  };
  finishing.run(prefixes, [finishingNames.done]);
  finishing.dispose();
  writeFileSync(path.join(folder, 'saved_model.pb'), inference.savedModel);
}

/** Where `writeModel` leaves the weights as they were trained. */
export function trainedIn(folder: string): string {
  return path.join(folder, 'trained');
}

function describe(model: Model): string {
  const { name, data } = model;
  const { height, width, channels } = data;
  return `# ${name}

A TensorFlow SavedModel. Signature \`serving_default\`:

- \`image\`: uint8, n x ${height} x ${width} x ${channels}: images resized to ${height} x ${width}
${describeCategories(knownCategories(model))}- \`anomaly_map\`: float32, n x ${height} x ${width} x 1, from 0 (normal) to 1 (anomalous)
- \`score\`: float32, n: one number for each image, higher is more anomalous
`;
}

function describeCategories(known: readonly string[] | undefined): string {
  if (known === undefined) return '';
  const numbers = known.map((category, i) => `${i} ${category}`).join(', ');
  return `- \`category\`: int32, n: the category of each image: ${numbers}\n`;
}
