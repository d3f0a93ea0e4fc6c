// The pages for people name commands, options and codes: all of them exist.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addMachineCommands } from '../../../src/cli/forms/machine.ts';
import { addPipelineCommands } from '../../../src/cli/forms/pipelines.ts';
import { addResultCommands } from '../../../src/cli/forms/results.ts';
import { type AddCommand, addCommand } from '../../../src/cli/shell/command-form.ts';
import { catalogue } from '../../../src/diagnostics/catalogue.ts';
import { failures } from '../../../src/diagnostics/failures.ts';

const pages = [
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

/** Of npm, of VS Code, of Snakemake, and of examples. */
const optionsOfOthers = [
  ...['--omit', '--dry-run', '--install-extension', '--notest', '--project'],
  // Snakemake's; one is a slip of the pen, in an example.
  ...[
    '--default-resources',
    '--profile',
    '--unlock',
    '--directory',
    '--snakefile',
    '--max-jobs-per-timespan',
    '--retries',
    '--jbos',
  ],
  ...['--slurm-account', '--slurm-no-account', '--slurm-status-command', '--slurm-init-seconds-before-status-checks'],
];

const program = new Command('anoseg');
const add: AddCommand = (parent, form) => addCommand(parent, form, () => undefined);
for (const group of [addPipelineCommands, addResultCommands, addMachineCommands]) group(program, add);
const commands = [program, ...program.commands, ...program.commands.flatMap((command) => command.commands)];
const options = new Set([
  '--help',
  '--version',
  ...optionsOfOthers,
  ...commands.flatMap((command) => command.options.map(({ long }) => long ?? '')),
]);

function optionsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option);
}

/** A command that starts a script of this repository, to the end of the line or of the quotation. */
const scriptCommand = /\bnode ((?:bench|scripts)\/[\w/-]+\.js)([^`\n]*)/g;

/** Options of scripts are those that their own texts have. */
function unknownToScripts(text: string): readonly string[] {
  return [...text.matchAll(scriptCommand)].flatMap(([, script = '', rest = '']) => {
    const source = readFileSync(script, 'utf8');
    return optionsIn(rest).filter((option) => !source.includes(option));
  });
}

test.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  const named = optionsIn(text.replace(scriptCommand, ''));
  expect(named.filter((option) => !options.has(option))).toEqual([]);
  expect(unknownToScripts(text)).toEqual([]);
  const codes = [...text.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code]) => code ?? '');
  expect(codes.filter((code) => !Object.hasOwn(catalogue, code) && !Object.hasOwn(failures, code))).toEqual([]);
  const started = [...text.matchAll(/(?:`|^\s*|npx )anoseg ([a-z]+)/gm)].map(([, command]) => command ?? '');
  const known = program.commands.map((command) => command.name());
  expect(started.filter((command) => !known.includes(command))).toEqual([]);
});
