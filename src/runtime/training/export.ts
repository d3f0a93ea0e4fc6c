// The finished model as a SavedModel folder: graph, weights, and a word on what it expects.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { finishingNames } from '../../compiler/fold/freeze-weights.ts';
import type { InferenceProgram } from '../../compiler/inference-program.ts';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { TensorFlowBinding } from '../../engine/binding.ts';
import { withDiskErrors, writeFolderWhole } from '../files/files.ts';
import { openGraph, type Session } from '../session/session.ts';

export interface ExportOptions {
  readonly binding: TensorFlowBinding;
  /** Of the training, whose weights are written. */
  readonly session: Session;
  readonly training: TrainingProgram;
  readonly inference: InferenceProgram;
  readonly model: Model;
  readonly folder: string;
}

/** @throws OutsideError `disk-full` */
export function exportModel({ binding, session, training, inference, model, folder }: ExportOptions): void {
  writeFolderWhole(folder, (draft) => {
    const [trained, variables] = [path.join(draft, 'trained'), path.join(draft, 'variables')];
    for (const part of [trained, variables]) mkdirSync(part);
    const prefix = (part: string) =>
      ({ dtype: 'string', shape: [], data: [Buffer.from(path.join(part, 'variables'))] }) as const;
    withDiskErrors(folder, () => {
      session.run({ [training.feeds.prefix]: prefix(trained) }, [training.fetches.saveModel]);
      const finishing = openGraph(binding, inference.finishing);
      const prefixes = {
        [finishingNames.trained]: prefix(trained),
        [finishingNames.finished]: prefix(variables),
      };
      finishing.run(prefixes, [finishingNames.done]);
      finishing.dispose();
    });
    rmSync(trained, { recursive: true });
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
