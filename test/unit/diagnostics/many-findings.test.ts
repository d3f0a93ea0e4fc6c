// More findings than anybody reads end with a word on that.
import { expect, test } from 'vitest';
import { maximumFindings } from '../../../src/diagnostics/diagnostic.ts';
import { checkText } from '../../pipelines.ts';

test('a file full of mistakes is told up to a limit, and that there are more', () => {
  const lines = Array.from({ length: maximumFindings + 50 }, (_, i) => `  v${i} = nothing${i} -> relu`);
  const { diagnostics, model } = checkText(`anoseg 1\nnetwork generator(seen) {\n${lines.join('\n')}\n}\n`);
  expect(model).toBeUndefined();
  expect(diagnostics).toHaveLength(maximumFindings + 1);
  expect(diagnostics.filter(({ code }) => code === 'too-many')).toHaveLength(1);
});
