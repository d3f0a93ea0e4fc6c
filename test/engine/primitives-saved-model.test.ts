// The SavedModel that a graph becomes: only what is needed, the same bytes each time, readable by others.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { restoreVariables, saveVariables } from '../../src/graph/ir/checkpoint.ts';
import { booleans, float32s, int32s, int64s, strings, uint64s } from '../../src/graph/ir/constant.ts';
import { ifElse, mapSamples } from '../../src/graph/ir/control-flow.ts';
import { addEffect } from '../../src/graph/ir/effect.ts';
import { placeholder } from '../../src/graph/ir/placeholder.ts';
import { assignVariable, makeVariable, readVariable } from '../../src/graph/ir/variable.ts';
import { cast } from '../../src/graph/primitives/cast.ts';
import { decodeRaw } from '../../src/graph/primitives/decode-raw.ts';
import { greater } from '../../src/graph/primitives/greater.ts';
import { identity } from '../../src/graph/primitives/identity.ts';
import { mul } from '../../src/graph/primitives/mul.ts';
import { neg } from '../../src/graph/primitives/neg.ts';
import { sum } from '../../src/graph/primitives/sum.ts';
import { encodeSavedModel, type SavedModelContent } from '../../src/graph/protobuf/saved-model.ts';
import { float } from '../../src/graph/rules/primitive.ts';
import { openGraph, openSavedModel } from '../../src/runtime/session/session.ts';
import { loadOracle } from '../oracle.ts';
import { float32s as sample } from './primitives/samples.ts';
import { compute, feedOf, fetchable, testBinding } from './primitives/session.ts';

const python = process.env.PYTHON_TENSORFLOW;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anoseg-saved-model-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A model with everything that a SavedModel can hold: a variable, functions, signatures, how to restore. */
function modelOf(builder: GraphBuilder): SavedModelContent {
  const image = placeholder(builder, 'image', { shape: [null, 2, 2, 1], dtype: 'float32' });
  const prefix = placeholder(builder, 'prefix', { shape: [], dtype: 'string' });
  const gain = makeVariable(builder, 'gain', { shape: [], dtype: 'float32' });
  const start = builder.scope('start', () =>
    identity(float(builder, 0), [assignVariable(gain, float(builder, 3), builder)]),
  );
  const factor = readVariable(gain, builder);
  const map = builder.scope('map', () => mul(image, factor));
  const [score = map] = builder.scope('score', () => mapSamples([map], ([sample = map]) => [sum(sample)]));
  const bright = builder.scope('bright', () => cast(greater(score, 0), 'int32'));
  const saving = saveVariables(builder, prefix, [gain]);
  const saved = identity(float(builder, 0), [saving]);
  return {
    builder,
    roots: [start.node, saved.node],
    signatures: { serving_default: { inputs: { image }, outputs: { map, score, bright } } },
    restoring: {
      prefix,
      save: identity(prefix, [saving]),
      restore: addEffect(builder.main, {
        op: 'NoOp',
        inputs: [],
        attributes: {},
        control: restoreVariables(builder, prefix, [gain]),
      }),
    },
  };
}

/** What tfjs tells of a SavedModel. */
interface SavedModelReader {
  getMetaGraphsFromSavedModel(folder: string): Promise<unknown>;
}

function tfjsReader(): SavedModelReader {
  const node: unknown = Reflect.get(loadOracle(), 'node');
  if (!isReader(node)) throw new Error('tfjs-node reads no SavedModel');
  return node;
}

function isReader(value: unknown): value is SavedModelReader {
  return typeof value === 'object' && value !== null && 'getMetaGraphsFromSavedModel' in value;
}

/** Writes the model with its variables, as training exports it: the start value 3 is in variables/. */
function exportModel(name: string): string {
  const place = path.join(folder, name);
  mkdirSync(path.join(place, 'variables'), { recursive: true });
  const content = modelOf(new GraphBuilder());
  const bytes = encodeSavedModel(content);
  writeFileSync(path.join(place, 'saved_model.pb'), bytes);
  const session = openGraph(testBinding(), bytes);
  const prefix = {
    dtype: 'string',
    shape: [],
    data: [Buffer.from(path.join(place, 'variables', 'variables'))],
  } as const;
  for (const { name: root } of content.roots) session.run({ prefix }, [root]);
  session.dispose();
  return place;
}

describe('encodeSavedModel', () => {
  it('gives the same bytes for the same graph', () => {
    const [first, second] = [1, 2].map(() => Buffer.from(encodeSavedModel(modelOf(new GraphBuilder()))));
    expect(first?.length).toBeGreaterThan(1000);
    expect(second?.equals(first ?? Buffer.of())).toBe(true);
  });

  it('leaves out nodes and functions that nothing needs', () => {
    const builder = new GraphBuilder();
    const x = placeholder(builder, 'x', { shape: [], dtype: 'float32' });
    const yes = greater(x, 0);
    const branch = (label: string) =>
      builder.scope(label, () =>
        ifElse(
          yes,
          () => [neg(x)],
          () => [mul(x, 2)],
        ),
      )[0] ?? x;
    const kept = branch('wanted');
    const left = branch('superfluous');
    builder.scope('superfluous', () => neg(placeholder(builder, 'unfed', { shape: [], dtype: 'float32' })));
    const bytes = Buffer.from(encodeSavedModel({ builder, roots: [kept.node] }));
    expect(bytes.includes('wanted')).toBe(true);
    expect(bytes.includes('superfluous')).toBe(false);
    expect(bytes.includes('unfed')).toBe(false);
    const session = openGraph(testBinding(), bytes);
    const x2 = { x: feedOf(sample([], [2])) };
    expect(session.run(x2, [kept.node.name])[0]?.data[0]).toBe(-2);
    expect(() => session.run(x2, [left.node.name])).toThrow('can not be found in the graph');
    session.dispose();
  });

  it('keeps what a needed node waits for, and functions of functions', () => {
    const builder = new GraphBuilder();
    const x = placeholder(builder, 'x', { shape: [2], dtype: 'float32' });
    const yes = greater(sum(x), 0);
    const deep = () =>
      mapSamples([x], ([sample = x]) =>
        ifElse(
          yes,
          () => [neg(sample)],
          () => [sample],
        ),
      );
    const [result = x] = ifElse(yes, deep, () => [x]);
    const waited = builder.scope('waited', () => neg(x));
    const root = identity(result, [waited.node]);
    const bytes = Buffer.from(encodeSavedModel({ builder, roots: [root.node] }));
    expect(bytes.includes('waited')).toBe(true);
    const session = openGraph(testBinding(), bytes);
    const [fetched] = session.run({ x: feedOf(sample([2], [1, 2])) }, [root.node.name]);
    expect(Array.from(fetched?.data ?? [])).toEqual([-1, -2]);
    session.dispose();
  });

  it('writes constants of every type, bit by bit', () => {
    const builder = new GraphBuilder();
    const constants = [
      float32s([0.1, -0, Number.POSITIVE_INFINITY, 1e-38]),
      float32s([], [0, 3]),
      int32s([-(2 ** 31), 2 ** 31 - 1], [1, 2]),
      int64s([-5n, 2n ** 40n]),
      uint64s([2n ** 63n]),
      booleans([true, false], [2, 1]),
    ].map((data) => builder.main.constant(data));
    const text = decodeRaw(builder.main.constant(strings(['für 1 €'], [])), 'uint8');
    const results = compute(builder, [...constants, text].map(fetchable));
    expect(results.map(({ shape }) => shape)).toEqual([[4], [0, 3], [1, 2], [2], [1], [2, 1], [10]]);
    const [floats, , ints, longs, unsigned, truths, letters] = results.map(({ data }) => Array.from(data));
    expect(floats).toEqual([Math.fround(0.1), -0, Number.POSITIVE_INFINITY, Math.fround(1e-38)]);
    expect([ints, longs, unsigned, truths]).toEqual([[-(2 ** 31), 2 ** 31 - 1], [-5, 2 ** 40], [2 ** 63], [1, 0]]);
    expect(Buffer.from(letters ?? []).toString()).toBe('für 1 €');
  });

  it('names every node once, and refuses a second one of a name that is fed', () => {
    const builder = new GraphBuilder();
    const x = placeholder(builder, 'Neg_1', { shape: [], dtype: 'float32' });
    const nodes = [neg(x), neg(x), neg(x)].map(({ node }) => node.name);
    expect(new Set([...nodes, 'Neg_1']).size).toBe(4);
    expect(() => placeholder(builder, 'Neg_1', x)).toThrow('two nodes are named Neg_1');
  });

  it('writes equal constants once', () => {
    const builder = new GraphBuilder();
    const [a, b, c] = [[0], [0], [-0]].map((values) => builder.main.constant(float32s(values)));
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });
});

describe('an exported model', () => {
  it('tells tfjs its signature', async () => {
    const info = await tfjsReader().getMetaGraphsFromSavedModel(exportModel('signature'));
    expect(info).toMatchObject([
      {
        tags: ['serve'],
        signatureDefs: {
          serving_default: {
            inputs: { image: { name: 'image:0', dtype: 'float32' } },
            outputs: { map: { name: 'map/Mul:0' }, score: { dtype: 'float32' }, bright: { dtype: 'int32' } },
          },
        },
      },
    ]);
  });

  it('loads with its variables, for any batch', () => {
    const session = openSavedModel(testBinding(), exportModel('variables'), ['map/Mul', 'bright/Cast']);
    for (const count of [1, 3]) {
      const image = feedOf(sample([count, 2, 2, 1], Array(count * 4).fill(0.5)));
      const [map, bright] = session.run({ image }, ['map/Mul', 'bright/Cast']);
      expect(map?.shape).toEqual([count, 2, 2, 1]);
      expect(new Set(map?.data)).toEqual(new Set([1.5]));
      expect(Array.from(bright?.data ?? [])).toEqual(Array(count).fill(1));
    }
    session.dispose();
  });

  const unless = python === undefined ? ' (set PYTHON_TENSORFLOW to a Python that has TensorFlow)' : '';
  it.skipIf(python === undefined)(`runs in Python${unless}`, () => {
    const script = `
import json, sys
import tensorflow as tf
model = tf.saved_model.load(sys.argv[1])
signature = model.signatures["serving_default"]
result = signature(image=tf.fill([2, 2, 2, 1], 0.25))
print(json.dumps({name: value.numpy().ravel().tolist() for name, value in result.items()}))`;
    const { stdout } = spawnSync(python ?? '', ['-c', script, exportModel('python')], { encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual({ map: Array(8).fill(0.75), score: [3, 3], bright: [1, 1] });
  });
});
