// The finished model as a SavedModel folder: graph, weights, and a word on what it expects.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { InferenceProgram } from '../compiler/inference-program.ts';
import type { TrainingProgram } from '../compiler/training-program.ts';
import type { Model } from '../dsl/model.ts';
import { withDiskErrors, writeFolderWhole } from './files.ts';
import type { Session } from './session.ts';

/** `session`: of the training, whose weights are written. @throws OutsideError `disk-full` */
export function exportModel(
  session: Session,
  training: TrainingProgram,
  inference: InferenceProgram,
  model: Model,
  folder: string,
): void {
  writeFolderWhole(folder, (draft) => {
    const variables = path.join(draft, 'variables');
    mkdirSync(variables);
    const prefix = { dtype: 'string', shape: [], data: [Buffer.from(path.join(variables, 'variables'))] } as const;
    withDiskErrors(folder, () => session.run({ [training.feeds.prefix]: prefix }, [training.fetches.saveModel]));
    writeFileSync(path.join(draft, 'saved_model.pb'), inference.savedModel);
    writeFileSync(path.join(draft, 'README.md'), describe(model));
  });
}

function describe({ name, data: { height, width, channels } }: Model): string {
  return `# ${name}

A TensorFlow SavedModel. Signature \`serving_default\`:

- \`image\`: uint8, n x ${height} x ${width} x ${channels}: images resized to ${height} x ${width}
- \`anomaly_map\`: float32, n x ${height} x ${width} x 1, from 0 (normal) to 1 (anomalous)
- \`score\`: float32, n: one number for each image, higher is more anomalous
`;
}
