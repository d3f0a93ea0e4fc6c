// The contract of every primitive: the types it infers are TensorFlow's, its values are those of an oracle, its gradient
// agrees with tfjs's and with finite differences, so does its second derivative, and it works in a function body.
import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DType, TensorType } from '../../src/graph/ir/tensor.ts';
import { type PrimitiveName, primitives } from '../../src/graph/primitives/index.ts';
import type { Fetched } from '../../src/runtime/session/session.ts';
import { loadOracle } from '../oracle.ts';
import { primitiveCases } from './primitives/cases/index.ts';
import { expectClose } from './primitives/compare.ts';
import type { Example, Values } from './primitives/example.ts';
import { type Measured, measure, orderOf, type Slope } from './primitives/measure.ts';

const names = Object.keys(primitives).filter((name): name is PrimitiveName => name in primitives);

// Primitives through which no gradient flows: none exists, or none is wanted. A rule that is lost shows here.
const withoutGradient: readonly PrimitiveName[] = [
  'AdjustHue',
  'AdjustSaturation',
  'All',
  'Any',
  'Atan2',
  'Bitcast',
  'BroadcastBatch',
  'Cast',
  'DecodeRaw',
  'DenseBincount',
  'DynamicSlice',
  'Equal',
  'Erfinv',
  'Floor',
  'FloorDiv',
  'FloorMod',
  'FusedBatchNormGradV3',
  'GatherV2',
  'Greater',
  'GreaterEqual',
  'ImageProjectiveTransformV3',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalNot',
  'LogicalOr',
  'OnesLike',
  'ResizeBicubic',
  'ResourceGather',
  'Roll',
  'Round',
  'Shape',
  'Sign',
  'StatelessRandomGammaV3',
  'StatelessRandomNormalV2',
  'StatelessRandomUniformV2',
  'StatelessTruncatedNormalV2',
  'StopGradient',
  'TopKV2',
  'ZerosLike',
];

describe('the table of primitives', () => {
  const table: ReadonlySet<unknown> = new Set(Object.values(primitives));
  // Not a primitive: it has no inputs from which its graph were known, and a name that the caller chooses.
  const others = ['index.ts'];
  const files = readdirSync('src/graph/primitives').filter((file) => !others.includes(file));
  const stems = files.map((file) => file.slice(0, -'.ts'.length));

  it.each(stems)('has the one primitive of %s.ts', async (stem) => {
    const exported: Record<string, unknown> = await import(`../../src/graph/primitives/${stem}.ts`);
    expect(Object.values(exported).filter(isPrimitive)).toHaveLength(1);
    expect(Object.values(exported).filter((value) => table.has(value))).toHaveLength(1);
  });

  it('has nothing else', () => {
    expect(names).toHaveLength(files.length);
  });

  it('goes by the names of TensorFlow, but where one operation is two primitives', () => {
    const different = names.filter((name) => primitives[name].definition.op !== name);
    expect(different.map((name) => `${name}: ${primitives[name].definition.op}`)).toEqual([
      'BroadcastBatch: BroadcastTo',
      'DynamicSlice: Slice',
    ]);
  });

  it('has a case for each', () => {
    expect(Object.keys(primitiveCases).sort()).toEqual([...names].sort());
  });

  it('says which have no gradient', () => {
    const none = names.filter((name) => primitives[name].definition.gradient === 'none');
    expect(none.sort()).toEqual(withoutGradient);
  });
});

describe.each(names)('%s', (name) => {
  const tested = primitiveCases[name];
  const order = orderOf(name, tested);
  let measured: readonly Measured[] = [];

  beforeAll(() => {
    measured = measure(loadOracle(), name, tested);
  });

  it('infers the types that TensorFlow gives', () => {
    for (const { example, op, inferred, outputs } of measured) {
      expect(op).toBe(primitives[name].definition.op);
      const actual = outputs.map((output, i) => actualType(example, output, i, inferred[i]?.dtype ?? 'string'));
      expect(inferred.map(typeOf), example.title).toEqual(actual);
    }
  });

  it('computes what the oracle says', () => {
    expect(measured.length).toBeGreaterThan(0);
    for (const { example, expected, outputs } of measured) expectAll(example, outputs, expected);
  });

  it('does the same in a function body', () => {
    const inside = measured.filter(({ example }) => example.notInBody === undefined);
    expect(inside.length).toBeGreaterThan(0);
    for (const { example, expected, inBody } of inside) expectAll(example, inBody, expected);
  });

  if (order > 0) {
    it('has the gradient of finite differences', () => {
      expect(measured.flatMap(({ first }) => first).length).toBeGreaterThan(0);
      for (const { example, first } of measured) expectSlopes(example, first, (slope) => slope.differences);
    });
  }

  if (order > 0 && tested.examples.some(hasTfjsGradient)) {
    it('has the gradient of tfjs', () => {
      const compared = measured.filter(({ example }) => hasTfjsGradient(example));
      expect(compared.flatMap(({ first }) => first).length).toBeGreaterThan(0);
      for (const { example, first } of compared) expectSlopes(example, first, (slope) => slope.tfjs, 1e-5);
    });
  }

  if (order > 1) {
    it('has the second derivative of finite differences', () => {
      expect(measured.flatMap(({ second }) => second).length).toBeGreaterThan(0);
      for (const { example, second } of measured) expectSlopes(example, second, (slope) => slope.differences);
    });
  }
});

function isPrimitive(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'definition' in value;
}

function typeOf({ shape, dtype }: TensorType): TensorType {
  return { shape, dtype };
}

// What the run gave, in the words of a static type: without the sizes that only the run knows.
function actualType({ inputs, inferred }: Example, { shape, data }: Fetched, index: number, given: DType): TensorType {
  const unknownBatch = inputs.some((input) => input.unknownBatch);
  const unknown = inferred?.[index]?.map((size) => size === null) ?? shape.map((_, axis) => unknownBatch && axis === 0);
  return { shape: shape.map((size, axis) => (unknown[axis] ? null : size)), dtype: actualDType(data, given) };
}

// What cannot be fetched was cast, and TensorFlow refuses to load a cast from another type than the inferred one.
function actualDType(data: Fetched['data'], inferred: DType): DType {
  const fetched = data instanceof Float32Array ? 'float32' : data instanceof Int32Array ? 'int32' : 'bool';
  const cast: Partial<Record<DType, DType>> = { uint8: 'int32', int64: 'float32', uint64: 'float32' };
  return cast[inferred] === fetched ? inferred : fetched;
}

function hasTfjsGradient(example: Example): boolean {
  return 'tfjs' in example && example.tfjsGradient === undefined;
}

function expectAll(example: Example, actual: readonly Values[], expected: readonly Values[]): void {
  expected.forEach((values, i) => {
    expectClose(actual[i], values, example.tolerance ?? 1e-5, `${example.title}, output ${i}`);
  });
}

function expectSlopes(
  { title }: Example,
  slopes: readonly Slope[],
  oracle: (slope: Slope) => Values | undefined,
  tolerance = 1e-3,
): void {
  for (const slope of slopes)
    expectClose(slope.ours, oracle(slope), tolerance, `${title}, input ${slope.input}`, 'largest');
}
