// Variables across the calls of a session, and checkpoints of them: written, read back, and read by TensorFlow in Python.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { restoreVariables, saveVariables } from '../../src/graph/ir/checkpoint.ts';
import { placeholder } from '../../src/graph/ir/placeholder.ts';
import type { GraphNode, Tensor } from '../../src/graph/ir/tensor.ts';
import { assignVariable, makeVariable, readVariable } from '../../src/graph/ir/variable.ts';
import { add } from '../../src/graph/primitives/add.ts';
import { cast } from '../../src/graph/primitives/cast.ts';
import { identity } from '../../src/graph/primitives/identity.ts';
import { mul } from '../../src/graph/primitives/mul.ts';
import { float } from '../../src/graph/rules/primitive.ts';
import type { Feed } from '../../src/runtime/session/session.ts';
import type { Sample } from './primitives/example.ts';
import { anywhere, bools, bytes, float32s, int32s, integers } from './primitives/samples.ts';
import { feedOf, fetchable, type Opened, open, sampleInput } from './primitives/session.ts';

const python = process.env.PYTHON_TENSORFLOW;
const withPython = python === undefined ? ' (set PYTHON_TENSORFLOW to a Python that has TensorFlow)' : '';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anoseg-variables-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contents: Readonly<Record<string, Sample>> = {
  'generator/e1/filter': anywhere([3, 3, 2, 4]),
  'generator/e1/bias': float32s([3], [0.1, -0, 1e-38]),
  step: int32s([], [123456789]),
  order: integers(-(2 ** 31), 2 ** 31 - 1)([5]),
  images: bytes([2, 3, 1]),
  mask: bools([7]),
};

/** A node whose fetching makes these effects happen. */
function done(builder: GraphBuilder, effects: readonly GraphNode[]): Tensor {
  return identity(float(builder, 1), effects);
}

function text(value: string): Feed {
  return { dtype: 'string', shape: [], data: [Buffer.from(value)] };
}

/** A session with one variable for each of the contents: it sets, spoils, saves, restores and reads them. */
class Storage {
  readonly #session: Opened;
  readonly #fetches: Readonly<Record<'set' | 'spoil' | 'save' | 'restore', Tensor>>;
  readonly #values: readonly Tensor[];
  readonly names = Object.keys(contents);

  constructor() {
    const builder = new GraphBuilder();
    const samples = Object.values(contents);
    const inputs = samples.map((sample, i) => sampleInput(builder, `input${i}`, sample));
    const prefix = placeholder(builder, 'prefix', { shape: [], dtype: 'string' });
    const variables = samples.map(({ shape, dtype }, i) =>
      makeVariable(builder, this.names[i] ?? '', { shape, dtype }),
    );
    const assign = (values: readonly Tensor[]) =>
      done(
        builder,
        variables.flatMap((variable, i) => values.slice(i, i + 1).map((v) => assignVariable(variable, v, builder))),
      );
    this.#fetches = {
      set: assign(inputs.map((input) => identity(input))),
      spoil: assign(
        inputs.map((input) =>
          input.dtype === 'float32' ? mul(input, -3) : cast(add(cast(input, 'int32'), 1), input.dtype),
        ),
      ),
      save: done(builder, [saveVariables(builder, prefix, variables)]),
      restore: done(builder, restoreVariables(builder, prefix, variables)),
    };
    this.#values = variables.map((variable) => fetchable(readVariable(variable, builder)));
    this.#session = open(builder, [...Object.values(this.#fetches), ...this.#values]);
  }

  assign(what: 'set' | 'spoil'): void {
    const feeds = Object.values(contents).map((sample, i) => [`input${i}`, feedOf(sample)] as const);
    this.#session.fetch(Object.fromEntries(feeds), [this.#fetches[what]]);
  }

  checkpoint(what: 'save' | 'restore', prefix: string): void {
    this.#session.fetch({ prefix: text(prefix) }, [this.#fetches[what]]);
  }

  /** The bytes of every variable. */
  read(): readonly Buffer[] {
    return this.#session
      .fetch({}, this.#values)
      .map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  }

  close(): void {
    this.#session.dispose();
  }
}

describe('a checkpoint', () => {
  it('brings back every bit, whatever happened in between', () => {
    const storage = new Storage();
    storage.assign('set');
    const saved = storage.read();
    expect(saved.map((bytes) => bytes.length)).toEqual([288, 12, 4, 20, 24, 7]);
    storage.checkpoint('save', path.join(folder, 'first'));
    storage.assign('spoil');
    storage.read().forEach((bytes, i) => {
      expect(bytes.equals(saved[i] ?? bytes), `${storage.names[i]} has changed`).toBe(false);
    });
    storage.checkpoint('restore', path.join(folder, 'first'));
    expect(storage.read()).toEqual(saved);
    storage.close();
  });

  it('fills the variables of another session, which were never set', () => {
    const [writer, reader] = [new Storage(), new Storage()];
    writer.assign('set');
    writer.checkpoint('save', path.join(folder, 'second'));
    expect(() => reader.read()).toThrow(/uninitialized|does not exist|not found/i);
    reader.checkpoint('restore', path.join(folder, 'second'));
    expect(reader.read()).toEqual(writer.read());
    writer.close();
    reader.close();
  });

  it('is two files', () => {
    const storage = new Storage();
    storage.assign('set');
    storage.checkpoint('save', path.join(folder, 'files'));
    storage.close();
    expect(existsSync(path.join(folder, 'files.index'))).toBe(true);
    expect(existsSync(path.join(folder, 'files.data-00000-of-00001'))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('files'))).toHaveLength(2);
  });

  it.skipIf(python === undefined)(`is read by TensorFlow in Python, under the same names${withPython}`, () => {
    const storage = new Storage();
    storage.assign('set');
    storage.checkpoint('save', path.join(folder, 'python'));
    const expected = storage.names.map((name, i) => [
      name,
      contents[name]?.dtype,
      contents[name]?.shape,
      storage.read()[i]?.toString('hex'),
    ]);
    storage.close();
    const script = `
import json, sys
import tensorflow as tf
reader = tf.train.load_checkpoint(sys.argv[1])
wide = lambda a: a.astype("int32") if a.dtype == "uint8" else a
print(json.dumps([[name, reader.get_tensor(name).dtype.name, list(reader.get_tensor(name).shape),
  wide(reader.get_tensor(name)).tobytes().hex()] for name in json.loads(sys.argv[2])]))`;
    const { stdout } = spawnSync(
      python ?? '',
      ['-c', script, path.join(folder, 'python'), JSON.stringify(storage.names)],
      { encoding: 'utf8' },
    );
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});

describe('order inside one call', () => {
  it('reads before it writes, where the write waits for the read', () => {
    const builder = new GraphBuilder();
    const value = sampleInput(builder, 'value', float32s([64], Array(64).fill(0)));
    const variable = makeVariable(builder, 'counter', { shape: [64], dtype: 'float32' });
    const start = done(builder, [assignVariable(variable, identity(value), builder)]);
    const before = readVariable(variable, builder);
    const write = assignVariable(variable, add(before, 1), builder, [before.node]);
    const after = readVariable(variable, builder, { control: [write] });
    const session = open(builder, [start, before, after]);
    session.fetch({ value: feedOf(float32s([64], Array(64).fill(0))) }, [start]);
    for (let step = 0; step < 500; step++) {
      const [old, fresh] = session.fetch({}, [before, after]);
      expect([old?.data[0], old?.data[63]]).toEqual([step, step]);
      expect([fresh?.data[0], fresh?.data[63]]).toEqual([step + 1, step + 1]);
    }
    session.dispose();
  });

  it('leaves a variable alone unless the write is fetched', () => {
    const builder = new GraphBuilder();
    const variable = makeVariable(builder, 'idle', { shape: [], dtype: 'float32' });
    const start = done(builder, [assignVariable(variable, float(builder, 5), builder)]);
    const read = readVariable(variable, builder);
    const write = done(builder, [assignVariable(variable, mul(read, 2), builder, [read.node])]);
    const session = open(builder, [start, read, write]);
    session.fetch({}, [start]);
    const values = [[read], [read], [write, read], [read]].map((wanted) => session.fetch({}, wanted).at(-1)?.data[0]);
    expect(values).toEqual([5, 5, 5, 10]);
    session.dispose();
  });

  it('keeps the variables of two sessions apart', () => {
    const sessions = [1, 2].map((value) => {
      const builder = new GraphBuilder();
      const variable = makeVariable(builder, 'same', { shape: [], dtype: 'float32' });
      const start = done(builder, [assignVariable(variable, float(builder, value), builder)]);
      const read = readVariable(variable, builder);
      const session = open(builder, [start, read]);
      session.fetch({}, [start]);
      return { session, read };
    });
    expect(sessions.map(({ session, read }) => session.fetch({}, [read])[0]?.data[0])).toEqual([1, 2]);
    for (const { session } of sessions) session.dispose();
  });
});
