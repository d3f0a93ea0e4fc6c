// Wrong use of the command line, told to programs: `--json` is one document, whatever is wrong.
import { expect, test } from 'vitest';
import { anoseg } from './command.ts';

test.each([
  ['an unknown option', ['check', '--json', '--bogus', 'x.anoseg'], "unknown option '--bogus'"],
  ['a misspelt option', ['check', '--format', 'json', '--stricd', 'x.anoseg'], "unknown option '--stricd'"],
  ['an argument that is missing', ['plan', '--json'], "missing required argument 'PIPELINE'"],
  ['an option that is missing', ['convert', 'x.anoseg', '--json'], "required option '--to <SYNTAX>' not specified"],
  ['a command that is not there', ['chek', '--json'], "unknown command 'chek'"],
])('%s', async (_, args, message) => {
  const { code, stdout, stderr } = await anoseg(args);
  expect(JSON.parse(stdout)).toMatchObject({ format_version: '1.0', error: { code: 'usage', message } });
  expect([code, stderr]).toEqual([2, '']);
});

test('people read it on standard error', async () => {
  const { code, stdout, stderr } = await anoseg(['check', '--stricd', 'x.anoseg']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe("error: unknown option '--stricd'\n(Did you mean --strict?)\n");
});
