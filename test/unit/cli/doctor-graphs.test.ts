// The doctor's row about graphs: what the compiler makes of shipped pipelines is legal, and a package that lost or
// spoiled one is told as such.
import { expect, test } from 'vitest';
import { graphsRow } from '../../../src/cli/commands/doctor/graphs-row.ts';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { checkedModel } from '../../pipelines.ts';

test('a sound pipeline', () => {
  const row = graphsRow(['pipelines/quickstart.anoseg'], (file) => checkedModel(file, { size: '64', width: '4' }));
  expect(row.state).toBe('ok');
  expect(row.detail).toMatch(/^sound in 1 shipped pipelines, \d{4,5} nodes$/);
});

test('a package that lost a pipeline, or holds one that is none any more', () => {
  const lost = graphsRow(['a.anoseg'], () => {
    throw new OutsideError('pipeline-missing', 'a.anoseg does not exist', 'bring it back');
  });
  expect(lost).toEqual({
    name: 'graphs',
    state: 'missing',
    detail: 'a.anoseg does not exist',
    hint: 'Install anoseg again.',
  });
  expect(graphsRow(['a.anoseg'], () => undefined).detail).toBe('a.anoseg is no valid pipeline any more');
});
