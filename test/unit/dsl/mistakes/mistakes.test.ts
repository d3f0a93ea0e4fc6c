// What people write who come from elsewhere, and all that is said of it: as a table, mistake by mistake.
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts';
import { checkText } from '../../../pipelines.ts';
import { mistakenPipelines } from './table.ts';

const told = mistakenPipelines.map(({ wrong, text }) => ({ wrong, text, found: checkText(text).diagnostics }));

test('the table of mistakes', async () => {
  const rows = told.map(({ wrong, found }) => [quotedLines(wrong), ...found.map(say), ''].join('\n'));
  await expect(rows.join('\n')).toMatchFileSnapshot('mistakes.txt');
});

test('one cause gives one finding', () => {
  expect(told.filter(({ found }) => found.length > 1).map(({ wrong }) => wrong)).toEqual([]);
});

test('what is proposed mends it', () => {
  for (const { text, found } of told) {
    const [{ fix } = {}] = found;
    if (fix === undefined) continue;
    const mended = text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end);
    const left = checkText(mended).diagnostics.filter(({ severity }) => severity === 'error');
    expect(left.map(say), mended).toEqual([]);
  }
});

function say({ severity, code, summary, hint, fix }: Diagnostic): string {
  const lines = [`${severity}[${code}]: ${summary}`, ...(hint === undefined ? [] : [`help: ${hint}`])];
  return [...lines, ...(fix === undefined ? [] : [`fix: ${JSON.stringify(fix.text)}`])].map((l) => `  ${l}`).join('\n');
}

function quotedLines(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
