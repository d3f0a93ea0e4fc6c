// The command line: which commands there are (forms/), and what comes of them. A command is loaded when it is used.
import { Command, CommanderError } from 'commander';
import { addMachineCommands } from './forms/machine.ts';
import { addPipelineCommands } from './forms/pipelines.ts';
import { addResultCommands } from './forms/results.ts';
import { type AddCommand, addCommand } from './shell/command-form.ts';
import { exitCode } from './shell/exit-code.ts';
import { printFailure, usageFailure } from './shell/failure.ts';
import { watchOutlets } from './shell/outlets.ts';
import { openTerminal } from './shell/terminal.ts';
import { packageVersion } from './shell/version.ts';

function asksForJson(words: readonly string[]): boolean {
  return words.some(
    (word, i) => word === '--json' || word === '--format=json' || (word === 'json' && words[i - 1] === '--format'),
  );
}

async function main(): Promise<void> {
  watchOutlets(process);
  // Where an option is wrong none has been read; a program still gets its document.
  const terminal = openTerminal(process, { json: asksForJson(process.argv) });
  const program = new Command('anoseg')
    .description('Anomaly segmentation pipelines as files, compiled to one TensorFlow graph.')
    .version(packageVersion)
    .showSuggestionAfterError()
    .configureOutput({
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => terminal.json || write(text),
    })
    .exitOverride();
  const add: AddCommand = (parent, form) =>
    addCommand(parent, form, (code) => {
      process.exitCode = code;
    });
  addPipelineCommands(program, add);
  addResultCommands(program, add);
  addMachineCommands(program, add);
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
    if (error.exitCode !== 0 && terminal.json) printFailure(usageFailure(error.message), terminal);
  }
}

void main();
