// What a stranger calls a file, a folder or a setting reaches people's terminals and GitHub's logs, and never acts there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columns } from '../../../src/cli/shell/columns.ts';
import { printFailure } from '../../../src/cli/shell/failure.ts';
import { harmless } from '../../../src/cli/shell/harmless.ts';
import { openTerminal, printJson } from '../../../src/cli/shell/terminal.ts';
import { shellWord } from '../../../src/ui/text/format.ts';
import { jsonText } from '../../../src/ui/text/json-text.ts';

const hostile = [
  '\u001b]0;title\u0007',
  '\u001b[2J\u001b[H',
  '\u009b2J',
  '\u009d0;title\u009c',
  '\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\',
  '\u001b[8mhidden',
  'back\b\b\b',
  'over\rwritten',
  '\u202egnp.exe',
  '\u2066x\u2069',
  'a\n::warning::forged',
  'a\n  ::error file=x::forged',
  'a\r\n::add-mask::a',
  '##[error]forged',
  '\u2028::warning::x',
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are its subject
const acts = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|^\s*::(?!:)|##\[/mu;

/** Process streams that keep what is written. */
function recorded(isTTY: boolean) {
  let text = '';
  const write = (chunk: string) => {
    text += chunk;
    return true;
  };
  const stream = { isTTY, write };
  // Terminals are opened on a process, of which they take streams and environment.
  const place = { stdout: stream, stderr: stream, env: { TERM: 'xterm' } } as unknown as NodeJS.Process;
  return { terminal: openTerminal(place, {}), json: openTerminal(place, { json: true }), text: () => text };
}

describe('text for people', () => {
  test.each(hostile)('shows %j without its effect', (name) => {
    expect(harmless(`image ${name}: not found\n`, false)).not.toMatch(acts);
    expect(harmless(`image ${name}: not found\n`, true)).not.toMatch(acts);
  });

  test('keeps its lines, its tabs and its colours', () => {
    const { terminal, text } = recorded(true);
    const line = `${terminal.paint.error('error')}: ${terminal.paint.bold('größe 日本 👍🏽')}\n\tnext\n ::: other.anoseg:1:1\n`;
    terminal.stderr.write(line);
    expect(text()).toBe(line);
    expect(stripVTControlCharacters(text())).toContain('error: größe');
  });

  test('acts nowhere, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...hostile, ':', '::', '#', '['), fc.string())), (parts) => {
        expect(harmless(parts.join(''), false)).not.toMatch(acts);
      }),
    );
  });

  test.each(hostile)('a failure or a table with %j has no line of its making', (name) => {
    const { terminal, text } = recorded(false);
    printFailure({ code: 'x', message: `no ${name}`, hint: `look at ${name}` }, terminal);
    expect(text().split('\n')).toHaveLength(3);
    expect(text()).not.toMatch(acts);
    expect(harmless(columns([[name, '1']], ['left', 'right']).join('|'), false)).not.toMatch(/\n/);
  });
});

describe('JSON', () => {
  test.each(hostile)('has the true text of %j, and nothing that acts', (name) => {
    expect(JSON.parse(jsonText({ name }))).toEqual({ name });
    expect(jsonText({ name })).not.toMatch(acts);
    const { json, text } = recorded(true);
    printJson(json, { name });
    expect(text()).toBe(`${jsonText({ name })}\n`);
  });
});

test('a word of a command to copy is that word, for the shell too', () => {
  for (const word of [...hostile, "it's", 'a\\b\n']) {
    expect(shellWord(word)).not.toMatch(/\p{Cc}/u);
    const { stdout } = spawnSync('bash', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' });
    expect(stdout).toBe(word);
  }
});

describe('the command line', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-hostile-'));
  const run = (...args: readonly string[]) => {
    const { stdout, stderr } = spawnSync(process.execPath, [path.resolve('bin/anoseg.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_ACTIONS: 'true' },
    });
    return `${stdout}${stderr}`;
  };

  test('forges no annotation of a pipeline that is named for it', () => {
    const name = 'x\n::warning::forged\u001b]0;title\u0007.anoseg';
    writeFileSync(
      path.join(folder, name),
      readFileSync('pipelines/quickstart.anoseg', 'utf8').replace('conv(', 'conf('),
    );
    mkdirSync(path.join(folder, 'good\n::error::forged'));
    writeFileSync(path.join(folder, 'good\n::error::forged', 'a.anoseg'), readFileSync('pipelines/quickstart.anoseg'));
    const good = 'good\n::error::forged/a.anoseg';
    for (const args of [
      ['check', name],
      ['check', '--format', 'github', name],
      ['check', '--format', 'github', good],
      ['explain', good, 'train'],
    ]) {
      const said = run(...args);
      expect(said.length).toBeGreaterThan(0);
      const ours = /^::(error|warning|notice) file=[^\n]*$/gm;
      expect(said.replaceAll(ours, '')).not.toMatch(acts);
      expect(said).not.toMatch(/^::(warning|error)::/m);
    }
  });

  test.each([
    ['an option', ['check', '--formt\u001b[2J\n::warning::x']],
    ['a value', ['run', 'std:quickstart', '--steps\n::warning::x']],
    ['a setting', ['check', 'std:quickstart', '--set', 'width=\u001b]0;t\u0007\n::warning::x']],
    ['a name of a setting', ['check', 'std:quickstart', '--set', 'wid\u009b2J\n::warning::x=3']],
    ['a folder of data', ['run', 'std:mvtec-bottle', '--data', 'no\u001b[2J\n::warning::x']],
    ['a run', ['evaluate', 'no\u001b[2J\n::warning::x']],
    ['a folder of maps', ['score', '--maps', 'no\u001b[2J\n::warning::x', '--masks', 'no\u001b[2J']],
  ])('obeys nothing that is said in %s', (_, args) => {
    const said = run(...args);
    expect(said.length).toBeGreaterThan(0);
    expect(said).not.toMatch(acts);
  });
});
