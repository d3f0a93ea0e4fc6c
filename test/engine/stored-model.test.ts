// A run folder may come from anybody: a model that would touch files is refused before TensorFlow sees it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import messages from '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { restoreVariables, saveVariables } from '../../src/graph/ir/checkpoint.ts';
import { ifElse } from '../../src/graph/ir/control-flow.ts';
import { addEffect } from '../../src/graph/ir/effect.ts';
import { placeholder } from '../../src/graph/ir/placeholder.ts';
import type { Tensor } from '../../src/graph/ir/tensor.ts';
import { assignVariable, makeVariable, readVariable } from '../../src/graph/ir/variable.ts';
import { greater } from '../../src/graph/primitives/greater.ts';
import { identity, named } from '../../src/graph/primitives/identity.ts';
import { mul } from '../../src/graph/primitives/mul.ts';
import { neg } from '../../src/graph/primitives/neg.ts';
import { sum } from '../../src/graph/primitives/sum.ts';
import { encodeSavedModel } from '../../src/graph/protobuf/saved-model.ts';
import { float } from '../../src/graph/rules/primitive.ts';
import { openGraph, openSavedModel } from '../../src/runtime/session/session.ts';
import { float32s as sample } from './primitives/samples.ts';
import { feedOf, testBinding } from './primitives/session.ts';

type SavedModel = InstanceType<typeof messages.SavedModel>;
type NodeDef = InstanceType<typeof messages.NodeDef>;

let place = '';
let whole = '';
const image = { image: feedOf(sample([2], [1, 2])) };
const names = ['anomaly_map', 'score'];

beforeAll(() => {
  place = mkdtempSync(path.join(tmpdir(), 'anoseg-stored-model-'));
  whole = exportModel(path.join(place, 'whole'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A model with a variable, a branch in a branch, and all that an exported one has. */
function exportModel(folder: string): string {
  mkdirSync(path.join(folder, 'variables'), { recursive: true });
  const builder = new GraphBuilder();
  const x = placeholder(builder, 'image', { shape: [2], dtype: 'float32' });
  const prefix = placeholder(builder, 'prefix', { shape: [], dtype: 'string' });
  const gain = makeVariable(builder, 'gain', { shape: [], dtype: 'float32' });
  const start = builder.scope('start', () =>
    identity(float(builder, 0), [assignVariable(gain, float(builder, 3), builder)]),
  );
  const either = (yes: () => Tensor, no: () => Tensor) =>
    ifElse(
      greater(sum(x), 0),
      () => [yes()],
      () => [no()],
    )[0] ?? x;
  const branched = either(
    () =>
      either(
        () => neg(x),
        () => x,
      ),
    () => x,
  );
  const map = named(mul(named(branched, 'branched'), readVariable(gain, builder)), 'anomaly_map');
  const score = named(sum(map), 'score');
  const saving = saveVariables(builder, prefix, [gain]);
  const saved = identity(float(builder, 0), [saving]);
  const restore = addEffect(builder.main, {
    op: 'NoOp',
    inputs: [],
    attributes: {},
    control: restoreVariables(builder, prefix, [gain]),
  });
  const bytes = encodeSavedModel({
    builder,
    roots: [start.node, saved.node],
    signatures: { serving_default: { inputs: { image: x }, outputs: { anomaly_map: map, score } } },
    restoring: { prefix, save: identity(prefix, [saving]), restore },
  });
  writeFileSync(path.join(folder, 'saved_model.pb'), bytes);
  const session = openGraph(testBinding(), bytes);
  const feed = {
    dtype: 'string',
    shape: [],
    data: [Buffer.from(path.join(folder, 'variables', 'variables'))],
  } as const;
  for (const root of [start, saved]) session.run({ prefix: feed }, [root.node.name]);
  session.dispose();
  return folder;
}

const target = () => path.join(place, 'written-by-the-model');

function node(op: string, name: string, inputs: readonly string[] = []): NodeDef {
  const made = new messages.NodeDef();
  made.setOp(op);
  made.setName(name);
  made.setInputList(inputs);
  return made;
}

function text(name: string, value: string): NodeDef {
  const tensor = new messages.Tensor();
  tensor.setDtype(7);
  tensor.setTensorShape(new messages.TensorShape());
  tensor.setStringValList([Buffer.from(value)]);
  const [content, type] = [new messages.AttrValue(), new messages.AttrValue()];
  content.setTensor(tensor);
  type.setType(7);
  const made = node('Const', name);
  made.getAttrMap().set('value', content);
  made.getAttrMap().set('dtype', type);
  return made;
}

const writing = () => [
  text('file', target()),
  text('content', 'gotcha'),
  node('WriteFile', 'write', ['file', 'content']),
];

// In a function, outputs go by the names that the operation gives them.
const writingInside = () => [
  text('file', target()),
  text('content', 'gotcha'),
  node('WriteFile', 'write', ['file:output:0', 'content:output:0']),
];

function graphOf(model: SavedModel) {
  const meta = model.getMetaGraphsList()[0] ?? expect.fail('no graph');
  const graph = meta.getGraphDef() ?? expect.fail('no graph');
  const add = (...more: readonly NodeDef[]) => graph.setNodeList([...graph.getNodeList(), ...more]);
  const find = (name: string) => graph.getNodeList().find((item) => item.getName() === name) ?? expect.fail(name);
  const ofOperation = (op: string) => graph.getNodeList().find((item) => item.getOp() === op) ?? expect.fail(op);
  const waitFor = (name: string, other: string) => find(name).setInputList([...find(name).getInputList(), `^${other}`]);
  const functions = graph.getLibrary()?.getFunctionList() ?? [];
  return { meta, graph, add, ofOperation, waitFor, functions };
}

/** The number of functions that call a function, from outer to inner. */
function addToFunction(model: SavedModel, nested: boolean): void {
  const { functions } = graphOf(model);
  const calls = (fn: (typeof functions)[number]) => fn.getNodeDefList().some((item) => item.getOp() === 'StatelessIf');
  const isInner = (fn: (typeof functions)[number]) =>
    !calls(fn) && fn.getNodeDefList().some((n) => n.getOp() === 'Neg');
  const fn = functions.find(nested ? isInner : calls) ?? expect.fail('no function');
  const [first, ...rest] = fn.getNodeDefList();
  first?.setInputList([...first.getInputList(), '^write']);
  fn.setNodeDefList([...(first ? [first] : []), ...rest, ...writingInside()]);
}

const tampered: Readonly<Record<string, readonly [change: (model: SavedModel) => void, said: string]>> = {
  'in the graph': [
    (model) => {
      const { add, waitFor } = graphOf(model);
      add(...writing());
      waitFor('anomaly_map', 'write');
    },
    '`WriteFile`',
  ],
  'that nothing asks for': [(model) => graphOf(model).add(...writing()), '`WriteFile`'],
  'in a function': [(model) => addToFunction(model, false), '`WriteFile`'],
  'in a function of a function': [(model) => addToFunction(model, true), '`WriteFile`'],
  'in a second graph': [
    (model) => {
      const other = messages.SavedModel.deserializeBinary(model.serializeBinary());
      graphOf(other).add(...writing());
      model.setMetaGraphsList([...model.getMetaGraphsList(), ...other.getMetaGraphsList()]);
    },
    '`WriteFile`',
  ],
  'run by the loader': [
    (model) => {
      const { meta, add } = graphOf(model);
      add(...writing(), node('NoOp', 'init', ['^write']));
      const signature = new messages.SignatureDef();
      const info = new messages.TensorInfo();
      info.setName('init');
      signature.getOutputsMap().set('__saved_model_init_op', info);
      meta.getSignatureDefMap().set('__saved_model_init_op', signature);
    },
    '`WriteFile`',
  ],
  'run as restoring': [
    (model) => {
      const { meta, add } = graphOf(model);
      add(...writing());
      meta.getSaverDef()?.setRestoreOpName('write');
    },
    '`WriteFile`',
  ],
  'a start of our own operations': [
    (model) => graphOf(model).meta.getSignatureDefMap().set('__saved_model_init_op', new messages.SignatureDef()),
    'the signature `__saved_model_init_op`',
  ],
  'two graphs': [
    (model) => model.setMetaGraphsList([...model.getMetaGraphsList(), ...model.getMetaGraphsList()]),
    '2 graphs',
  ],
  'saving while the map is computed': [
    (model) => graphOf(model).waitFor('score', graphOf(model).ofOperation('SaveV2').getName()),
    '`SaveV2`',
  ],
  'saving while restoring': [
    (model) => {
      const { meta, waitFor, ofOperation } = graphOf(model);
      waitFor(meta.getSaverDef()?.getRestoreOpName() ?? '', ofOperation('SaveV2').getName());
    },
    '`SaveV2`',
  ],
  'reading from elsewhere': [
    (model) => {
      const { add, ofOperation } = graphOf(model);
      add(text('elsewhere', '/etc/passwd'));
      const restore = ofOperation('RestoreV2');
      restore.setInputList(['elsewhere', ...restore.getInputList().slice(1)]);
    },
    '`RestoreV2`',
  ],
  'a library of code': [(model) => graphOf(model).add(node('PyFunc', 'python')), '`PyFunc`'],
  'a function that is not there': [
    (model) => {
      const { graph, functions } = graphOf(model);
      graph.getLibrary()?.setFunctionList(functions.slice(1));
    },
    'the function `',
  ],
  'a constant of 10^15 values in a few bytes': [
    (model) => {
      const constant = graphOf(model).ofOperation('Const').getAttrMap();
      constant.forEach((value) => {
        const dim = new messages.TensorShape.Dim();
        dim.setSize(1e15);
        value.getTensor()?.getTensorShape()?.addDim(dim);
      });
    },
    'a constant',
  ],
};

function tamper(name: string, change: (model: SavedModel) => void): string {
  const folder = path.join(place, name.replaceAll(/\W/g, '-'));
  cpSync(whole, folder, { recursive: true });
  const file = path.join(folder, 'saved_model.pb');
  const model = messages.SavedModel.deserializeBinary(readFileSync(file));
  change(model);
  writeFileSync(file, model.serializeBinary());
  return folder;
}

describe('a model in a run folder', () => {
  test('that is ours loads, with its variables', () => {
    const session = openSavedModel(testBinding(), whole, names);
    expect(Array.from(session.run(image, names)[0]?.data ?? [])).toEqual([-3, -6]);
    session.dispose();
  });

  test.each(Object.keys(tampered))('is refused, and named, with WriteFile or the like: %s', (name) => {
    const [change, said] = tampered[name] ?? expect.fail(name);
    const folder = tamper(name, change);
    expect(() => openSavedModel(testBinding(), folder, names)).toThrow(
      expect.objectContaining({ code: 'foreign-model', message: expect.stringContaining(said) }),
    );
    expect(existsSync(target())).toBe(false);
  });

  // Else the tests above would prove nothing.
  test('would have been obeyed by TensorFlow', () => {
    const folder = tamper('obeyed', tampered['in a function of a function']?.[0] ?? expect.fail('no such'));
    const session = openGraph(testBinding(), readFileSync(path.join(folder, 'saved_model.pb')));
    session.run(image, ['branched']);
    session.dispose();
    expect(readFileSync(target(), 'utf8')).toBe('gotcha');
    rmSync(target());
  });

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.of()],
    ['something else', () => Buffer.from('<html>404</html>')],
    [
      'without its map',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replaceAll('anomaly_map', 'anomaly_mop'), 'latin1'),
    ],
  ])('that is damaged is told as such: %s', (name, damage) => {
    const folder = path.join(place, `damaged-${name.replaceAll(' ', '-')}`);
    cpSync(whole, folder, { recursive: true });
    const file = path.join(folder, 'saved_model.pb');
    writeFileSync(file, damage(readFileSync(file)));
    expect(() => openSavedModel(testBinding(), folder, names)).toThrow(
      expect.objectContaining({ code: 'damaged-model', message: expect.stringContaining(folder) }),
    );
  });

  test('without its variables is told as such', () => {
    const folder = path.join(place, 'bare');
    cpSync(whole, folder, { recursive: true });
    rmSync(path.join(folder, 'variables'), { recursive: true });
    expect(() => openSavedModel(testBinding(), folder, names)).toThrow(
      expect.objectContaining({ code: 'damaged-model' }),
    );
  });
});
