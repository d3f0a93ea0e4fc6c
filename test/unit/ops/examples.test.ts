// The example of every operation is a line that works: in a pipeline that has what it mentions, it is valid, and it uses
// the operation.
import { describe, expect, test } from 'vitest';
import { operations } from '../../../src/ops/table.ts';
import { checkText } from '../../pipelines.ts';
import { framed } from './frames.ts';

const named = operations.map((operation) => [`${operation.kind} ${operation.name}`, operation] as const);

const signs: Readonly<Record<string, string>> = { negate: '-', constant: '1' };

describe.each(named)('%s', (_, operation) => {
  test('has an example that is valid', () => {
    const { text } = framed(operation);
    const errors = checkText(text).diagnostics.filter(({ severity }) => severity === 'error');
    expect(
      errors.map(({ code, summary, span }) => `${code}: ${summary} at ${span.source.text.slice(span.start, span.end)}`),
    ).toEqual([]);
  });

  test('is used in it', () => {
    // Arithmetic is written as signs, and a constant as a number.
    const isSign = operation.kind === 'layer' && (operation.operator !== undefined || operation.name === 'constant');
    const written = isSign ? (signs[operation.operator ?? 'constant'] ?? operation.operator) : operation.name;
    expect(operation.example).toContain(written);
  });

  test('says what it does and where it comes from', () => {
    expect(operation.doc).toMatch(/^\S.*(\.|https?:\/\/\S+)$/);
    expect(operation.provenance).not.toBe('');
    for (const { doc } of operation.inputs) expect(doc).not.toBe('');
  });
});
