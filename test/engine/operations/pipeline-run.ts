// Runs a pipeline of a few lines step by step, as the trainer does, on pictures of noise; its variables can be read.

import { readName } from '../../../src/compiler/emit/weights.ts';
import { compileInference } from '../../../src/compiler/inference-program.ts';
import { compileTraining, type TrainingProgram } from '../../../src/compiler/training-program.ts';
import type { Model } from '../../../src/dsl/model/model.ts';
import type { LockedStart } from '../../../src/runtime/record/lock.ts';
import { type Feed, openGraph, type Session } from '../../../src/runtime/session/session.ts';
import { loadStarts } from '../../../src/runtime/training/load-starts.ts';
import { checkText } from '../../pipelines.ts';
import type { Values } from '../primitives/example.ts';
import { bytes } from '../primitives/samples.ts';
import { testBinding } from '../primitives/session.ts';

const pictures = 12;

export class PipelineRun {
  readonly model: Model;
  readonly program: TrainingProgram;
  readonly #session: Session;

  /** `starts`: files that networks start from. */
  constructor(text: string, settings: Readonly<Record<string, string>> = {}, starts: readonly LockedStart[] = []) {
    this.model = modelOf(text, settings);
    const modelVariables = compileInference(this.model).variables;
    this.program = compileTraining(this.model, { mode: 'resident', modelVariables });
    this.#session = openGraph(testBinding(), this.program.savedModel);
    const { height, width, channels } = this.model.data;
    const pixels = Uint8Array.from(bytes([pictures, height, width, channels], 'pixels').data);
    const { loadData, initialize } = this.program.fetches;
    this.#session.run({ [this.program.feeds.pixels]: { dtype: 'string', shape: [], data: [pixels] } }, [
      loadData ?? '',
    ]);
    this.#session.run({}, [initialize]);
    loadStarts(this.#session, this.program, starts);
  }

  /** One step, all its updates; the losses by name. `batch`: another number for the pictures than the step's. */
  step(step: number, batch?: number): Readonly<Record<string, number>> {
    const fetches = [...this.program.fetches.updates, this.program.fetches.step];
    let losses: Readonly<Record<string, number>> = {};
    for (const update of fetches.keys()) losses = this.update(step, update, batch ?? step * fetches.length + update);
    return losses;
  }

  /** One update of a step. */
  update(step: number, update: number, batch: number): Readonly<Record<string, number>> {
    const calls = this.program.fetches.later.findLast(({ from }) => from <= step) ?? this.program.fetches;
    const fetches = [...calls.updates, calls.step];
    const [fetched] = this.#session.run(this.#feeds(step, update, batch), [fetches[update] ?? '']);
    return Object.fromEntries(this.program.losses.map((name, i) => [name, fetched?.data[i] ?? Number.NaN]));
  }

  /** The batch of a step, without training. */
  batch(step: number): { readonly image: Values; readonly seen: Values; readonly mask: Values } {
    const { image, seen, mask } = this.program.fetches;
    const updates = this.program.fetches.updates.length;
    const feeds = this.#feeds(step, updates, step * (updates + 1) + updates);
    const [a, b, c] = this.#session.run(feeds, [image, seen, mask]);
    if (!a || !b || !c) throw new Error('no batch');
    return { image: a, seen: b, mask: c };
  }

  read(variable: string): Values {
    const [value] = this.#session.run({}, [readName(variable)]);
    if (!value) throw new Error(`no variable ${variable}`);
    return { shape: value.shape, data: Float32Array.from(value.data) };
  }

  /** All weights of a network, by their names in it. */
  weights(network: string): ReadonlyMap<string, Values> {
    const names = this.program.variables
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`${network}/`) && /\/(filter|bias|scale|offset|gamma)$/.test(name));
    return new Map(names.map((name) => [name.slice(network.length + 1), this.read(name)]));
  }

  save(prefix: string): void {
    this.#checkpoint(this.program.fetches.save, prefix);
  }

  restore(prefix: string): void {
    this.#checkpoint(this.program.fetches.restore, prefix);
  }

  dispose(): void {
    this.#session.dispose();
  }

  #checkpoint(fetch: string, prefix: string): void {
    const fed: Feed = { dtype: 'string', shape: [], data: [Buffer.from(prefix)] };
    this.#session.run({ [this.program.feeds.prefix]: fed }, [fetch]);
  }

  #feeds(step: number, update: number, batch: number): Readonly<Record<string, Feed>> {
    const { feeds, batchesPerStep } = this.program;
    const { normal, synthetic } = this.model.train;
    const { donors } = this.model.augment;
    const rows = (shape: readonly number[], from: number): Feed => {
      const count = shape.reduce((a, b) => a * b, 1);
      return { dtype: 'int32', shape, data: Int32Array.from({ length: count }, (_, i) => (from + i) % pictures) };
    };
    return {
      [feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) },
      ...(batchesPerStep > 1 ? { [feeds.update]: { dtype: 'int32', shape: [], data: Int32Array.of(update) } } : {}),
      [feeds.index]: rows([normal + synthetic], batch * 5),
      ...(synthetic * donors > 0 ? { [feeds.donorIndex]: rows([synthetic, donors], batch * 7 + 3) } : {}),
    };
  }
}

function modelOf(text: string, settings: Readonly<Record<string, string>> = {}): Model {
  const { model, diagnostics } = checkText(text, settings);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (model === undefined) throw new Error(errors.map(({ code, summary }) => `${code}: ${summary}`).join('\n'));
  return model;
}
