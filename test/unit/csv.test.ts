// Tables that others read: RFC 4180, and read back as they were.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, parseCsv } from '../../src/runtime/files/csv.ts';

const cells = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'a,b',
      'a "b"',
      'a\nb',
      '',
      '\r\n',
      'ä.png',
      '=1+1',
      "'=1",
      '-1.png',
      '@a',
      '\t',
      '\u001b]0;title\u0007',
      '\u009b2J',
    ),
  ),
  {
    minLength: 2,
    maxLength: 4,
  },
);

test('what is written is read back', () => {
  fc.assert(
    fc.property(cells, fc.array(cells, { maxLength: 5 }), (head, rows) => {
      expect(parseCsv(csvText(head, rows))).toEqual([head, ...rows]);
    }),
  );
});

const python = 'import csv, json, sys; print(json.dumps(list(csv.reader(sys.stdin.read().splitlines(True)))))';
test('Python reads it too, where there is one', ({ skip }) => {
  const table = [
    ['image', 'score', 'predicted'],
    ['a, "b".png', '0.25', ''],
    ['zwei\tWorte', '1', '0'],
  ];
  const [head = [], ...rows] = table;
  const { status, stdout } = spawnSync('python3', ['-c', python], { input: csvText(head, rows), encoding: 'utf8' });
  if (status !== 0) skip('no python3');
  expect(JSON.parse(stdout)).toEqual(table);
});

test('a row is a line, whatever is in it', () => {
  const name = 'a\n::warning::forged\r\n.png';
  const text = csvText(['image', 'score'], [[name, 1]]);
  expect(text).toBe('image,score\na\\u{a}::warning::forged\\u{d}\\u{a}.png,1\n');
  expect(parseCsv(text)).toEqual([
    ['image', 'score'],
    [name, '1'],
  ]);
});

test('what is not known is empty', () => {
  expect(csvText(['a', 'b', 'c'], [[null, undefined, 0]])).toBe('a,b,c\n,,0\n');
});

test('a name is no formula of a spreadsheet, and moves no cursor; numbers stay numbers', () => {
  const names = ['=HYPERLINK("x")', '+1', '-1.png', '@SUM(A1)', '\tx', "'quoted'", '\u001b[2J.png'];
  const text = csvText(
    ['image', 'score'],
    names.map((name) => [name, -0.5]),
  );
  expect(text).toBe(
    `image,score\n"'=HYPERLINK(""x"")",-0.5\n'+1,-0.5\n'-1.png,-0.5\n'@SUM(A1),-0.5\n"'\tx",-0.5\n'quoted',-0.5\n\\u{1b}[2J.png,-0.5\n`,
  );
});
