// The Snakefile as people read it, and as Python does.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { demandsOf } from '../../../src/runtime/snakemake/demands.ts';
import { pythonText } from '../../../src/runtime/snakemake/python-text.ts';
import { type SnakefileParts, snakefileText } from '../../../src/runtime/snakemake/snakefile.ts';

const parts: SnakefileParts = {
  version: '0.1.0',
  command: 'anoseg run claims.anoseg --each seed=1..2 --on snakemake --executor slurm',
  isDryRun: false,
  byHand: 'snakemake --executor slurm --jobs 100',
  anoseg: ['/usr/bin/node', '/opt/anoseg/bin/anoseg.js'],
  runs: [
    { folder: '1', label: 'seed=1', demands: { memoryMb: 2100, minutes: 16 } },
    { folder: '2', label: 'seed=2', demands: { memoryMb: 2100, minutes: 17 } },
  ],
  threads: 4,
  pictureMb: 500,
  device: undefined,
  variables: ['ANOSEG_CACHE'],
  measured: 'claims took 168 ms a step on 4 threads, 2026-11-29',
};

/** Values that end texts, comments, lines, words of a shell, or what Snakemake formats. */
const hostile = [
  'a"b',
  "a'b",
  'a\\',
  'a\\"b',
  '"""',
  'a\nimport os',
  'a\r\nb',
  '{run}',
  '{{x}}',
  '$(touch owned)',
  '`touch owned`',
  '$HOME {HOME}',
  '; touch owned',
  'a # b',
  '\u2028b',
  '\u0085b',
  '\u202eb',
  '\0',
  'ü 😀',
  '\t',
  '',
  '%s %(x)s',
];

/** What Python makes of a program's last expression, as JSON. */
function python(program: string): unknown {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program, 'x'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

test('is for people to read', async () => {
  await expect(snakefileText(parts)).toMatchFileSnapshot('Snakefile.txt');
});

test('a dry run, which leaves none, does not say that it writes it', () => {
  const text = snakefileText({ ...parts, isDryRun: true, command: `${parts.command} --dry-run` });
  expect(text).toContain('Shown by anoseg 0.1.0, and written by this without --dry-run:');
  expect(text).not.toContain('written anew');
});

test('asks for no time where nothing was measured, and for a GPU where the runs need one', () => {
  const runs = parts.runs.map((run) => ({ ...run, demands: { memoryMb: 2100, minutes: undefined } }));
  const text = snakefileText({ ...parts, runs, measured: undefined, device: 'gpu', variables: [] });
  expect(text).not.toContain('runtime=');
  expect(text).toContain('`anoseg bench` measures it');
  expect(text).toContain('gpu=1,');
  expect(text).toContain('--device gpu');
  expect(text).not.toContain('envvars');
});

test.runIf(hasPython)('texts stay the texts that they are', () => {
  const list = `[${hostile.map(pythonText).join(', ')}]`;
  expect(python(`import json; print(json.dumps(${list}))`)).toEqual(hostile);
});

test.runIf(hasPython)('no value leaves its comment or its text', () => {
  const runs = hostile.map((value, i) => ({
    folder: `run-${i}`,
    label: `kind=${value}`,
    demands: parts.runs[0]?.demands ?? { memoryMb: 1, minutes: 1 },
  }));
  const text = snakefileText({
    ...parts,
    runs,
    command: hostile.join(' '),
    byHand: hostile.join(' '),
    measured: hostile.join(' '),
    anoseg: hostile,
  });
  // Up to its rules it is plain Python.
  const [head = ''] = text.replace(/^envvars:\n.*\n/m, '').split('\nrule all:');
  const program = `${head}\nimport json; print(json.dumps([ANOSEG, list(RUNS), sorted(k for k in globals() if k.isupper())]))`;
  expect(python(program)).toEqual([
    hostile,
    runs.map(({ folder }) => folder),
    ['ANOSEG', 'IMAGES_MB', 'RUNS', 'THREADS'],
  ]);
});

test('memory is that of the plan with a margin, time that of the training and of what is around it', () => {
  const from = { pipeline: 'a', time: '2026-11-29', threads: 1, device: 'cpu' as const, multiply_adds: 1, step_ms: 1 };
  // 1.3 x (500 MB + 1.41 x 1000 MB) + 2 x 500 MB + 400 MB.
  expect(demandsOf({ peak: 1e9 }, { seconds: 3600, from, isMeasured: true, isRough: false }, 500)).toEqual({
    memoryMb: 3900,
    minutes: 135,
  });
  expect(demandsOf({ peak: 0 }, undefined, 0)).toEqual({ memoryMb: 1100, minutes: undefined });
});
