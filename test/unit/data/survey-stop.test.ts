// One signal ends the reading of a data set, also where it comes while a file keeps the process busy.
import { expect, test } from 'vitest';
import { decodingRows } from '../../../src/runtime/feed/rows.ts';
import { surveyItems } from '../../../src/runtime/feed/survey.ts';

test('a signal during a file is seen at its end', async () => {
  let stopped = false;
  process.once('SIGUSR2', () => {
    stopped = true;
  });
  const item = {
    name: 'a.png',
    read: async () => new Uint8Array(1),
    defect: 'good',
    stem: 'a',
    masks: [],
    hasGroundTruth: true,
  };
  const decode = async () => {
    process.kill(process.pid, 'SIGUSR2');
    return new Uint8Array(1);
  };
  const target = { writer: decodingRows(1, decode), row: 0, decode };
  const seen: boolean[] = [];
  const frame = { width: 1, height: 1, channels: 1, fit: 'resize' } as const;
  await surveyItems([{ item, target }], frame, () => seen.push(stopped));
  expect(seen).toEqual([true]);
});
