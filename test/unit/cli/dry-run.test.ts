// `anoseg run … --dry-run` without Snakemake is wrong use, and names the command that tells what was asked.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type RunOptions, runCommand } from '../../../src/cli/commands/run/run.ts';
import { UsageError } from '../../../src/cli/shell/failure.ts';
import { captureTerminal } from './captured-terminal.ts';

const experiment = 'pipelines/experiments/claims.anoseg';
const pipeline = 'pipelines/quickstart.anoseg';

async function refusal(place: string | undefined, options: RunOptions = {}) {
  const { terminal } = captureTerminal();
  const words = place === undefined ? [] : [place];
  const error: unknown = await runCommand(words, { ...options, dryRun: true }, terminal).catch((found) => found);
  return error instanceof UsageError ? error : expect.fail('no wrong use');
}

test.each([
  [experiment, {}, `\`anoseg plan ${experiment}\` tells what would be run`],
  [
    experiment,
    { set: ['width=8', 'kind=a b'], data: '/my data', threads: 2 },
    `\`anoseg plan ${experiment} --set width=8 --set 'kind=a b' --data '/my data' --threads 2\``,
  ],
  [pipeline, { set: ['width=8'], out: 'runs/a' }, `\`anoseg plan ${pipeline} --set width=8\` tells`],
  [pipeline, { each: ['seed=1..3'] }, `\`anoseg plan ${pipeline}\` tells what one run costs`],
  [undefined, {}, '`anoseg plan PIPELINE`'],
  [undefined, { resume: 'runs/a' }, '`anoseg runs runs/a`'],
])('%s %j', async (place, options, hint) => {
  const { message, hint: said } = await refusal(place, options);
  expect(message).toBe('`--dry-run` is for runs on Snakemake');
  expect(said).toContain(hint);
});

test('the folder of an experiment tells itself which runs are done', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-dry-'));
  writeFileSync(path.join(folder, 'experiment.json'), '{}');
  expect((await refusal(folder)).hint).toContain(`\`anoseg runs ${folder}\``);
});
