// Networks that start from files: the file is known, every layer says what its weights are called there, and they are there in its shape.

import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import type { NetworkTraining } from '../../../dsl/model/model.ts';
import type { OperationCall } from '../../../ops/core/call.ts';
import { outermost } from '../../emit/input-story.ts';
import { type StartingVariable, shapeInFile, tensorName } from '../../emit/weights.ts';
import type { Planned } from '../planned.ts';

/** Shapes of the tensors in a file of weights, by their names. */
export type TensorShapes = ReadonlyMap<string, readonly number[]>;

/** What a start's file holds: nothing where it is not there yet, or cannot be read. */
export interface StartFile {
  readonly tensors?: TensorShapes | undefined;
  /** The name is none of a file, nor of weights that are known; these. */
  readonly known?: readonly string[];
  /** A file of the user's whose digest the pipeline does not name, with that digest where it is there. */
  readonly undigested?: { readonly found: string | undefined };
}

export type StartReader = (start: WrittenStart) => StartFile;

export interface WrittenStart {
  readonly weights: string;
  /** Empty where the pipeline names none. */
  readonly digest: string;
}

/** What a start says. */
export function writtenStart({ settings: { weights, digest } }: OperationCall): WrittenStart {
  return {
    weights: weights?.kind === 'text' ? weights.value : '',
    digest: digest?.kind === 'text' ? digest.value : '',
  };
}

export function checkStarts({ model, weights }: Planned, reporter: Reporter, read: StartReader | undefined): void {
  const files = new Map(
    model.train.networks.map((training) => [training.network, tensorsOf(training, reporter, read)] as const),
  );
  const unnamed = new Set<OperationCall>();
  for (const starting of weights.stored()) {
    const { call, layer, network } = starting.stored;
    const tensors = files.get(network);
    if (layer !== '') {
      if (tensors) checkTensor(starting, tensors, reporter);
    } else if (!unnamed.has(call)) {
      unnamed.add(call);
      reporter.report(
        'weights-unnamed',
        outermost(call),
        { operation: call.name, network },
        { hint: namingHint(call) },
      );
    }
  }
}

function tensorsOf(
  { start }: NetworkTraining,
  reporter: Reporter,
  read: StartReader | undefined,
): TensorShapes | undefined {
  if (start === undefined || read === undefined) return undefined;
  const written = writtenStart(start);
  const { tensors, known, undigested } = read(written);
  const { weights: name } = written;
  if (known) {
    const meant = nearest(name, known);
    const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean "${meant}"?`;
    reporter.report('weights-unknown', start.span, { name }, { hint });
  }
  if (undigested) {
    const { found } = undigested;
    const hint = found === undefined ? undefined : `that of the file is \`digest: "${found}"\``;
    reporter.report('weights-undigested', start.span, { name }, { hint });
  }
  return tensors;
}

function checkTensor(starting: StartingVariable, tensors: TensorShapes, reporter: Reporter): void {
  const { call, layer, part } = starting.stored;
  const name = tensorName(layer, part);
  const [expected, found] = [shapeInFile(starting), tensors.get(name)];
  if (found === undefined) {
    const meant = nearest(name, [...tensors.keys()]);
    const hint = meant === undefined ? undefined : `it has \`${meant}\``;
    reporter.report('weights-missing-tensor', outermost(call), { operation: call.name, tensor: name }, { hint });
  } else if (found.join() !== expected.join()) {
    const shapes = { expected: expected.join(' x '), found: found.join(' x ') };
    reporter.report('weights-misfit', outermost(call), { operation: call.name, tensor: name, ...shapes });
  }
}

function namingHint({ name }: OperationCall): string {
  return `say what its weights are called in the file: \`${name}(…, weights: "stem")\` for \`stem.weight\``;
}
