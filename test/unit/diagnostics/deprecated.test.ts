// An operation by its old name: no shipped one has an old name yet, so one is given one here.
import { expect, test, vi } from 'vitest';
import type { findOperation } from '../../../src/ops/table.ts';
import { checkFile, checkText } from '../../pipelines.ts';

vi.mock('../../../src/ops/table.ts', async (load) => {
  const table = await load<typeof import('../../../src/ops/table.ts')>();
  return {
    ...table,
    findOperation: ((name, kinds) => {
      const found = table.findOperation(name === 'convolve' ? 'conv' : name, kinds);
      return found?.name === 'conv' ? { ...found, formerName: 'convolve' } : found;
    }) satisfies typeof findOperation,
  };
});

test('an old spelling works, with a warning that says the new one', () => {
  const text = checkFile('pipelines/quickstart.anoseg').loaded.entry.parsed.file.source.text;
  const { diagnostics, model } = checkText(text.replace('-> conv(16, kernel: 3)', '-> convolve(16, kernel: 3)'));
  expect(diagnostics).toMatchObject([
    {
      code: 'deprecated',
      severity: 'warning',
      summary: '`convolve` is now called `conv`',
      fix: { text: 'conv' },
    },
  ]);
  expect(model).toBeDefined();
});
