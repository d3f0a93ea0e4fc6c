// Networks that start from files: the file is known, every layer says what its weights are called there, and they are there in its shape.

import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import type { NetworkTraining } from '../../../dsl/model/model.ts';
import type { OperationCall } from '../../../ops/core/call.ts';
import { outermost } from '../../emit/input-story.ts';
import { type StartingVariable, shapeInFile, tensorName } from '../../emit/weights.ts';
import type { Planned } from '../planned.ts';

/** The tensors in a file of weights, by their names. */
export type StartTensors = ReadonlyMap<string, StartTensor>;

export interface StartTensor {
  readonly shape: readonly number[];
  /** As the file calls it. */
  readonly dtype: string;
  /** Whether it is one of numbers with a point, as weights are. */
  readonly isReal: boolean;
}

/** What a start's file holds: nothing where it is not there yet, or cannot be read. */
export interface StartFile {
  readonly tensors?: StartTensors;
  /** Why the file, which is there, cannot be read. */
  readonly unreadable?: string;
  /** The name is none of a file, nor of weights that are known; these. */
  readonly known?: readonly string[];
  /** A file of the user's whose digest the pipeline does not name, with that digest where it is there. */
  readonly undigested?: { readonly found: string | undefined };
  /** Known weights, of which the pipeline names another digest than theirs. */
  readonly differing?: { readonly expected: string };
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
  const misfits = new Map<string, Misfits>();
  for (const starting of weights.stored()) {
    const { call, layer, network } = starting.stored;
    const tensors = files.get(network);
    if (layer !== '') {
      const code = tensors && misfitOf(starting, tensors);
      if (tensors === undefined || code === undefined) continue;
      const { source, start, end } = outermost(call);
      // At one place, as of a block with many layers, is one finding: it names them all.
      const place = `${code} ${source.name} ${start} ${end}`;
      misfits.set(place, { code, tensors, starting: [...(misfits.get(place)?.starting ?? []), starting] });
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
  for (const found of misfits.values()) reportMisfits(found, reporter);
}

interface Misfits {
  readonly code: 'weights-missing-tensor' | 'weights-misfit';
  readonly tensors: StartTensors;
  readonly starting: readonly StartingVariable[];
}

function tensorsOf(
  { start }: NetworkTraining,
  reporter: Reporter,
  read: StartReader | undefined,
): StartTensors | undefined {
  if (start === undefined || read === undefined) return undefined;
  const written = writtenStart(start);
  const { tensors, known, undigested, differing, unreadable } = read(written);
  const { weights: name, digest } = written;
  if (known) reporter.report('weights-unknown', start.span, { name }, { hint: knownHint(name, known) });
  if (undigested) {
    const { found } = undigested;
    const hint = found === undefined ? undefined : `that of the file is \`digest: "${found}"\``;
    reporter.report('weights-undigested', start.span, { name, digest }, { hint });
  }
  if (differing) {
    const hint = `leave the digest out, or write \`digest: "${differing.expected}"\``;
    reporter.report('weights-differ', start.span, { name }, { hint });
  }
  if (unreadable !== undefined) reporter.report('weights-unreadable', start.span, { problem: unreadable });
  return tensors;
}

function knownHint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `did you mean "${meant}"?`;
  const isFile = /[./\\]/.test(name);
  return `known are ${known.join(', ')}${isFile ? '; a file of your own is a safetensors file, and its name ends so' : ''}`;
}

function misfitOf(starting: StartingVariable, tensors: StartTensors): Misfits['code'] | undefined {
  const found = tensors.get(nameInFile(starting));
  if (found === undefined) return 'weights-missing-tensor';
  return found.isReal && found.shape.join() === shapeInFile(starting).join() ? undefined : 'weights-misfit';
}

function reportMisfits({ tensors, starting: [first, ...others] }: Misfits, reporter: Reporter): void {
  if (first === undefined) return;
  const [span, operation, tensor] = [outermost(first.stored.call), first.stored.call.name, nameInFile(first)];
  const rest = listed(others.map(nameInFile));
  const found = tensors.get(tensor);
  if (found === undefined) {
    const meant = nearest(tensor, [...tensors.keys()]);
    const hints = [
      ...(meant === undefined ? [] : [`it has \`${meant}\``]),
      ...(rest === '' ? [] : [`there is no ${rest} either`]),
    ];
    const hint = hints.length === 0 ? undefined : hints.join('; ');
    reporter.report('weights-missing-tensor', span, { operation, tensor }, { hint });
  } else {
    const sides = (shape: readonly number[]) => shape.join(' x ');
    const kinds = found.isReal
      ? { expected: sides(shapeInFile(first)), found: sides(found.shape) }
      : { expected: 'floating-point numbers', found: found.dtype };
    const hint = rest === '' ? undefined : `the same holds for ${rest}`;
    reporter.report('weights-misfit', span, { operation, tensor, ...kinds }, { hint });
  }
}

function nameInFile({ stored: { layer, part } }: StartingVariable): string {
  return tensorName(layer, part);
}

/** More names than these nobody reads. */
const mostNames = 8;

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  const shown = names.slice(0, mostNames).map((name) => `\`${name}\``);
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function namingHint({ name }: OperationCall): string {
  return `say what its weights are called in the file: \`${name}(…, weights: "stem")\` for \`stem.weight\``;
}
