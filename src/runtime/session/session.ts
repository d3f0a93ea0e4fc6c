// A TensorFlow session around one compiled graph. Tensors live only inside a call: what is fed is
// made and disposed of here, what is fetched is copied out. A call blocks until it is done.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inferenceNames } from '../../compiler/inference-program.ts';
import { bug, OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { reasonOf } from '../../diagnostics/system-error.ts';
import type { TensorFlowBinding } from '../../engine/binding.ts';
import { damagedModel, readModelFile } from '../record/model-file.ts';

/** What is fed: `strings` as bytes; `uint8` is only fed, never fetched. */
export type Feed =
  | { readonly dtype: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'int32'; readonly shape: readonly number[]; readonly data: Int32Array }
  | { readonly dtype: 'uint8'; readonly shape: readonly number[]; readonly data: Uint8Array }
  | { readonly dtype: 'string'; readonly shape: readonly number[]; readonly data: readonly Uint8Array[] };

export interface Fetched {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

export interface Session {
  /** Runs what the fetches need. `feeds`: by the name of the placeholder. `fetches`: `node` or `node:1`. */
  run(feeds: Readonly<Record<string, Feed>>, fetches: readonly string[]): readonly Fetched[];
  dispose(): void;
}

/** Opens a session on the bytes of a saved_model.pb that we have compiled. */
export function openGraph(binding: TensorFlowBinding, savedModel: Uint8Array): Session {
  return inFolder(savedModel, undefined, (folder) => load(binding, folder));
}

/**
 * Opens a session on a SavedModel folder, with its variables where it has some. The folder may come from anybody: what
 * is loaded is what was looked at, and nothing else that lies there. @throws OutsideError `foreign-model`, `damaged-model`
 */
export function openSavedModel(
  binding: TensorFlowBinding,
  folder: string,
  fetched: readonly string[] = [inferenceNames.map, inferenceNames.score],
): Session {
  const savedModel = readModelFile(folder, fetched);
  return inFolder(savedModel, path.resolve(folder, 'variables'), (copy) => {
    try {
      return load(binding, copy);
    } catch (error) {
      throw asMemoryFailure(error) instanceof OutsideError ? asMemoryFailure(error) : damagedModel(folder, error);
    }
  });
}

// The binding returns an old session for a folder that it has seen, so each graph has a fresh one, gone afterwards.
function inFolder(savedModel: Uint8Array, variables: string | undefined, open: (folder: string) => Session): Session {
  const folder = inTemporaryFolder(() => mkdtempSync(path.join(tmpdir(), 'anoseg-graph-')));
  try {
    inTemporaryFolder(() => {
      writeFileSync(path.join(folder, 'saved_model.pb'), savedModel);
      if (variables !== undefined) symlinkSync(variables, path.join(folder, 'variables'));
    });
    return open(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inTemporaryFolder<T>(write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw outside(
      'temporary-folder',
      {
        problem: `the folder for temporary files cannot be used: ${reasonOf(cause) ?? String(cause)}`,
        advice: 'free some space there, or let TMPDIR name another folder',
      },
      { cause },
    );
  }
}

function load(binding: TensorFlowBinding, folder: string): Session {
  const id = binding.loadSavedModel(folder, 'serve');
  return {
    run: (feeds, fetches) => runSession(binding, id, feeds, fetches),
    dispose: () => binding.deleteSavedModel(id),
  };
}

function runSession(
  binding: TensorFlowBinding,
  id: number,
  feeds: Readonly<Record<string, Feed>>,
  fetches: readonly string[],
): readonly Fetched[] {
  const names = Object.keys(feeds);
  const inputs: number[] = [];
  try {
    for (const feed of Object.values(feeds)) inputs.push(createTensor(binding, feed));
    const outputs = binding.runSavedModel(id, inputs, names.map(withIndex).join(','), fetches.map(withIndex).join(','));
    return outputs.map((output) => {
      const data = binding.tensorDataSync(output.id);
      binding.deleteTensor(output.id);
      return ArrayBuffer.isView(data) ? { shape: output.shape, data } : bug('strings are never fetched');
    });
  } catch (error) {
    throw asMemoryFailure(error);
  } finally {
    for (const input of inputs) binding.deleteTensor(input);
  }
}

/** That memory is short is no bug: TensorFlow's message for it becomes ours; other errors stay what they are. */
export function asMemoryFailure(error: unknown): unknown {
  const text = error instanceof Error ? error.message : '';
  const found = /\bOOM when allocating tensor(?: with shape\[([\d,]+)\])?|\bfailed to allocate memory\b/.exec(text);
  if (found === null) return error;
  const what = found[1] === undefined ? '' : ` for a tensor of ${found[1].replaceAll(',', ' x ')}`;
  return outside(
    'out-of-memory',
    {
      what: 'go on',
      reason: `TensorFlow has not enough memory${what}`,
      advice: 'make the batch, the images or the networks smaller; `anoseg plan` shows what takes the memory',
    },
    { cause: error },
  );
}

function createTensor(binding: TensorFlowBinding, feed: Feed): number {
  const { shape, dtype, data } = feed;
  const expected = shape.reduce((a, b) => a * b, 1);
  if (data.length !== expected) throw new Error(`bug in anoseg: ${data.length} values for shape ${shape.join(' x ')}`);
  const types = {
    float32: binding.TF_FLOAT,
    int32: binding.TF_INT32,
    uint8: binding.TF_UINT8,
    string: binding.TF_STRING,
  };
  return binding.createTensor([...shape], types[dtype], data);
}

function withIndex(name: string): string {
  return name.includes(':') ? name : `${name}:0`;
}
