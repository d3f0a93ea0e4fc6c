// The format as its specification says it: sound files by hand, and headers that lie.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readContent, readHeader, safetensorsOf } from '../../../src/weights/safetensors.ts';
import { asFloats } from '../../../src/weights/tensors.ts';

const file = () => path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-weights-')), 'a.safetensors');

/** A file with this header, word for word. */
function withHeader(header: unknown, values = 24, length?: number): string {
  const place = file();
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(length ?? json.length));
  writeFileSync(place, Buffer.concat([size, json, Buffer.alloc(values)]));
  return place;
}

test('what is written has the form of the specification, and is read as it was', () => {
  const bytes = new Uint8Array(Float32Array.of(1.5, -2, 3).buffer);
  const place = file();
  writeFileSync(
    place,
    safetensorsOf(
      [
        { name: 'b', dtype: 'F32', shape: [3], bytes },
        { name: 'a', dtype: 'U8', shape: [2, 1], bytes: Uint8Array.of(7, 8) },
      ],
      { source: 'test' },
    ),
  );
  const content = readFileSync(place);
  const length = Number(content.readBigUInt64LE());
  expect(length % 8).toBe(0);
  expect(JSON.parse(content.toString('utf8', 8, 8 + length))).toEqual({
    __metadata__: { source: 'test' },
    a: { dtype: 'U8', shape: [2, 1], data_offsets: [0, 2] },
    b: { dtype: 'F32', shape: [3], data_offsets: [2, 14] },
  });
  const { tensors, metadata } = readHeader(place);
  expect([metadata, [...tensors.keys()]]).toEqual([{ source: 'test' }, ['a', 'b']]);
  const [a, b] = readContent(place, content).values();
  expect([a?.name, [...(a?.bytes ?? [])]]).toEqual(['a', [7, 8]]);
  expect([...((b && asFloats(b)) ?? [])]).toEqual([1.5, -2, 3]);
});

test('brain floats are the upper half of floats', () => {
  const tensor = { name: 'x', dtype: 'BF16', shape: [2], bytes: Uint8Array.of(0x80, 0x3f, 0x40, 0xc0) } as const;
  expect([...(asFloats(tensor) ?? [])]).toEqual([1, -3]);
});

describe('a header that lies', () => {
  const tensor = { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] };
  test('the sound one is read', () => expect([...readHeader(withHeader({ w: tensor })).tensors.keys()]).toEqual(['w']));
  test.each([
    ['longer than the file', withHeader({ w: tensor }, 24, 1e6), /its header would have 1000000 bytes/],
    ['longer than anything', withHeader({ w: tensor }, 24, 2 ** 60), /its header would have/],
    ['no JSON', withHeader('{"w": '), /no JSON/],
    ['no object', withHeader('[1]'), /no JSON object/],
    ['outside of the file', withHeader({ w: { ...tensor, data_offsets: [8, 32] } }), /lies outside/],
    ['negative', withHeader({ w: { ...tensor, data_offsets: [-8, 16] } }), /lies outside/],
    ['backwards', withHeader({ w: { ...tensor, data_offsets: [24, 0] } }), /lies outside/],
    ['too few values', withHeader({ w: { ...tensor, shape: [2, 4] } }), /has 24 bytes, and its shape needs 32/],
    ['impossible shape', withHeader({ w: { ...tensor, shape: [-2, -3] } }), /impossible shape/],
    ['endless shape', withHeader({ w: { ...tensor, shape: [2 ** 40, 2 ** 40] } }), /impossible shape/],
    ['unknown type', withHeader({ w: { ...tensor, dtype: 'PICKLE' } }), /the type "PICKLE"/],
    ['overlapping', withHeader({ v: { ...tensor, shape: [6] }, w: tensor }), /overlaps another one/],
    ['a gap', withHeader({ w: { ...tensor, shape: [2, 2], data_offsets: [8, 24] } }), /leaves a gap/],
    ['a rest', withHeader({ w: tensor }, 30), /6 bytes at its end belong to no tensor/],
    [
      'the same name twice',
      withHeader(`{"v": {"w": 1}, "w\\\\": 2, "w":${JSON.stringify(tensor)}, "\\u0077" :${JSON.stringify(tensor)}}`),
      /two tensors `w`/,
    ],
    ['nothing', withHeader('', 0, 0).replace(/$/, ''), /no JSON/],
  ])('%s', (_, place, said) => {
    expect(() => readHeader(place)).toThrowError(
      expect.objectContaining({ code: 'weights-damaged', message: expect.stringMatching(said) }),
    );
  });
});
