// The README's first command at full length: what a newcomer gets, and that others can use its model.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, expect, test } from 'vitest';
import { inferenceNames } from '../../src/compiler/inference-program.ts';
import { openSavedModel } from '../../src/runtime/session/session.ts';
import { openBinding } from '../binding.ts';
import { loadOracle } from '../oracle.ts';
import { anoseg, scratch } from './command.ts';

const folder = path.join(scratch(), 'quickstart');
const side = 64;
const image = Uint8Array.from({ length: side * side * 3 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);

beforeAll(async () => {
  const { code, stderr } = await anoseg(['run', 'pipelines/quickstart.anoseg', '--out', folder, '--quiet']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('finds the defects, at a threshold that was found without labels', () => {
  const metrics = JSON.parse(readFileSync(path.join(folder, 'metrics.json'), 'utf8'));
  expect(metrics.pixel_auroc).toBeGreaterThanOrEqual(0.95);
  expect(metrics.iou).toBeGreaterThanOrEqual(0.5);
  expect(metrics.threshold_from).toContain('holdout');
});

test('its files are as the published schemas say', () => {
  const stored = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const problems = (name: string, texts: readonly string[]) => {
    const validate = new Ajv2020({ allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(`grammar/${name}.schema.json`, 'utf8')),
    );
    return texts.flatMap((text) => (validate(JSON.parse(text)) ? [] : (validate.errors ?? [])));
  };
  expect(problems('lock', [stored('lock.json')])).toEqual([]);
  expect(problems('metrics', [stored('metrics.json')])).toEqual([]);
  expect(problems('events', stored('events.jsonl').trimEnd().split('\n'))).toEqual([]);
});

test('tfjs-node loads the model by its public interface and gives the same map', async () => {
  const { node } = loadNodeOracle();
  const model = await node.loadSavedModel(path.join(folder, 'model'));
  const tf = loadOracle();
  const result = model.predict({ image: tf.tensor4d(Array.from(image), [1, side, side, 3], 'int32') });
  expect(Array.from(result.anomaly_map.dataSync())).toEqual(Array.from(ourMap()));
});

const python = process.env.PYTHON_TENSORFLOW;
test.skipIf(python === undefined)(
  'Python loads the model and gives the same map (set PYTHON_TENSORFLOW to a Python that has TensorFlow)',
  () => {
    const input = path.join(folder, 'input.bin');
    const output = path.join(folder, 'output.bin');
    writeFileSync(input, image);
    const program = [
      'import sys, numpy as np, tensorflow as tf',
      'model = tf.saved_model.load(sys.argv[1])',
      `image = np.fromfile(sys.argv[2], np.uint8).reshape(1, ${side}, ${side}, 3)`,
      'model.signatures["serving_default"](image=tf.constant(image))["anomaly_map"].numpy().tofile(sys.argv[3])',
    ].join('\n');
    const { status, stderr } = spawnSync(python ?? '', ['-c', program, path.join(folder, 'model'), input, output], {
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const theirs = new Float32Array(readFileSync(output).buffer.slice(0));
    const ours = ourMap();
    theirs.forEach((value, i) => {
      expect(Math.abs(value - (ours[i] ?? 0))).toBeLessThan(1e-5);
    });
  },
);

function ourMap(): Float32Array {
  const session = openSavedModel(openBinding(), path.join(folder, 'model'));
  const [map] = session.run({ [inferenceNames.image]: { dtype: 'uint8', shape: [1, side, side, 3], data: image } }, [
    inferenceNames.map,
  ]);
  return Float32Array.from(map?.data ?? []);
}

interface NodeOracle {
  readonly node: {
    loadSavedModel(
      folder: string,
    ): Promise<{ predict(inputs: object): { readonly anomaly_map: { dataSync(): Float32Array } } }>;
  };
}

// What tfjs-node adds to tfjs-core, which the oracle's type does not name.
function loadNodeOracle(): NodeOracle {
  const oracle: unknown = loadOracle();
  return oracle as NodeOracle;
}
