// Checkpoints that Python's pickle wrote (test/fixtures/weights/make.py), sound and hostile.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { asFloats, type NamedTensor } from '../../../src/weights/tensors.ts';
import { readCheckpoint } from '../../../src/weights/torch-checkpoint.ts';

const fixture = (name: string) => path.join('test/fixtures/weights', name);
const shown = (tensors: readonly NamedTensor[]) =>
  tensors.map((tensor) => [tensor.name, tensor.dtype, tensor.shape, asFloats(tensor) && [...(asFloats(tensor) ?? [])]]);

test.each(['legacy.pth', 'archive.pth'])('%s: names, types, shapes and values, turned ones in order', async (name) => {
  expect(shown(await readCheckpoint(fixture(name)))).toEqual([
    ['conv.weight', 'F32', [2, 3], [0.5, -1, 2, 3, 4, 5]],
    ['conv.turned', 'F32', [3, 2], [0.5, 3, -1, 4, 2, 5]],
    ['conv.last', 'F32', [3], [3, 4, 5]],
    ['bn.half', 'F16', [4], [1, -2, 65504, 2 ** -24]],
    ['bn.count', 'I64', [], undefined],
  ]);
});

test('a state dictionary inside of what a training saved has dotted names', async () => {
  const [tensor, ...others] = await readCheckpoint(fixture('nested.pth'));
  expect([tensor?.name, others]).toEqual(['state_dict.head.weight', []]);
});

describe('what is wrong is a sentence, and nothing is run', () => {
  test.each([
    ['hostile-runs.pth', /it names `posix.system`/],
    ['hostile-runs-archive.pth', /it names `posix.system`/],
    ['hostile-outside.pth', /`conv.weight` lies outside/],
    ['hostile-stride.pth', /`conv.weight` is not described/],
    ['hostile-count.pth', /cut short|not described/],
    ['hostile-cut.pth', /cut short/],
    ['hostile-bomb.pth', /unpacks to more than it should/],
    ['hostile-endless.pth', /more entries than any state dictionary/],
    ['make.py', /the pickle step|no checkpoint/],
  ])('%s', async (name, said) => {
    await expect(readCheckpoint(fixture(name))).rejects.toMatchObject({
      code: 'weights-damaged',
      message: expect.stringMatching(said),
    });
    expect(existsSync('hostile-was-here')).toBe(false);
  });

  test('whatever bytes are changed or cut off', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-weights-')), 'a.pth');
    for (const name of ['legacy.pth', 'archive.pth']) {
      const content = readFileSync(fixture(name));
      for (let i = 0; i < content.length; i += 3) {
        const changed = Buffer.from(content);
        changed[i] = (changed[i] ?? 0) ^ (1 << (i % 8));
        writeFileSync(file, i % 2 === 0 ? changed : content.subarray(0, i));
        const outcome = await readCheckpoint(file).then(
          () => 'read',
          (error: { code?: string; stack?: string }) => error.code ?? error.stack,
        );
        expect(['read', 'weights-damaged']).toContain(outcome);
      }
    }
  });
});
